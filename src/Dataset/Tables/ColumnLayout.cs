namespace Dataset.Tables;

/// <summary>The shape of a column's data: what a batch and an encoder need to know of it.</summary>
/// <param name="Name">Matches <c>[a-z][a-z0-9_]*</c>.</param>
/// <param name="Type">Of the values, or of the elements when <paramref name="IsList"/>.</param>
/// <param name="IsList">Whether each value is a list of <paramref name="Type"/>.</param>
public sealed record ColumnLayout(string Name, ColumnType Type, bool IsList = false);
