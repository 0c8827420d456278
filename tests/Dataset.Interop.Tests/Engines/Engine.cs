namespace Dataset.Interop.Tests.Engines;

/// <summary>An independent program, called by a script of <c>engines/</c>.</summary>
/// <param name="Name">The script's name too.</param>
/// <param name="TypeNames">The engine's word for the type of a Parquet column, by our word; a list of them by "ours[]".</param>
public sealed record Engine(string Name, IReadOnlyDictionary<string, string> TypeNames)
{
    /// <summary>ClickHouse's arrays can't be null: a null list is read as an empty one.</summary>
    public bool ReadsNullListsAsEmpty { get; private init; }

    /// <summary>It runs in Debian's Python, all the others in Node.js.</summary>
    public bool IsPython { get; private init; }

    public static Engine DuckDb { get; } = new(
        "duckdb", Types("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE", "{0}[]"));

    public static Engine Polars { get; } = new(
        "polars", Types("String", "Int64", "Float64", "Bool", "Date", "Datetime(us,UTC)", "List({0})"));

    public static Engine ArrowRs { get; } = new(
        "arrow-rs", Types("Utf8", "Int64", "Float64", "Bool", "Date32<DAY>", "Timestamp<MICROSECOND, UTC>", "List<{0}>"));

    public static Engine ClickHouse { get; } = new(
        "chdb",
        Types(
            "Nullable(String)", "Nullable(Int64)", "Nullable(Float64)", "Nullable(Bool)", "Nullable(Date32)",
            "Nullable(DateTime64(6, 'UTC'))", "Array({0})"))
    {
        ReadsNullListsAsEmpty = true,
    };

    public static Engine Hyparquet { get; } = new(
        "hyparquet",
        Types(
            "BYTE_ARRAY UTF8 STRING", "INT64", "DOUBLE", "BOOLEAN", "INT32 DATE DATE", "INT64 TIMESTAMP_MICROS TIMESTAMP(MICROS,UTC)",
            "LIST[{0}]"));

    public static Engine Pandas { get; } = new(
        "pandas_engine", Types("string", "Int64", "float64", "boolean", "datetime64[ns, UTC]", "datetime64[ns, UTC]", "list"))
    {
        IsPython = true,
    };

    public static Engine Snappy { get; } = new("snappy", new Dictionary<string, string>());

    public static Engine Ajv { get; } = new("ajv", new Dictionary<string, string>());

    /// <summary>Two of npm's readers of YAML.</summary>
    public static Engine Yaml { get; } = new("yaml", new Dictionary<string, string>());

    /// <summary>Those that read Parquet.</summary>
    public static IReadOnlyList<Engine> OfParquet { get; } = [DuckDb, Polars, ClickHouse, ArrowRs, Hyparquet];

    /// <summary>Those that read CSV and JSON Lines.</summary>
    public static IReadOnlyList<Engine> OfText { get; } = [DuckDb, Polars, Pandas];

    public string TypeNameOf(EngineColumn column) => TypeNames[column.IsList ? column.Type + "[]" : column.Type];

    public override string ToString() => Name;

    private static Dictionary<string, string> Types(
        string text, string integer, string number, string boolean, string date, string dateTime, string list)
    {
        var types = new Dictionary<string, string>
        {
            ["string"] = text,
            ["integer"] = integer,
            ["number"] = number,
            ["boolean"] = boolean,
            ["date"] = date,
            ["date-time"] = dateTime,
        };
        foreach (var (name, type) in types.ToArray())
            types[name + "[]"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, list, type);
        return types;
    }
}
