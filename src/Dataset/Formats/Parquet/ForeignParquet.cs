using Dataset.Diagnostics;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Reading;
using Dataset.Text;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Dataset.Formats.Parquet;

/// <summary>
/// Parquet of any writer, read by Parquet.Net behind our gate: no byte reaches it before <see cref="ForeignSurvey"/> has walked the footer
/// and all page headers. Parquet.Net throws what its code happens to meet, and may not come back: each is one
/// <see cref="MalformedTableException"/>.
/// </summary>
internal sealed class ForeignParquet : IDisposable
{
    private static readonly ParquetOptions Options = new() { UseDateOnlyTypeForDates = true };

    /// <summary>
    /// How long Parquet.Net may take for one column of a row group, which has at most <see cref="ForeignSurvey.MaximumChunkInBytes"/>.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string displayPath;
    private readonly ParquetReader reader;

    private ForeignParquet(string displayPath, ParquetFileMetadata metadata, Func<ParquetReader> open)
    {
        (this.displayPath, Metadata) = (displayPath, metadata);
        reader = Ask(open);
        Fields = Ask(() => reader.Schema.Fields);
        if (reader.RowGroupCount != metadata.RowGroups.Count)
            throw Malformed($"Expected {metadata.RowGroups.Count} row groups, found that Parquet.Net sees {reader.RowGroupCount}.");
    }

    /// <summary>What the footer says.</summary>
    public ParquetFileMetadata Metadata { get; }

    /// <summary>The columns as Parquet.Net sees them; a list or a structure is one field.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The columns that hold values, in the order of the footer.</summary>
    public IReadOnlyList<DataField> Leaves => reader.Schema.DataFields;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Seekable; closed with this.</param>
    /// <param name="displayPath">The file as findings name it.</param>
    /// <exception cref="MalformedTableException">The gate or Parquet.Net refuses it.</exception>
    public static ForeignParquet Open(Stream file, string displayPath)
    {
        try
        {
            var metadata = ForeignSurvey.Walk(file);
            file.Position = 0;
            return new(
                displayPath, metadata, () => ParquetReader.CreateAsync(file, Options, leaveStreamOpen: false).GetAwaiter().GetResult());
        }
        catch (Dataset.Parquet.ParquetException e)
        {
            file.Dispose();
            // What is sound and not read here is written again; what is damaged is not.
            throw new MalformedTableException(
                ParquetRules.IsUnsupported(e.Rule) ? Rules.ForeignParquetReadable : Rules.Of(e.Rule), new(displayPath), e.Message);
        }
        catch (MalformedTableException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The values of one column of a row group; dispose of them after use.</summary>
    public RawColumnData Read(int rowGroup, DataField field) => Ask(
        () =>
        {
            using var rows = reader.OpenRowGroupReader(rowGroup);
            return rows.ReadRawColumnDataBaseAsync(field).AsTask().GetAwaiter().GetResult();
        },
        () => $" in column {Printable.Quoted(string.Join('.', field.Path.ToList()))}, "
            + $"{string.Join(" and ", EncodingsOf(rowGroup, field).Select(e => e.ToFormatName()))}");

    public void Dispose() => reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Asks on a thread of its own, which is abandoned where no answer comes.</summary>
    private T Ask<T>(Func<T> ask, Func<string>? where = null)
    {
        var answer = WorkQueue.RunOnOwnThread(ask);
        try
        {
            if (answer.Wait(Patience))
                return answer.Result;
        }
        catch (AggregateException e)
        {
            throw Malformed($"Expected a file that Parquet.Net reads, found{where?.Invoke()}: {Printable.Line(e.InnerException!.Message)}");
        }
        throw Malformed($"Expected an answer of Parquet.Net within {Patience.TotalSeconds:0} seconds, found none{where?.Invoke()}.");
    }

    private IReadOnlyList<PageEncoding> EncodingsOf(int rowGroup, DataField field) =>
        Metadata.RowGroups[rowGroup].Columns.FirstOrDefault(c => c.Path.SequenceEqual(field.Path.ToList()))?.Encodings ?? [];

    private MalformedTableException Malformed(string message) => new(Rules.ForeignParquetReadable, new(displayPath), message);
}
