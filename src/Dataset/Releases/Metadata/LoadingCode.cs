using System.Text;
using Dataset.Formats;
using Dataset.Tables;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The lines with which people load tables: in each tool those that give every value back unchanged, which a tool's own guesses about
/// CSV do not (<c>NA</c>, <c>007</c>, <c>1e5</c> and dates are text until the caller says otherwise). The files of a table in several parts
/// are named by a pattern, however many they are; their names in order are the order of the rows.
/// </summary>
internal static class LoadingCode
{
    /// <summary>Python that loads one table and shows its first row.</summary>
    public static string First(DescribedTable table)
    {
        var name = ReservedWords.PythonName(table.Name);
        var path = table.Files(TableFormats.Parquet)[0].Path;
        return $"import pandas as pd\n\n{name} = pd.read_parquet(\"{path}\", dtype_backend=\"pyarrow\")\nprint({name}.iloc[0])\n";
    }

    /// <summary>For each tool its name, the language, and the lines that load every table.</summary>
    /// <param name="release">The release.</param>
    /// <param name="places">Where its files are.</param>
    public static IEnumerable<(string Tool, string Language, string Code)> All(DescribedRelease release, FilePlaces places)
    {
        var files = Files(release, places);
        var areInParts = release.Tables.Any(t => t.Table.Parts.Count > 1);
        yield return ("pandas", "python", areInParts
            ? $"import glob\nimport pandas as pd\n\n{files}tables = {{\n    name: pd.concat(\n"
                + "        [pd.read_parquet(part, dtype_backend=\"pyarrow\") for part in sorted(glob.glob(path))], ignore_index=True)\n"
                + "    for name, path in files.items()\n}\n"
            : $"import pandas as pd\n\n{files}tables = {{name: pd.read_parquet(path, dtype_backend=\"pyarrow\") for name, path in "
                + "files.items()}\n");
        yield return ("pandas, from CSV", "python", PandasFromCsv);
        yield return ("Polars", "python",
            $"import polars as pl\n\n{files}tables = {{name: pl.read_parquet(path) for name, path in files.items()}}\n");
        yield return ("DuckDB", "sql", string.Concat(release.Tables.Select(t =>
            $"CREATE VIEW {ReservedWords.DuckDbName(t.Name)} AS SELECT * FROM read_parquet(['{PatternOf(t, places)}']);\n")));
        yield return ("Spark", "python",
            $"{files}reader = spark.read{(HasTimes(release) ? ".option(\"datetimeRebaseMode\", \"CORRECTED\")" : "")}\n"
                + "tables = {name: reader.parquet(path) for name, path in files.items()}\n");
        yield return ("R", "r", RCode(release, places, areInParts));
        // They load a folder by its README.md, which names the files where they are in it.
        if (!places.AreFlat)
            yield return ("Hugging Face datasets", "python",
                "from datasets import get_dataset_config_names, load_dataset\n\n"
                    + "tables = {name: load_dataset(\".\", name, split=\"train\") for name in get_dataset_config_names(\".\")}\n");
        // A new Dataset for each table: one that has given the records of a table cannot join others to it (mlcroissant 1.1.0).
        yield return ("mlcroissant", "python",
            "import mlcroissant as mlc\n\nrecord_sets = mlc.Dataset(\"croissant.json\").metadata.record_sets\n"
                + "tables = {s.uuid: list(mlc.Dataset(\"croissant.json\").records(s.uuid)) for s in record_sets}\n");
    }

    /// <summary>From CSV, for which pandas needs no other package, with the types that the Data Package says.</summary>
    private const string PandasFromCsv = """
        import json
        import re
        import pandas as pd

        types = {"string": "string", "integer": "string", "number": "float64", "boolean": "boolean", "date": "string", "datetime": "string"}
        parts = {}
        with open("datapackage.json", encoding="utf-8") as package:
            resources = json.load(package)["resources"]
        for resource in resources:
            if resource["format"] == "csv":
                fields = resource["schema"]["fields"]
                part = pd.read_csv(
                    resource["path"], keep_default_na=False, na_values=[""], float_precision="round_trip",
                    dtype={f["name"]: types[f["type"]] for f in fields if f["type"] != "array"},
                    converters={f["name"]: lambda cell: json.loads(cell) if cell else None for f in fields if f["type"] == "array"})
                # Integers are text first: pandas 1 reads them by way of doubles, which do not keep 64 bits.
                part = part.astype({f["name"]: "Int64" for f in fields if f["type"] == "integer"})
                parts.setdefault(re.sub("-[0-9]{5}-of-[0-9]{5}$", "", resource["name"]), []).append(part)
        tables = {name: pd.concat(all_parts, ignore_index=True) for name, all_parts in parts.items()}

        """;

    /// <summary>Its Parquet file, or a pattern for those of all parts.</summary>
    private static string PatternOf(DescribedTable table, FilePlaces places) =>
        places.NameOf(table.Files(TableFormats.Parquet)[0].Path).Replace("-00001-of-", "-*-of-", StringComparison.Ordinal);

    private static string Files(DescribedRelease release, FilePlaces places)
    {
        var text = new StringBuilder("files = {\n");
        foreach (var table in release.Tables)
            text.Append($"    \"{table.Name}\": \"{PatternOf(table, places)}\",\n");
        return text.Append("}\n").ToString();
    }

    private static string RCode(DescribedRelease release, FilePlaces places, bool areInParts)
    {
        var text = new StringBuilder("library(arrow)\n\nfiles <- c(\n");
        text.AppendJoin(",\n", release.Tables.Select(t => $"  `{t.Name}` = \"{PatternOf(t, places)}\""));
        return text.Append(areInParts
            ? "\n)\ntables <- lapply(files, function(path) do.call(rbind, lapply(Sys.glob(path), read_parquet)))\n"
            : "\n)\ntables <- lapply(files, read_parquet)\n").ToString();
    }

    /// <summary>Whether a table has dates or times: Spark 3 refuses those before 1582-10-15 unless it is told what they are.</summary>
    private static bool HasTimes(DescribedRelease release) =>
        release.Tables.SelectMany(t => t.Schema.Layouts).Any(l => l.Type == ColumnType.Date || l.Type == ColumnType.DateTime);
}

/// <summary>
/// Names of tables as the languages of loading code take them: a table may be called what is a word of the language itself.
/// </summary>
internal static class ReservedWords
{
    /// <summary>
    /// Python's keywords, and the name that the lines themselves use.
    /// </summary>
    private static readonly HashSet<string> Python = Words("""
        and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass
        raise return try while with yield
        pd
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
