namespace Dataset.Parquet;

/// <summary>One column of a file. Its values may be null; so may the elements of a list, and the list.</summary>
/// <param name="Name">The name, as it stands in the schema.</param>
/// <param name="Type">The type of the values, or of the elements of a list.</param>
/// <param name="IsList">Whether each row holds a list of values rather than one.</param>
public sealed record ParquetColumn(string Name, ParquetType Type, bool IsList = false);
