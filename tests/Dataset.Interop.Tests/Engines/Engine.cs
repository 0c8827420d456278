using Dataset.Interop.Tests.Libraries;

namespace Dataset.Interop.Tests.Engines;

/// <summary>An independent program, called by a script of <c>engines/</c>, or a library of .NET in this process.</summary>
/// <param name="Name">The script's name too.</param>
/// <param name="TypeNames">The engine's word for the type of a Parquet column, by our word; a list of them by "ours[]".</param>
public sealed record Engine(string Name, IReadOnlyDictionary<string, string> TypeNames)
{
    /// <summary>ClickHouse's arrays can't be null: a null list is read as an empty one.</summary>
    public bool ReadsNullListsAsEmpty { get; private init; }

    /// <summary>Its dates are .NET's, from 0001 to 9999: it refuses others.</summary>
    public bool ReadsDatesOfDotNetAlone { get; private init; }

    /// <summary>The columns of a Parquet file, for libraries of .NET; null for programs.</summary>
    public Func<string, IReadOnlyList<LibraryColumn>>? ReadsHere { get; private init; }

    /// <summary>The key-value pairs of a footer, likewise.</summary>
    public Func<string, IReadOnlyDictionary<string, string>>? KeysHere { get; private init; }

    /// <summary>It runs in Debian's Python, all the other programs in Node.js.</summary>
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

    public static Engine ParquetSharp { get; } = new(
        "ParquetSharp", Types("String", "Int64", "Double", "Boolean", "Date", "Timestamp(Micros, UTC)", "List({0})"))
    {
        ReadsHere = ParquetSharpLibrary.Read,
        KeysHere = ParquetSharpLibrary.KeysOf,
    };

    public static Engine ParquetNet { get; } = new(
        "Parquet.Net", Types("text", "Int64", "Double", "Boolean", "DateOnly", "DateTime", "List({0})"))
    {
        ReadsHere = ParquetNetLibrary.Read,
        KeysHere = ParquetNetLibrary.KeysOf,
        ReadsDatesOfDotNetAlone = true,
    };

    public static Engine Pandas { get; } = new(
        "pandas_engine", Types("string", "Int64", "float64", "boolean", "datetime64[ns, UTC]", "datetime64[ns, UTC]", "list"))
    {
        IsPython = true,
    };

    public static Engine Snappy { get; } = new("snappy", new Dictionary<string, string>());

    public static Engine Ajv { get; } = new("ajv", new Dictionary<string, string>());

    public static Engine Actionlint { get; } = new("actionlint", new Dictionary<string, string>());

    public static Engine SarifMultitool { get; } = new("sarif-multitool", new Dictionary<string, string>());

    /// <summary>Two of npm's readers of YAML.</summary>
    public static Engine Yaml { get; } = new("yaml", new Dictionary<string, string>());

    /// <summary>Those that read Parquet.</summary>
    public static IReadOnlyList<Engine> OfParquet { get; } = [DuckDb, Polars, ClickHouse, ArrowRs, Hyparquet, ParquetSharp, ParquetNet];

    /// <summary>Those that tell the key-value pairs of a footer.</summary>
    public static IReadOnlyList<Engine> OfKeys { get; } = [DuckDb, Hyparquet, ParquetSharp, ParquetNet];

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
