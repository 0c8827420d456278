using Dataset.Diagnostics;
using Dataset.Parquet;

namespace Dataset.Tables;

/// <summary>
/// What a column's values, or the elements of its lists, are. A type is one entry here, which declares how schemas, formats and loading
/// code name it, and one class of <see cref="ScalarColumn"/>, which holds its values and reads and writes them.
/// </summary>
internal sealed class ColumnType
{
    /// <summary>Text, held as UTF-8.</summary>
    public static readonly ColumnType String = new("string", "string", layout => new TextColumn(layout))
    {
        InSources = "a text",
        InReleases = "a string",
        Parquet = ParquetType.String,
        Pandas = "string",
        Spark = "STRING",
        PandasFooter = "unicode",
        Numpy = "object",
        SparkFooter = "string",
        Croissant = "sc:Text",
        IsKey = true,
        CanBeUnique = true,
    };

    /// <summary>A whole number of 64 bits, exact.</summary>
    public static readonly ColumnType Integer = new("integer", "integer", layout => new IntegerColumn(layout))
    {
        InSources = "an integer such as -12",
        InReleases = "an integer of 64 bits such as -12",
        Parquet = ParquetType.Integer,
        Pandas = "Int64",
        Spark = "BIGINT",
        PandasFooter = "int64",
        Numpy = "Int64",
        SparkFooter = "long",
        NumpyNeverNull = "int64",
        Croissant = "cr:Int64",
        IsKey = true,
        CanBeUnique = true,
    };

    /// <summary>A finite double.</summary>
    public static readonly ColumnType Number = new("number", "number", layout => new NumberColumn(layout))
    {
        InSources = "a number such as 0.5",
        InReleases = "a number in its shortest form such as 1.5",
        Parquet = ParquetType.Number,
        Pandas = "float64",
        Spark = "DOUBLE",
        PandasFooter = "float64",
        Numpy = "float64",
        SparkFooter = "double",
        Croissant = "cr:Float64",
    };

    public static readonly ColumnType Boolean = new("boolean", "boolean", layout => new BooleanColumn(layout))
    {
        InSources = "true or false",
        InReleases = "true or false",
        Parquet = ParquetType.Boolean,
        Pandas = "boolean",
        Spark = "BOOLEAN",
        PandasFooter = "bool",
        Numpy = "boolean",
        SparkFooter = "boolean",
        NumpyNeverNull = "bool",
        Croissant = "sc:Boolean",
    };

    /// <summary>A day of the proleptic Gregorian calendar; years 0001 to 9999.</summary>
    public static readonly ColumnType Date = new("date", "string", layout => new DateColumn(layout))
    {
        Format = "date",
        InSources = "a date as YYYY-MM-DD",
        InReleases = "a date as YYYY-MM-DD",
        RuleOfForm = Rules.DateExists,
        Parquet = ParquetType.Date,
        // Years before 1678 do not fit pandas' own type for dates.
        Pandas = "string",
        Spark = "DATE",
        PandasFooter = "date",
        Numpy = "datetime64[ns]",
        SparkFooter = "date",
        Croissant = "sc:Date",
        IsKey = true,
        CanBeUnique = true,
    };

    /// <summary>An instant in UTC; years 0001 to 9999.</summary>
    public static readonly ColumnType DateTime = new("date-time", "string", layout => new DateTimeColumn(layout))
    {
        Format = "date-time",
        InSources = "a date-time as YYYY-MM-DDTHH:MM:SS[.ffffff]Z",
        InReleases = "a date-time as YYYY-MM-DDTHH:MM:SS[.ffffff]Z",
        RuleOfForm = Rules.InstantExists,
        Parquet = ParquetType.DateTime,
        Pandas = "string",
        Spark = "TIMESTAMP",
        PandasFooter = "datetimetz",
        Numpy = "datetime64[ns]",
        SparkFooter = "timestamp",
        Croissant = "sc:DateTime",
        CanBeUnique = true,
    };

    private readonly Func<ColumnLayout, ScalarColumn> create;

    private ColumnType(string name, string jsonType, Func<ColumnLayout, ScalarColumn> create) =>
        (Name, JsonType, this.create) = (name, jsonType, create);

    /// <summary>Every type, in the order in which messages list them.</summary>
    public static IReadOnlyList<ColumnType> All { get; } = [String, Integer, Number, Boolean, Date, DateTime];

    /// <summary>The type in a word: <c>date-time</c>.</summary>
    public string Name { get; }

    /// <summary><c>type</c> of a JSON Schema.</summary>
    public string JsonType { get; }

    /// <summary><c>format</c> of a JSON Schema, or null.</summary>
    public string? Format { get; private init; }

    /// <summary>The type as schemas write it: <c>string of format date</c>.</summary>
    public string SchemaName => Format is null ? JsonType : $"{JsonType} of format {Format}";

    /// <summary>Whether JSON puts the values in quotation marks.</summary>
    public bool IsQuotedInJson => JsonType == "string";

    /// <summary>Whether the values are text, which has lengths and patterns.</summary>
    public bool IsText => this == String;

    /// <summary>Whether the values have bounds and units.</summary>
    public bool IsNumeric => JsonType is "integer" or "number";

    /// <summary>What a value is in a source, for messages.</summary>
    public required string InSources { get; init; }

    /// <summary>What a value is in a release, for messages.</summary>
    public required string InReleases { get; init; }

    /// <summary>The rule that a text in a source breaks where it is no such value.</summary>
    public Rule RuleOfForm { get; private init; } = Rules.ValueHasType;

    /// <summary>The type of Parquet.</summary>
    public required ParquetType Parquet { get; init; }

    /// <summary>The type of pandas that keeps every value.</summary>
    public required string Pandas { get; init; }

    /// <summary>The type of Spark's SQL.</summary>
    public required string Spark { get; init; }

    /// <summary><c>pandas_type</c> of the key <c>pandas</c> in a Parquet footer.</summary>
    public required string PandasFooter { get; init; }

    /// <summary><c>numpy_type</c> there, for a column that may have nulls.</summary>
    public required string Numpy { get; init; }

    /// <summary><c>numpy_type</c> there, for a column that never has nulls.</summary>
    public string NumpyNeverNull { get => field ?? Numpy; private init; }

    /// <summary>The type in Spark's schema in a Parquet footer.</summary>
    public required string SparkFooter { get; init; }

    /// <summary>Whether the values are instants, in UTC.</summary>
    public bool IsInstant => this == DateTime;

    /// <summary>The type of Croissant's fields.</summary>
    public required string Croissant { get; init; }

    /// <summary>Whether a primary key may have it.</summary>
    public bool IsKey { get; private init; }

    /// <summary>Whether lists of it may have unique elements.</summary>
    public bool CanBeUnique { get; private init; }

    /// <summary>An empty column of values of the type.</summary>
    public ScalarColumn CreateColumn(ColumnLayout layout) => create(layout);

    public override string ToString() => Name;
}

/// <summary>The shape of a column's data: what a batch and an encoder need to know of it.</summary>
/// <param name="Name">Matches <c>[a-z][a-z0-9_]*</c>.</param>
/// <param name="Type">Of the values, or of the elements when <paramref name="IsList"/>.</param>
/// <param name="IsList">Whether each value is a list of <paramref name="Type"/>.</param>
internal sealed record ColumnLayout(string Name, ColumnType Type, bool IsList = false);
