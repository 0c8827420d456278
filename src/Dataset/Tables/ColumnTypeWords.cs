namespace Dataset.Tables;

/// <summary>The types of columns in words.</summary>
public static class ColumnTypeWords
{
    /// <summary><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c> or <c>date-time</c>.</summary>
    public static string Word(this ColumnType type) => type switch
    {
        ColumnType.String => "string",
        ColumnType.Integer => "integer",
        ColumnType.Number => "number",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        _ => "date-time",
    };
}
