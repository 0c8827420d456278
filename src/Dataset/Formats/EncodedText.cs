using Dataset.Tables;

namespace Dataset.Formats;

/// <summary>Rows of a text format: one run of bytes.</summary>
internal sealed class EncodedText(PooledList<byte> bytes) : EncodedRows
{
    public ReadOnlyMemory<byte> Bytes => bytes.Memory;

    public override long SizeInBytes => bytes.Count;

    protected override void Dispose(bool disposing) => bytes.Dispose();
}
