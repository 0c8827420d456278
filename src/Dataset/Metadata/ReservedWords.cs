namespace Dataset.Metadata;

/// <summary>Names of tables as the languages of loading code take them: a table may be called what is a word of the language itself.</summary>
internal static class ReservedWords
{
    /// <summary>Python's keywords, and the names that the lines themselves use: <c>spark = spark.read…</c> could not be run twice.</summary>
    private static readonly HashSet<string> Python = Words("""
        and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass
        raise return try while with yield
        json lists part pd pl spark types
        """);

    /// <summary>The words that DuckDB takes for no name of a table: those of the kinds <c>reserved</c> and <c>type_function</c> of <c>duckdb_keywords()</c>.</summary>
    private static readonly HashSet<string> DuckDb = Words("""
        all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable desc describe
        distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral leading limit not null offset
        on only or order pivot pivot_longer pivot_wider placing primary qualify references returning select show some summarize symmetric table then
        to trailing true union unique unpivot using variadic when where window with
        anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike inner is isnull join left like map
        natural notnull outer overlaps positional right semi similar struct tablesample try_cast unpack verbose
        """);

    /// <summary>The name as a variable: with an underscore behind it where the word is taken, as PEP 8 says.</summary>
    public static string PythonName(string table) => Python.Contains(table) ? table + "_" : table;

    /// <summary>The name as a view: in quotation marks where the word is taken.</summary>
    public static string DuckDbName(string table) => DuckDb.Contains(table) ? $"\"{table}\"" : table;

    private static HashSet<string> Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
