using Dataset.Files;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Formats.Rows;

/// <summary>One of the forms that a release's tables are written in.</summary>
public interface ITableFormat
{
    /// <summary>The ending of its files, without the dot: <c>jsonl</c>.</summary>
    string Extension { get; }

    /// <summary>The media type of its files.</summary>
    string MediaType { get; }

    /// <summary>The encoder of a table's rows; it holds no state, and any number of threads may use it at once.</summary>
    /// <param name="schema">The table.</param>
    /// <param name="origin">The release, for formats whose files name it; null where there is none.</param>
    /// <param name="work">The threads, for formats that encode columns side by side; null for the calling one alone.</param>
    internal ITableEncoder CreateEncoder(TableSchema schema, FileOrigin? origin = null, WorkQueue? work = null);

    /// <summary>Opens a file for reading from its start to its end.</summary>
    /// <param name="file">The file, seekable, from its start; the reader owns it.</param>
    /// <param name="displayPath">The file as findings name it.</param>
    /// <param name="schema">The columns that the file must have.</param>
    /// <param name="work">The threads, for formats that are decoded ahead; null for the calling one alone.</param>
    /// <param name="mostRows">More rows than the file can have; one that says so is refused before memory is taken for them.</param>
    /// <exception cref="MalformedTableException">The file is not of this form, at once or while it is read.</exception>
    internal ITableReader OpenReader(
        Stream file, string displayPath, TableSchema schema, WorkQueue? work = null, long mostRows = long.MaxValue);

    /// <summary>The library of others that reads the format for a second opinion.</summary>
    string SecondReader { get; }

    /// <summary>Opens a file that <see cref="OpenReader"/> has read to its end with <see cref="SecondReader"/>.</summary>
    /// <inheritdoc cref="OpenReader"/>
    internal ITableReader OpenSecondReader(Stream file, string displayPath, TableSchema schema);
}

/// <summary>Rows in a format's bytes, on their way to a file; disposing of them gives their memory back.</summary>
internal abstract class EncodedRows : IDisposable
{
    /// <summary>How many bytes the encoded rows take.</summary>
    public abstract long SizeInBytes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns what the encoded rows hold.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Turns rows into a format's bytes. Encoding is pure: the same rows give the same bytes, on any thread.</summary>
internal interface ITableEncoder
{
    /// <summary>Cuts a batch into the runs of rows that are encoded by themselves, in order and without gaps.</summary>
    IEnumerable<(int Start, int Count)> Slices(TableBatch batch);

    /// <summary>Encodes a run of rows that <see cref="Slices"/> gave.</summary>
    EncodedRows Encode(TableBatch batch, int start, int count);

    /// <summary>Starts a file: what is appended to it, in order, makes the whole file. The stream stays the caller's.</summary>
    ITableFileWriter Begin(Stream output);
}

/// <summary>Appends encoded rows to one file, and nothing else to it; it never goes back.</summary>
internal interface ITableFileWriter
{
    /// <summary>Appends rows; the caller disposes of them afterwards.</summary>
    void Append(EncodedRows rows);

    /// <summary>Writes what comes after the last row. Nothing may be appended after it.</summary>
    /// <param name="rows">The digest of the JSON Lines file with the same rows, for formats whose files name it.</param>
    void Finish(Digest rows);
}

/// <summary>Reads the rows of one file in order.</summary>
internal interface ITableReader : IDisposable
{
    /// <summary>Appends the next rows to a batch of the table's layout.</summary>
    /// <param name="target">The batch.</param>
    /// <param name="maximumRows">The most rows, at least 1.</param>
    /// <param name="enoughInBytes">
    /// About how many bytes of rows are enough: reading stops after the row that reaches them, so that a file of long rows does not fill
    /// memory.
    /// </param>
    /// <returns>The number of rows appended; fewer than <paramref name="maximumRows"/> where the file ends or they are enough, 0 only where
    /// the file ends.</returns>
    /// <exception cref="MalformedTableException">The file is not of this form. The rows before the fault stay appended, nothing of it
    /// does.</exception>
    int Read(TableBatch target, int maximumRows, long enoughInBytes = long.MaxValue);
}
