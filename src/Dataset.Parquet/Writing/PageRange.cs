namespace Dataset.Parquet.Writing;

/// <summary>The rows of one page, and the slots that they hold.</summary>
internal readonly record struct PageRange(int FirstRow, int EndRow, int FirstSlot, int EndSlot);
