using System.Buffers.Binary;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Reading;
using Dataset.Parquet.Thrift;
using Dataset.Text;
using Parquet;
using Parquet.Schema;

namespace Dataset.Formats.Parquet;

/// <summary>
/// Parquet of any writer, decoded by Parquet.Net behind our gate: no byte reaches it before <see cref="ForeignSurvey"/> has walked the
/// footer and all pages. Parquet.Net throws what its code happens to meet, and may not come back: each is one
/// <see cref="MalformedTableException"/>.
/// </summary>
/// <remarks>
/// Parquet.Net decodes pages, and <see cref="ForeignType"/> says what the values mean: it is given the file with a footer that says only
/// how values are stored. So it never cuts nanoseconds or replaces bytes that are no text, and reads every encoding for every meaning.
/// </remarks>
internal sealed class ForeignParquet : IDisposable
{
    /// <summary>The reader as people know it.</summary>
    public static readonly string ReaderName = ForeignValues.Library("Parquet.Net", typeof(ParquetReader));

    /// <summary>
    /// How long Parquet.Net may take for one column of a row group, which has at most <see cref="ForeignSurvey.MaximumChunkInBytes"/>.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string displayPath;
    private readonly ParquetReader reader;
    private readonly DataField[] fields;

    private ForeignParquet(string displayPath, ParquetFileMetadata metadata, Func<ParquetReader> open)
    {
        (this.displayPath, Metadata) = (displayPath, metadata);
        Columns = ForeignNode.Read(metadata.Schema, out var leaves);
        Leaves = leaves;
        reader = Ask(open);
        fields = Ask(() => reader.Schema.DataFields);
        if (reader.RowGroupCount != metadata.RowGroups.Count
            || !leaves.Select(l => (l.Path[^1], l.Definition, l.Repetition))
                .SequenceEqual(fields.Select(f => (f.Path.ToList()[^1], f.MaxDefinitionLevel, f.MaxRepetitionLevel))))
            throw Malformed($"Expected nested columns that {ReaderName} reads, found others.");
    }

    /// <summary>What the footer says.</summary>
    public ParquetFileMetadata Metadata { get; }

    /// <summary>The columns; a list or a structure is one.</summary>
    public IReadOnlyList<ForeignNode> Columns { get; }

