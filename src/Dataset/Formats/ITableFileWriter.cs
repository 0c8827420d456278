namespace Dataset.Formats;

/// <summary>Appends encoded rows to one file, and nothing else to it; it never goes back.</summary>
public interface ITableFileWriter
{
    /// <summary>Appends rows; the caller disposes of them afterwards.</summary>
    void Append(EncodedRows rows);

    /// <summary>Writes what stands behind the last row. Nothing may be appended after it.</summary>
    void Finish();
}
