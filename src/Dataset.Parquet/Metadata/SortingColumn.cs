namespace Dataset.Parquet.Metadata;

/// <summary>One key that the rows of a row group are sorted by (parquet.thrift, <c>SortingColumn</c>).</summary>
public sealed record SortingColumn(int ColumnIndex, bool IsDescending, bool AreNullsFirst);
