using Dataset.Parquet.Metadata;
using Dataset.Parquet.Reading;
using Dataset.Parquet.Schemas;
using Dataset.Parquet.Statistics;
using Dataset.Parquet.Values;

namespace Dataset.Parquet;

/// <summary>
/// Reads a file and believes none of it: footer, schema and layout are verified when it is opened, every page, value and
/// statistic when a row group is read. Safe to use from several threads at once.
/// </summary>
/// <remarks>
/// Whatever the bytes, the outcome is the values or a <see cref="ParquetException"/>, with memory in proportion to the
/// file and <see cref="ParquetReaderOptions.MaxDecodedSizeInBytes"/>. Nothing is loaded or run because metadata names it.
/// </remarks>
public sealed class ParquetFileReader : IDisposable
{
    private readonly ByteSource source;
    private readonly ParquetReaderOptions options;
    private readonly IReadOnlyList<LeafColumn> leaves;

    private ParquetFileReader(ByteSource source, ParquetReaderOptions options)
    {
        this.source = source;
        this.options = options;
        var footer = FooterReader.Read(source, options);
        var offset = FooterReader.OffsetOf(source, footer);
        leaves = SchemaParser.Parse(footer, new(offset));
        Schema = new(footer.Schema[0].Name, [.. leaves.Select(leaf => leaf.Column)], SortedBy(footer));
        new LayoutVerifier(footer, leaves, offset, options).Verify();
        Metadata = IndexReader.Attach(footer, source, options.RequireOwnLayout);
        if (options.RequireOwnLayout)
            OwnLayout.Verify(Metadata, Schema, source);
    }

    /// <summary>The columns. A column that the file says is REQUIRED is given as any other.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>The rows of all row groups together.</summary>
    public long RowCount => Metadata.RowCount;

    /// <summary>The number of row groups; 0 when the table has no rows.</summary>
    public int RowGroupCount => Metadata.RowGroups.Count;

    /// <summary>All that the footer and the page indexes say.</summary>
    public ParquetFileMetadata Metadata { get; }