    /// <summary>The columns that hold values, in the order of the footer.</summary>
    public IReadOnlyList<ForeignNode> Leaves { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="file">Seekable; closed with this.</param>
    /// <param name="displayPath">The file as findings name it.</param>
    /// <param name="enoughRows">Row groups after so many rows are left out.</param>
    /// <exception cref="MalformedTableException">The gate or Parquet.Net refuses it.</exception>
    public static ForeignParquet Open(Stream file, string displayPath, long enoughRows = long.MaxValue)
    {
        try
        {
            var metadata = ForeignSurvey.Walk(file, enoughRows);
            var stored = StoredFile.Of(file, metadata);
            return new(displayPath, metadata, () => ParquetReader.CreateAsync(stored, leaveStreamOpen: false).GetAwaiter().GetResult());
        }
        catch (Dataset.Parquet.ParquetException e)
        {
            file.Dispose();
            // What is sound and not read here is written again; what is damaged is not.
            var isBeyond = ParquetRules.IsUnsupported(e.Rule) || e.Rule == ParquetRules.DecodedSize;
            throw new MalformedTableException(isBeyond ? Rules.ForeignParquetReadable : Rules.Of(e.Rule), new(displayPath), e.Message);
        }
        catch (MalformedTableException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The values of one column of a row group.</summary>
    public ForeignColumn Read(int rowGroup, ForeignNode leaf)
    {
        var group = Metadata.RowGroups[rowGroup];
        var chunk = group.Columns[leaf.Index];
        var where = $" in column {Printable.Quoted(string.Join('.', chunk.Path))}, "
            + string.Join(" and ", chunk.Encodings.Select(e => e.ToFormatName()));
        var column = Ask(
            () => leaf.Element.Type switch
            {
                PhysicalType.Boolean => Read<bool>(rowGroup, leaf),
                PhysicalType.Int32 => Read<int>(rowGroup, leaf),
                PhysicalType.Int64 => Read<long>(rowGroup, leaf),
                PhysicalType.Float => Read<float>(rowGroup, leaf),
                PhysicalType.Double => Read<double>(rowGroup, leaf),
                _ => Read<ReadOnlyMemory<byte>>(rowGroup, leaf),
            },
            where);
        if (leaf.Repetition > 0 && (column.Repetitions is [not 0, ..] || column.Repetitions.Count(r => r == 0) != group.RowCount))
            throw Malformed($"Expected lists for {Printable.Count(group.RowCount, "row")} in row group {rowGroup}, found others{where}.");
        return column;
    }

    public void Dispose() => reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private ForeignColumn Read<T>(int rowGroup, ForeignNode leaf)
        where T : struct
    {
        var count = (int)Metadata.RowGroups[rowGroup].Columns[leaf.Index].ValueCount;
        var (values, definitions, repetitions) = (
            new T[count], leaf.Definition > 0 ? new int[count] : [], leaf.Repetition > 0 ? new int[count] : []);
        using var rows = reader.OpenRowGroupReader(rowGroup);
        // An array that is null would be taken for one that is too short.
        rows.ReadRawAsync<T>(
            fields[leaf.Index], values, leaf.Definition > 0 ? definitions.AsMemory() : default(Memory<int>?),
            leaf.Repetition > 0 ? repetitions.AsMemory() : default(Memory<int>?)).AsTask().GetAwaiter().GetResult();
        return new(leaf, values, definitions, repetitions);
    }

    /// <summary>Asks on a thread of its own, which is abandoned where no answer comes.</summary>
    private T Ask<T>(Func<T> ask, string where = "")
    {
        var answer = WorkQueue.RunOnOwnThread(ask);
        try
        {
            if (answer.Wait(Patience))
                return answer.Result;
        }
        catch (AggregateException)
        {
            // What it says is of its code and not of the file.
            throw Malformed($"Expected a file that {ReaderName} reads, found one that it does not{where}.");
        }
        throw Malformed($"Expected an answer of {ReaderName} within {Patience.TotalSeconds:0} seconds, found none{where}.");
    }

    private MalformedTableException Malformed(string message) => new(Rules.ForeignParquetReadable, new(displayPath), message);

    /// <summary>A file with another footer in the place of its own.</summary>
    private sealed class StoredFile(Stream file, long end, ReadOnlyMemory<byte> footer) : SeekableStream
    {
        public override long Length => end + footer.Length;

        /// <summary>With a footer that says how values are stored, which lists and maps there are, and nothing else.</summary>
        public static StoredFile Of(Stream file, ParquetFileMetadata metadata)
        {
            ForeignNode.Read(metadata.Schema, out var leaves);
            // Parquet.Net finds columns by their names, which may occur twice: here each element is called by its number.
            using var bytes = new PooledBuffer();
            FooterStructs.FileMetaData.WriteElement(new(bytes), new()
            {
                Version = metadata.Version,
                RowCount = metadata.RowCount,
                Schema = [.. metadata.Schema.Select((e, i) => Stored(e) with { Name = ForeignNode.NumberOf(i) })],
                RowGroups =
                [
                    .. metadata.RowGroups.Select(g => new RowGroupMetadata
                    {
                        RowCount = g.RowCount,
                        UncompressedSizeInBytes = g.UncompressedSizeInBytes,
                        Columns =
                        [
                            .. g.Columns.Zip(leaves, (c, leaf) => new ColumnChunkMetadata
                            {
                                Type = Stored(leaf.Element).Type!.Value,
                                Encodings = c.Encodings,
                                Path = leaf.Path,
                                Codec = c.Codec,
                                ValueCount = c.ValueCount,
                                UncompressedSizeInBytes = c.UncompressedSizeInBytes,
                                CompressedSizeInBytes = c.CompressedSizeInBytes,
                                DataPageOffset = c.DataPageOffset,
                                DictionaryPageOffset = c.DictionaryPageOffset,
                            }),
                        ],
                    }),
                ],
            });
            var size = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
            return new(
                file, file.Length - FooterReader.TailSizeInBytes - metadata.FooterSizeInBytes,
                (byte[])[.. bytes.Written, .. size, .. "PAR1"u8]);
        }

        protected override int ReadAt(long at, Span<byte> buffer)
        {
            var count = (int)Math.Clamp((at < end ? end : Length) - at, 0, buffer.Length);
            if (at < end)
            {
                file.Position = at;
                return file.Read(buffer[..count]);
            }
            footer.Span.Slice((int)Math.Min(at - end, footer.Length), count).CopyTo(buffer);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }

        /// <summary>INT96 is stored as twelve bytes are, and Parquet.Net cuts what it takes it for.</summary>
        private static SchemaElement Stored(SchemaElement element) => element with
        {
            Type = element.Type == PhysicalType.Int96 ? PhysicalType.FixedLengthByteArray : element.Type,
            TypeLength = element.Type == PhysicalType.Int96 ? 12 : element.TypeLength,
            ConvertedType = element.Type is not null ? null
                : element.ConvertedType ?? element.LogicalType?.Kind switch
                {
                    LogicalKind.List => ConvertedType.List,
                    LogicalKind.Map => ConvertedType.Map,
                    _ => null,
                },
            LogicalType = null,
            Scale = null,
            Precision = null,
        };
    }
}
