using System.Buffers;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Syntax;

namespace Dataset.Formats.Csv;

/// <summary>
/// Passes the bytes of CSV on, and refuses a record of more than a million fields before the library sees it, which takes some thirty bytes
/// for each.
/// </summary>
/// <param name="stream">Read from where it is; disposed of with this.</param>
/// <param name="displayPath">The file as findings name it.</param>
/// <param name="separators">What may separate fields.</param>
/// <param name="rule">The rule that such a record breaks.</param>
internal sealed class FieldLimit(Stream stream, string displayPath, string separators, Rule rule) : PassingStream(stream)
{
    public const int MaximumFields = 1 << 20;

    private readonly SearchValues<byte> ends = SearchValues.Create([.. separators.Select(c => (byte)c), (byte)'\n', (byte)'\r']);
    private readonly SearchValues<byte> special =
        SearchValues.Create([.. separators.Select(c => (byte)c), (byte)'\n', (byte)'\r', (byte)'"']);

    private long line = 1;
    private long record = 1;
    private int fields;
    private bool isAfterCarriageReturn;
    private Place place = Place.Begin;

    /// <summary>Whether a quotation mark is a character like others.</summary>
    public bool HasNoQuotes { get; init; }

    /// <summary>The first line that has been passed on and is blank, from 1; 0 where there is none.</summary>
    public long FirstBlankLine { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (place == Place.Quoted)
            {
                var quote = bytes.IndexOf((byte)'"');
                CountLines(bytes[..(quote < 0 ? bytes.Length : quote)]);
                if (quote < 0)
                    return;
                (place, isAfterCarriageReturn) = (Place.AfterQuote, false);
                bytes = bytes[(quote + 1)..];
                continue;
            }
            var next = bytes.IndexOfAny(place is Place.Inside || HasNoQuotes ? ends : special);
            var isFirst = next == 0 && place == Place.Begin && fields == 0;
            var isHalf = next == 0 && isAfterCarriageReturn;
            isAfterCarriageReturn = false;
            if (next != 0)
                place = Place.Inside;
            if (next < 0)
                return;
            var found = bytes[next];
            bytes = bytes[(next + 1)..];
            if (found == (byte)'"')
            {
                place = place == Place.Inside ? Place.Inside : Place.Quoted;
                continue;
            }
            place = Place.Begin;
            if (found is (byte)'\n' or (byte)'\r')
            {
                if (isFirst && FirstBlankLine == 0 && !(isHalf && found == (byte)'\n'))
                    FirstBlankLine = line;
                isAfterCarriageReturn = found == (byte)'\r';
                // LF, CR LF and a lone CR end a line.
                line += isHalf && found == (byte)'\n' ? 0 : 1;
                (record, fields) = (line, 0);
            }
            else if (++fields >= MaximumFields)
            {
                throw new MalformedTableException(
                    rule, new(displayPath, (int)Math.Min(int.MaxValue, record)),
                    FormattableString.Invariant($"Expected at most {MaximumFields} cells in a row, found more."));
            }
        }
    }

    /// <summary>Counts the lines that end in a piece of a cell in quotation marks.</summary>
    private void CountLines(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        line += PositionTracker.LinesIn(bytes) - (isAfterCarriageReturn && bytes[0] == (byte)'\n' ? 1 : 0);
        isAfterCarriageReturn = bytes[^1] == (byte)'\r';
    }

    /// <summary>Where in a field the next byte is.</summary>
    private enum Place
    {
        Begin,
        Inside,
        Quoted,
        AfterQuote,
    }
}
