using Dataset.Tables;

namespace Dataset.Formats;

/// <summary>Reads the rows of one file in order.</summary>
public interface ITableReader : IDisposable
{
    /// <summary>Appends the next rows to a batch of the table's layout.</summary>
    /// <returns>The number of rows appended: <paramref name="maximumRows"/>, or fewer only where the file ends.</returns>
    /// <exception cref="MalformedTableException">The file is not of this form.</exception>
    int Read(TableBatch target, int maximumRows);
}
