using Dataset.Tables;

namespace Dataset.Formats;

/// <summary>Turns rows into a format's bytes. Encoding is pure: the same rows give the same bytes, on any thread.</summary>
public interface ITableEncoder
{
    /// <summary>Cuts a batch into the runs of rows that are encoded by themselves, in order and without gaps.</summary>
    IEnumerable<(int Start, int Count)> Slices(TableBatch batch);

    /// <summary>Encodes a run of rows that <see cref="Slices"/> gave.</summary>
    EncodedRows Encode(TableBatch batch, int start, int count);

    /// <summary>Starts a file: what is appended to it, in order, makes the whole file. The stream stays the caller's.</summary>
    ITableFileWriter Begin(Stream output);
}
