using System.Buffers.Binary;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Thrift;

namespace Dataset.Parquet;

/// <summary>
/// Puts row groups together to a file: magic, row groups, column indexes, offset indexes, footer. Only ever appends to
/// the stream, and neither flushes nor closes it. Not for use by several threads at once.
/// </summary>
public sealed class ParquetFileWriter
{
    private readonly Stream stream;
    private readonly ParquetSchema schema;
    private readonly ParquetWriterOptions options;
    private readonly List<RowGroupMetadata> groups = [];
    private long rowCount;
    private bool finished;

    /// <summary>Starts a file.</summary>
    /// <param name="stream">Takes the bytes from its present position on; the caller's, open until <see cref="Finish"/>.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="options">How to write; the same that the row groups are encoded with.</param>
    /// <exception cref="ArgumentException">The schema would not be read alike by every engine, or an option is out of range.</exception>
    public ParquetFileWriter(Stream stream, ParquetSchema schema, ParquetWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(options);
        schema.Validate();
        options.Validate();
        this.stream = stream;
        this.schema = schema;
        this.options = options;
        Write(ParquetMagic.Bytes);
    }

    /// <summary>How many bytes the file has so far.</summary>
    public long SizeInBytes { get; private set; }

    /// <summary>Appends a row group. It is not disposed.</summary>
    /// <exception cref="ArgumentException">It was encoded for another schema or codec.</exception>
    /// <exception cref="InvalidOperationException">The file is finished.</exception>
    public void Append(EncodedRowGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (finished)
            throw new InvalidOperationException("The file is finished; nothing can be appended.");
        if (!SameSchema(group.Schema, schema) || group.Options.Codec != options.Codec)
            throw new ArgumentException("The row group was encoded for another schema or codec than the file's.", nameof(group));
        groups.Add(group.At(SizeInBytes, groups.Count));
        rowCount += group.RowCount;
        foreach (var segment in group.Segments)
            Write(segment.Span);
    }

    /// <summary>Writes the page indexes and the footer. Without this the file can't be read.</summary>
    /// <param name="keyValues">What else the footer says, in this order; null for nothing.</param>
    /// <exception cref="InvalidOperationException">The file is finished already, or its footer passes 2 GiB.</exception>
    public void Finish(IReadOnlyList<KeyValuePair<string, string?>>? keyValues = null)
    {
        if (finished)
            throw new InvalidOperationException("The file is finished already.");
        finished = true;
        using var bytes = new PooledBuffer(1 << 12);
        var writer = new CompactWriter(bytes);
        var located = IndexPlacement.Append(groups, SizeInBytes, writer);
        Write(bytes.Written);
        bytes.Clear();
        FooterStructs.FileMetaData.WriteElement(writer, new()
        {
            Version = 1,
            Schema = SchemaTree.Build(schema),
            RowCount = rowCount,
            RowGroups = located,
            KeyValues = keyValues,
            CreatedBy = options.CreatedBy,
            ColumnOrders = [.. Enumerable.Repeat((short)1, schema.Columns.Count)],
        });
        Write(bytes.Written);
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tail, bytes.Length);
        ParquetMagic.Bytes.CopyTo(tail[4..]);
        Write(tail);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        SizeInBytes += bytes.Length;
    }

    private static bool SameSchema(ParquetSchema a, ParquetSchema b) => ReferenceEquals(a, b)
        || (a.Name == b.Name && a.Columns.SequenceEqual(b.Columns) && a.SortedBy.SequenceEqual(b.SortedBy));
}

/// <summary>Lays the page indexes out: all column indexes, then all offset indexes, row group after row group.</summary>
internal static class IndexPlacement
{
    /// <summary>Writes the indexes and notes where each is.</summary>
    /// <param name="groups">The row groups with their indexes.</param>
    /// <param name="offset">Where in the file the first byte will be.</param>
    /// <param name="writer">Takes the bytes; nothing has been written to it yet.</param>
    /// <returns>The row groups with the places of their indexes.</returns>
    public static IReadOnlyList<RowGroupMetadata> Append(
        IReadOnlyList<RowGroupMetadata> groups, long offset, CompactWriter writer)
    {
        var columns = groups.Select(group => group.Columns.ToArray()).ToArray();
        foreach (var chunks in columns)
        {
            for (var i = 0; i < chunks.Length; i++)
            {
                if (chunks[i].ColumnIndex is not { } index)
                    continue;
                var start = writer.Length;
                PageStructs.ColumnIndex.WriteElement(writer, index);
                chunks[i] = chunks[i] with { ColumnIndexOffset = offset + start, ColumnIndexSizeInBytes = writer.Length - start };
            }
        }
        foreach (var chunks in columns)
        {
            for (var i = 0; i < chunks.Length; i++)
            {
                if (chunks[i].OffsetIndex is not { } index)
                    continue;
                var start = writer.Length;
                PageStructs.OffsetIndex.WriteElement(writer, index);
                chunks[i] = chunks[i] with { OffsetIndexOffset = offset + start, OffsetIndexSizeInBytes = writer.Length - start };
            }
        }
        return [.. groups.Select((group, i) => group with { Columns = columns[i] })];
    }
}

/// <summary>What a file starts and ends with.</summary>
internal static class ParquetMagic
{
    public const int SizeInBytes = 4;

    public static ReadOnlySpan<byte> Bytes => "PAR1"u8;

    /// <summary>In its place when the footer is encrypted.</summary>
    public static ReadOnlySpan<byte> EncryptedBytes => "PARE"u8;
}
