using Dataset.Formats.JsonLines;
using Dataset.Tables;

namespace Dataset.Formats.Guided;

/// <summary>
/// Goes over the file of a text format, guided by the rows that it should have: text is compared where it stands and not decoded first. It
/// accepts of a row only what the format's strict reader reads as just this row. What it does not accept may still be right: the strict
/// reader judges that.
/// </summary>
/// <remarks>
/// It does not encode the rows and compare bytes, which would be the same work: an error of the encoder would then hide itself. What it knows
/// of a format it has from the strict reader, whose functions judge every value but text, and which tells the escapes.
/// </remarks>
internal abstract class GuidedText(Stream file) : IDisposable
{
    /// <summary>Rows behind that are left to the strict reader, which has a limit itself.</summary>
    private const int MaximumRowInBytes = LineBuffer.MaximumLineInBytes / 2;

    /// <summary>Whether the file ends behind the rows that were accepted.</summary>
    public virtual bool IsAtEnd => Text.IsAtEnd;

    protected TextCursor Text { get; } = new(file);

    /// <summary>Goes over rows, which hold valid UTF-8, from the first on.</summary>
    /// <returns>How many of them come next in the file; where not all do, it can't go on.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public int Accept(TableBatch rows)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            var start = Text.Position;
            if (!AcceptRow(rows, row) || Text.Position - start > MaximumRowInBytes)
                return row;
        }
        return rows.RowCount;
    }

    public void Dispose()
    {
        Text.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract bool AcceptRow(TableBatch rows, int row);
}
