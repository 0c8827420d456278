using Dataset.Files;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Formats.Rows;

/// <summary>A file of a text format: a head, then rows, then nothing.</summary>
internal sealed class TextFileWriter : ITableFileWriter
{
    private readonly Stream output;

    public TextFileWriter(Stream output, ReadOnlySpan<byte> head)
    {
        this.output = output;
        output.Write(head);
    }

    public void Append(EncodedRows rows) => output.Write(((EncodedText)rows).Bytes.Span);

    public void Finish(Digest rows)
    {
    }
}

/// <summary>Rows of a text format: one run of bytes.</summary>
internal sealed class EncodedText(PooledList<byte> bytes) : EncodedRows
{
    public ReadOnlyMemory<byte> Bytes => bytes.Memory;

    public override long SizeInBytes => bytes.Count;

    protected override void Dispose(bool disposing) => bytes.Dispose();
}

/// <summary>Cuts batches for text formats, whose rows can be encoded in runs of any length.</summary>
internal static class RowSlices
{
    /// <summary>Small enough for several to be on their way at once, large enough for the overhead not to matter.</summary>
    private const int SliceSizeInBytes = 1 << 20;

    /// <summary>Runs of about a mebibyte of column data each.</summary>
    public static IEnumerable<(int Start, int Count)> Of(TableBatch batch)
    {
        var rows = (int)Math.Clamp(batch.RowCount * (long)SliceSizeInBytes / Math.Max(1, batch.SizeInBytes), 1, 65_536);
        for (var start = 0; start < batch.RowCount; start += rows)
            yield return (start, Math.Min(rows, batch.RowCount - start));
    }

    /// <summary>A list for the bytes of a run of rows in a text format, with the room that they are likely to need.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytesPerRow">What each row takes beyond its values.</param>
    public static PooledList<byte> ListFor(TableBatch batch, int start, int count, int bytesPerRow = 0) =>
        new((int)Math.Min(int.MaxValue / 2, batch.SizeOfRows(start, count) * 9 / 8 + (long)count * bytesPerRow + 1024));
}

/// <summary>A stream that appends what is written to it to a pooled list, for libraries that write to streams.</summary>
internal sealed class PooledListStream(PooledList<byte> target) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => target.Count;

    public override long Position
    {
        get => target.Count;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => target.AddRange(buffer);
    public override void Write(byte[] buffer, int offset, int count) => target.AddRange(buffer.AsSpan(offset, count));
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
