using Dataset.Tables;

namespace Dataset.Formats;

/// <summary>Reads the rows of one file in order.</summary>
public interface ITableReader : IDisposable
{
    /// <summary>Appends the next rows to a batch of the table's layout.</summary>
    /// <param name="target">The batch.</param>
    /// <param name="maximumRows">The most rows, at least 1.</param>
    /// <param name="enoughInBytes">
    /// About how many bytes of rows are enough: reading stops after the row that reaches them, so that a file of long rows does not fill memory.
    /// </param>
    /// <returns>The number of rows appended; fewer than <paramref name="maximumRows"/> where the file ends or they are enough, 0 only where the file ends.</returns>
    /// <exception cref="MalformedTableException">The file is not of this form. The rows before the fault stay appended, nothing of it does.</exception>
    int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue);
}
