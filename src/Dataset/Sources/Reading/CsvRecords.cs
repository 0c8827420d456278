using System.Text;
using CsvHelper;

namespace Dataset.Sources.Reading;

/// <summary>The records of a piece of a CSV file, one after another, as they are: nothing trimmed, guessed or passed over.</summary>
/// <remarks>
/// CsvHelper takes a byte-order mark off whatever it is given, and reads UTF-16 after a mark of that. But where a piece begins, no file
/// begins, and what looks like a mark there is text. So it gets an empty line first, where the first byte could be of a mark.
/// </remarks>
internal sealed class CsvRecords : IDisposable
{
    private static readonly CsvReaderOptions Options = Of(CsvDialect.Default);

    private static CsvReaderOptions Of(CsvDialect dialect) => new()
    {
        Separator = (char)dialect.Delimiter,
        Mode = dialect.HasQuotes ? CsvMode.Rfc4180 : CsvMode.NoEscape,
        WhitespaceCharacters = " ",
        HasHeader = false,
        SkipEmptyLines = false,
        TrimWhitespace = dialect.IsTrimmed,
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    private readonly CsvReader reader;
    private readonly bool hasOneNewline;

    /// <summary>Bytes before the piece.</summary>
    private readonly int before;

    /// <param name="piece">Whole records; the marks that begin a file are taken off (<see cref="PieceReader"/>).</param>
    /// <param name="dialect">How it is written.</param>
    public CsvRecords(ReadOnlyMemory<byte> piece, CsvDialect dialect)
    {
        if (!piece.IsEmpty && piece.Span[0] is 0 or >= 0x80)
        {
            piece = (byte[])[(byte)'\n', .. piece.Span];
            before = 1;
        }
        hasOneNewline = dialect.HasOneNewline;
        reader = CsvReader.Create(piece, dialect == CsvDialect.Default ? Options : Of(dialect));
    }

    /// <summary>Where the current record begins in the piece.</summary>
    public int Start => (int)reader.ByteOffset - before;

    public int CellCount => reader.FieldCount;

    /// <summary>Whether the current record is a blank line.</summary>
    public bool IsBlank => reader.RawRecord.IsEmpty;

    /// <summary>The bytes of the current record, without its end.</summary>
    public ReadOnlySpan<byte> Raw => reader.RawRecord;

    /// <summary>What a cell of the current record means in the dialect; nothing where a ragged record ends before it.</summary>
    public ReadOnlySpan<byte> CellOf(int index)
    {
        var cell = index < CellCount ? this[index] : default;
        return hasOneNewline && cell.Contains((byte)'\r')
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cell).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
            : cell;
    }

    /// <summary>What a cell of the current record says.</summary>
    public ReadOnlySpan<byte> this[int cell] => reader.GetSpan(cell);

    /// <summary>Goes to the next record; false where there is none.</summary>
    /// <param name="problem">Where and why the rest cannot be read; null where it can.</param>
    public bool TryRead(out (int Offset, string Message)? problem)
    {
        problem = null;
        try
        {
            return reader.Read() && (reader.ByteOffset >= before || reader.Read());
        }
        catch (CsvFormatException e)
        {
            problem = ((int)e.ByteOffset - before, e.Message);
            return false;
        }
    }

    public void Dispose() => reader.Dispose();
}