    /// <summary>Opens a file; it stays open until <see cref="Dispose"/>.</summary>
    /// <exception cref="ParquetException">The footer, schema or layout is at fault.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static ParquetFileReader Open(string path, ParquetReaderOptions? options = null)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        try
        {
            return new(new ByteSource.OfFile(file), options ?? ParquetReaderOptions.Default);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file in a stream that can seek, from its position 0. The stream stays the caller's, and open.</summary>
    /// <exception cref="ParquetException">The footer, schema or layout is at fault.</exception>
    public static ParquetFileReader Open(Stream stream, ParquetReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("A Parquet file is read from its end: the stream must be able to seek.", nameof(stream));
        return new(new ByteSource.OfStream(stream), options ?? ParquetReaderOptions.Default);
    }

    /// <summary>Opens a file in memory, which must not change.</summary>
    /// <exception cref="ParquetException">The footer, schema or layout is at fault.</exception>
    public static ParquetFileReader Open(ReadOnlyMemory<byte> bytes, ParquetReaderOptions? options = null) =>
        new(new ByteSource.OfMemory(bytes), options ?? ParquetReaderOptions.Default);

    /// <summary>
    /// The footer alone, also of a file whose types or shapes this library does not read: what the file says of itself, of which only
    /// the form has been verified. The page indexes are not attached.
    /// </summary>
    /// <param name="stream">A stream that can seek, holding the file from its position 0. It stays the caller's, and open.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="ParquetException">There is no footer, or it is malformed.</exception>
    public static ParquetFileMetadata ReadFooter(Stream stream, ParquetReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var source = new ByteSource.OfStream(stream);
        return FooterReader.Read(source, options ?? ParquetReaderOptions.Default);
    }

    /// <summary>Reads a row group and verifies it: checksums, levels, dictionaries, UTF-8, statistics, page indexes, order.</summary>
    /// <param name="index">The row group, from 0.</param>
    /// <param name="maxDegreeOfParallelism">How many columns to read at once, at least 1.</param>
    /// <returns>The values; dispose them after use.</returns>
    /// <exception cref="ParquetException">Something is at fault: of several faults, the one of the first column.</exception>
    public DecodedRowGroup ReadRowGroup(int index, int maxDegreeOfParallelism = 1) =>
        ReadRowGroup(index, new WorkQueue(maxDegreeOfParallelism, CancellationToken.None));

    /// <summary>Reads a row group and verifies it, its columns on the threads of a queue.</summary>
    /// <inheritdoc cref="ReadRowGroup(int, int)"/>
    internal DecodedRowGroup ReadRowGroup(int index, WorkQueue work) => Read(index, [.. Enumerable.Range(0, leaves.Count)], work);

    /// <summary>Reads some columns of a row group and verifies them; the bytes of the others are not read.</summary>
    /// <param name="index">The row group, from 0.</param>
    /// <param name="columns">The names of the columns, in the order in which the result has them.</param>
    /// <param name="maxDegreeOfParallelism">How many columns to read at once, at least 1.</param>
    /// <returns>The values; dispose them after use.</returns>
    /// <exception cref="ArgumentException">The file has no column of such a name; the message says which it has.</exception>
    /// <exception cref="ParquetException">
    /// Something is at fault: of several faults, the one of the first column. The order of rows is verified as far as the columns that rows
    /// are sorted by are among those that are read.
    /// </exception>
    public DecodedRowGroup ReadRowGroup(int index, IReadOnlyList<string> columns, int maxDegreeOfParallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Read(index, [.. columns.Select(IndexOf)], new(maxDegreeOfParallelism, CancellationToken.None));
    }

    /// <summary>The pages of a column chunk, from their headers; their bodies are not read.</summary>
    /// <param name="rowGroup">The row group, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ParquetException">A header is at fault.</exception>
    public IReadOnlyList<PageInfo> ReadPages(int rowGroup, int column)
    {
        var chunk = Metadata.RowGroups[rowGroup].Columns[column];
        using var bytes = source.Read(chunk.StartOffset, (int)chunk.CompressedSizeInBytes);
        return PageWalker.Walk(bytes.Span, chunk, leaves[column], PlaceOf(rowGroup, column), options);
    }

    /// <summary>The pages of a column chunk of any file, also of one that this reader does not read; their bodies are not read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="footer">Its footer, by <see cref="ReadFooter"/>.</param>
    /// <param name="rowGroup">The row group, from 0.</param>
    /// <param name="column">The column with values, from 0.</param>
    /// <exception cref="ParquetException">The chunk is not in the file, or a header is at fault.</exception>
    public static IReadOnlyList<PageInfo> ReadPages(Stream file, ParquetFileMetadata footer, int rowGroup, int column) =>
        ForeignSurvey.Pages(file, footer, rowGroup, column);

    /// <summary>Closes the file, if this reader has opened it.</summary>
    public void Dispose() => source.Dispose();

    private DecodedRowGroup Read(int index, int[] chosen, WorkQueue work)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, RowGroupCount);
        var group = Metadata.RowGroups[index];
        var place = new Place(group.Columns[0].StartOffset, null, index);
        var compressed = chosen.Sum(i => group.Columns[i].CompressedSizeInBytes);
        // This library's own writer cuts row groups by their size before compression.
        var budget = new DecodeBudget(
            options.RequireOwnLayout ? options.MaxDecodedSizeInBytes : Math.Max(options.MaxDecodedSizeInBytes, 32 * compressed), place);
        if (options.RequireOwnLayout && compressed > options.MaxDecodedSizeInBytes)
            throw place.Fault(
                ParquetRules.DecodedSize, $"expected a row group of at most {options.MaxDecodedSizeInBytes} bytes, found {compressed}");
        var decoders = new List<ColumnChunkDecoder>();
        try
        {
            foreach (var i in chosen)
                decoders.Add(new(leaves[i], group.Columns[i], group.RowCount, budget, options, PlaceOf(index, i)));
            var columns = new ColumnValues[chosen.Length];
            work.For(chosen.Length, i => columns[i] = decoders[i].Decode(source));
            if (options.VerifyClaims)
                VerifyOrder(group, chosen, columns, place);
            return new((int)group.RowCount, [.. chosen.Select(i => Schema.Columns[i])], columns, decoders);
        }
        catch
        {
            foreach (var decoder in decoders)
                decoder.Dispose();
            throw;
        }
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < leaves.Count; i++)
        {
            if (leaves[i].Column.Name == name)
                return i;
        }
        var known = string.Join(", ", leaves.Select(leaf => $"'{leaf.Column.Name}'"));
        throw new ArgumentException($"Expected one of the columns {known}, found '{name}'.");
    }

    private Place PlaceOf(int rowGroup, int column) =>
        new(Metadata.RowGroups[rowGroup].Columns[column].StartOffset, leaves[column].Column.Name, rowGroup);

    private void VerifyOrder(RowGroupMetadata group, int[] chosen, ColumnValues[] columns, Place place)
    {
        // Writers differ in where they sort NaN; a key of doubles ends what can be compared with others, and so does a column not read.
        var keys = (group.SortingColumns ?? [])
            .TakeWhile(key => chosen.Contains(key.ColumnIndex)
                && (options.RequireOwnLayout || Schema.Columns[key.ColumnIndex].Type != ParquetType.Number))
            .Select(key => (Key: key, Values: columns[Array.IndexOf(chosen, key.ColumnIndex)]))
            .Select(key => new SortOrder.Key(
                SlotValues.Of(Schema.Columns[key.Key.ColumnIndex].Type, key.Values),
                key.Values.RowValidity,
                key.Key.IsDescending,
                key.Key.AreNullsFirst))
            .ToList();
        if (SortOrder.FindDisorder(keys, (int)group.RowCount) is >= 0 and var row)
            throw (place with { Column = Schema.Columns[group.SortingColumns![0].ColumnIndex].Name }).Fault(
                ParquetRules.SortedRows,
                $"expected rows sorted as the sorting columns say, found row {row} after one that belongs after it");
    }

    /// <summary>The columns that every row group is sorted by, ascending with nulls last; none where they differ.</summary>
    private static IReadOnlyList<int> SortedBy(ParquetFileMetadata file)
    {
        if (file.RowGroups.Count == 0 || file.RowGroups[0].SortingColumns is not { } keys)
            return [];
        var same = file.RowGroups.All(group => (group.SortingColumns ?? []).SequenceEqual(keys))
            && keys.All(key => !key.IsDescending && !key.AreNullsFirst);
        return same ? [.. keys.Select(key => key.ColumnIndex)] : [];
    }
}
