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
    /// <exception cref="InvalidOperationException">The file is finished already, or its footer passes 2 GiB.</exception>
    public void Finish()
    {
        if (finished)
            throw new InvalidOperationException("The file is finished already.");
        finished = true;
        using var bytes = new PooledBuffer(1 << 12);
        var writer = new CompactWriter(bytes);
        var located = IndexPlacement.Append(groups, SizeInBytes, writer);
        Write(bytes.Written);
        bytes.Clear();
        MetadataWriter.Write(writer, new()
        {
            Version = 1,
            Schema = SchemaTree.Build(schema),
            RowCount = rowCount,
            RowGroups = located,
            CreatedBy = options.CreatedBy,
            TypeOrderCount = schema.Columns.Count,
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
