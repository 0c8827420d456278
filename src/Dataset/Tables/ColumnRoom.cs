namespace Dataset.Tables;

/// <summary>How much a column holds, or is to have room for.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Slots">Values of a flat column, elements of a list column.</param>
/// <param name="Utf8InBytes">Of all strings together; 0 where the column is not of strings.</param>
internal readonly record struct ColumnRoom(int Rows, int Slots, int Utf8InBytes);
