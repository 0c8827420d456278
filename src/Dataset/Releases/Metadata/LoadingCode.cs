using System.Text;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The lines with which people load a table: in each tool those that give every value back unchanged, which a tool's own guesses about
/// CSV do not (<c>NA</c>, <c>007</c>, <c>1e5</c> and dates are text until the caller says otherwise). The files of a table in several parts
/// are named by a pattern, however many they are; their names in order are the order of the rows.
/// </summary>
internal static class LoadingCode
{
    /// <summary>Python with pandas, from CSV, for which pandas needs no other package.</summary>
    public static string Pandas(TableSchema table, IReadOnlyList<string> csv)
    {
        var lists = table.Layouts.Where(l => l.IsList).Select(l => $"\"{l.Name}\"").ToArray();
        var code = new StringBuilder();
        code.Append(csv.Count > 1 ? "import glob\n" : "").Append(lists.Length > 0 ? "import json\n" : "").Append("import pandas as pd\n\n");
        code.Append("types = {\n");
        foreach (var layout in table.Layouts.Where(l => !l.IsList))
            code.Append("    \"").Append(layout.Name).Append("\": \"").Append(layout.Type.Pandas).Append("\",\n");
        code.Append("}\n");
        if (lists.Length > 0)
            code.Append("lists = {name: lambda cell: json.loads(cell) if cell else None for name in [").AppendJoin(", ", lists)
                .Append("]}\n");
        var hasIntegers = table.Layouts.Any(l => !l.IsList && l.Type == ColumnType.Integer);
        if (hasIntegers)
            code.Append("""
                # Integers are text first: pandas 1 reads them by way of doubles, which do not keep 64 bits.
                text = {name: "string" if type == "Int64" else type for name, type in types.items()}

                """);
        var options = $"keep_default_na=False, na_values=[\"\"], dtype={(hasIntegers ? "text" : "types")}"
            + (lists.Length > 0 ? ", converters=lists" : "");
        // Without it pandas reads some doubles of 16 and 17 digits as their neighbours.
        if (table.Layouts.Any(l => !l.IsList && l.Type == ColumnType.Number))
            options += ", float_precision=\"round_trip\"";
        code.Append(ReservedWords.PythonName(table.Name)).Append(" = ");
        if (csv.Count == 1)
            code.Append("pd.read_csv(\"").Append(csv[0]).Append("\", ").Append(options).Append(')');
        else
            code.Append("pd.concat(\n    [pd.read_csv(part, ").Append(options).Append(")\n     for part in sorted(glob.glob(\"")
                .Append(PatternOf(csv)).Append("\"))], ignore_index=True)");
        return code.Append(hasIntegers ? ".astype(types)\n" : "\n").ToString();
    }

    /// <summary>Python with Polars, from Parquet.</summary>
    public static string Polars(TableSchema table, IReadOnlyList<string> parquet) =>
        $"import polars as pl\n\n{ReservedWords.PythonName(table.Name)} = pl.read_parquet(\"{PatternOf(parquet)}\")\n";

    /// <summary>SQL for DuckDB, from Parquet.</summary>
    public static string DuckDb(TableSchema table, IReadOnlyList<string> parquet) =>
        $"CREATE VIEW {ReservedWords.DuckDbName(table.Name)} AS SELECT * FROM read_parquet(['{PatternOf(parquet)}']);\n";

    /// <summary>Python with Spark, from Parquet, and from CSV with the options that RFC 4180 asks for.</summary>
    public static string Spark(TableSchema table, IReadOnlyList<string> parquet, IReadOnlyList<string> csv)
    {
        var columns = string.Join(", ", table.Layouts.Select(l => $"{l.Name} {(l.IsList ? "STRING" : l.Type.Spark)}"));
        var name = ReservedWords.PythonName(table.Name);
        return $"""
            {name} = spark.read.parquet("{PatternOf(parquet)}")

            # The same from CSV; a list is its JSON text there (from_json reads it).
            {name} = spark.read.csv(
                "{PatternOf(csv)}", header=True, multiLine=True, quote='"', escape='"', encoding="UTF-8",
                schema="{columns}")

            """;
    }

    /// <summary>The file, or a pattern that matches those of all parts and no others: no table's name has a hyphen.</summary>
    private static string PatternOf(IReadOnlyList<string> files) =>
        files.Count == 1 ? files[0] : files[0].Replace("-00001-of-", "-*-of-", StringComparison.Ordinal);
}

/// <summary>
/// Names of tables as the languages of loading code take them: a table may be called what is a word of the language itself.
/// </summary>
internal static class ReservedWords
{
    /// <summary>
    /// Python's keywords, and the names that the lines themselves use: <c>spark = spark.read…</c> could not be run twice.
    /// </summary>
    private static readonly HashSet<string> Python = Words("""
        and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass
        raise return try while with yield
        json lists part pd pl spark text types
        """);

    /// <summary>
    /// The words that DuckDB takes for no name of a table: those of the kinds <c>reserved</c> and <c>type_function</c> of
    /// <c>duckdb_keywords()</c>.
    /// </summary>
    private static readonly HashSet<string> DuckDb = Words("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe
        distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading limit not null offset
        on only or order pivot pivot_longer pivot_wider placing primary qualify references returning select show some summarize symmetric table then
        to trailing true union unique unpivot using variadic when where window with
        anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike inner is isnull join left like map
        natural notnull outer overlaps positional right semi similar struct tablesample try_cast unpack verbose
        """);

    /// <summary>The name as a variable: with an underscore after it where the word is taken, as PEP 8 says.</summary>
    public static string PythonName(string table) => Python.Contains(table) ? table + "_" : table;

    /// <summary>The name as a view: in quotation marks where the word is taken.</summary>
    public static string DuckDbName(string table) => DuckDb.Contains(table) ? $"\"{table}\"" : table;

    private static HashSet<string> Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet(StringComparer.Ordinal);
}
