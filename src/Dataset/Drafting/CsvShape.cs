using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>Which lines of a delimited file are records, and what divides their cells, as far as the file tells.</summary>
internal sealed class CsvShape
{
    /// <summary>Records by which it is chosen.</summary>
    private const int SampleInRecords = 200;

    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t', (byte)'|', (byte)':'];

    private static readonly string[] CommentMarks = ["#", "%", "//", "!"];

    private readonly ReadOnlyMemory<byte> text;

    private CsvShape(ReadOnlyMemory<byte> text, CsvDialect dialect) => (this.text, Dialect) = (text, dialect);

    /// <summary>How the file is written, but for its values and its encoding.</summary>
    public CsvDialect Dialect { get; private set; }

    /// <summary>What <c>csv:</c> has to say for that, key by key.</summary>
    public List<string> Declared { get; } = [];

    /// <summary>The first records, the header among them.</summary>
    public List<string[]> Rows { get; private set; } = [];

    /// <summary>Cells of a record.</summary>
    public int Width { get; private set; }

    /// <summary>The names in the first record, and empty ones for the columns that it has none for.</summary>
    public string[] Header
    {
        get
        {
            string[] names = Dialect.HasRowNames ? ["", .. Rows[0]] : Rows[0];
            return [.. names.Take(Width), .. Enumerable.Repeat("", Math.Max(0, Width - names.Length))];
        }
    }

    /// <summary>Looks at a whole file.</summary>
    /// <param name="text">In UTF-8, without a mark.</param>
    /// <param name="usual">The delimiter that the file's ending says.</param>
    public static CsvShape Of(ReadOnlyMemory<byte> text, byte usual)
    {
        var shape = new CsvShape(text, CsvDialect.Default with { Delimiter = usual });
        if (EndsInReturn(text.Span))
            shape.Declare("ends: cr", d => d with { EndsInReturn = true });
        shape.FindDelimiter(usual);
        shape.FindComment(usual);
        shape.FindQuotes();
        shape.Read();
        if (shape.Rows.Count > 0)
        {
            shape.FindHeader();
            shape.FindEdges();
        }
        return shape;
    }

    /// <summary>Goes through the records as a build does; gives how many could not be read, and how many lines are blank.</summary>
    /// <param name="text">The file.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="action">Takes a record and its line, from 1. Blank lines are left out.</param>
    /// <param name="most">How many records.</param>
    public static (long Faults, long Blank) ForEach(
        ReadOnlyMemory<byte> text, CsvDialect dialect, Action<CsvRecords, Func<int>> action, int most = int.MaxValue)
    {
        var findings = new DiagnosticList();
        var blank = 0;
        using var stream = MemoryMarshal.TryGetArray(text, out var all)
            ? new MemoryStream(all.Array!, all.Offset, all.Count, writable: false) : throw new ArgumentException("No array.", nameof(text));
        using var pieces = new PieceReader(stream, new CsvRecordEnds(dialect), "", SourceLimits.Default, findings);
        while (most > 0 && pieces.Next() is { } piece)
        {
            using (piece)
            using (var records = new CsvRecords(piece.Memory, dialect))
                for (; most > 0 && records.TryRead(out _); most--)
                    if (records.IsBlank)
                        blank++;
                    else
                        action(records, () => piece.FirstLine + PositionTracker.LinesIn(piece.Span[..records.Start]));
        }
        return (findings.ErrorCount, blank);
    }

    /// <summary>Whether more lines end in CR alone than in LF, or some in CR CR LF. Within quotation marks none ends.</summary>
    private static bool EndsInReturn(ReadOnlySpan<byte> text)
    {
        var (returns, feeds, isQuoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (!isQuoted && text[i] == '\n')
                feeds++;
            else if (!isQuoted && text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                returns++;
        }
        return returns > feeds || (returns > 0 && text.IndexOf("\r\r\n"u8) >= 0);
    }

    private void Declare(string key, Func<CsvDialect, CsvDialect> change)
    {
        Declared.Add(key);
        Dialect = change(Dialect);
    }

    /// <summary>
    /// The delimiter that gives most records the same number of cells; of several the usual one, then the one with the most cells.
    /// </summary>
    private void FindDelimiter(byte usual)
    {
        var (best, most) = (usual, 0.0);
        if (CsvDialectHints.SeparatorOf(text.Span, out _) is { } said)
            (best, most) = (said, double.MaxValue);
        foreach (var delimiter in Delimiters.OrderBy(d => d != usual))
        {
            var counts = CountsOf(Dialect with { Delimiter = delimiter });
            if (counts.Count == 0 || MostFrequent(counts) is var usualCount && usualCount < (delimiter == ':' ? 4 : 2))
                continue;
            // A header has all the cells where nothing comes before it; more cells are worth less than a record that fits.
            var score = counts.Count(c => c == usualCount) / (double)counts.Count - (counts[0] == usualCount ? 0 : 0.05)
                + usualCount * 1e-6 + (delimiter == usual ? 1e-3 : 0) - (delimiter == ':' ? 0.5 : 0);
            if (score > most)
                (best, most) = (delimiter, score);
        }
        // A space divides nothing but numbers, as NumPy writes them, and not where it may divide thousands.
        var withSpaces = Dialect with { Delimiter = (byte)' ' };
        if (most == 0.0 && CountsOf(withSpaces) is [> 1 and var width, ..] counted && counted.TrueForAll(c => c == width)
            && AreNumbers(withSpaces))
            best = (byte)' ';
        if (best != usual)
            Declare($"delimiter: {CsvDialect.Written(best)}", d => d with { Delimiter = best });
    }

    private bool AreNumbers(CsvDialect dialect)
    {
        var (are, mayBeThousands) = (true, true);
        ForEach(
            text, dialect,
            (records, _) =>
            {
                var cells = CellsOf(records);
                are &= cells.All(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out double _));
                mayBeThousands &= cells.Skip(1).All(c => c is [_, _, _, ..] && (c.Length == 3 || c[3] is '.' or ',')
                    && c.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0);
            },
            SampleInRecords);
        return are && !mayBeThousands;
    }

    private List<int> CountsOf(CsvDialect dialect)
    {
        var counts = new List<int>();
        ForEach(text, dialect, (records, _) => counts.Add(records.CellCount), SampleInRecords);
        return counts;
    }

    private static int MostFrequent(IEnumerable<int> counts) =>
        counts.GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

    /// <summary>
    /// What begins lines that are no records: they have other cells than the rest, or there are several of them before it.
    /// </summary>
    private void FindComment(byte usual)
    {
        foreach (var mark in CommentMarks)
        {
            var dialect = Dialect with { Comment = Encoding.UTF8.GetBytes(mark) };
            var lines = LinesWith(dialect.Comment).ToList();
            if (lines.Count == 0)
                continue;
            var others = CountsOf(dialect);
            if (others.Count == 0)
                continue;
            var count = MostFrequent(others);
            var odd = lines.Count(l => CellsOf(l, dialect) != count);
            if (odd * 2 <= lines.Count)
                continue;
            Declared.RemoveAll(d => d.StartsWith("delimiter", StringComparison.Ordinal));
            Dialect = Dialect with { Delimiter = usual };
            Declare($"comment: {YamlWord.Quoted(mark)}", d => d with { Comment = dialect.Comment });
            FindDelimiter(usual);
            return;
        }
    }

    /// <summary>The lines that begin so, but for those within quotation marks.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> LinesWith(byte[] mark)
    {
        var isQuoted = false;
        for (var at = 0; at < text.Length;)
        {
            var length = text.Span[at..].IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end ? end : text.Length - at;
            if (!isQuoted && text.Span.Slice(at, length).StartsWith(mark))
                yield return text.Slice(at, length);
            else
                isQuoted ^= text.Span.Slice(at, length).Count((byte)'"') % 2 == 1;
            at += length + 1;
        }
    }

    private static int CellsOf(ReadOnlyMemory<byte> line, CsvDialect dialect) => line.Span.Count(dialect.Delimiter) + 1;

    /// <summary>Whether spaces come before quotation marks, or quotation marks are characters like others.</summary>
    private void FindQuotes()
    {
        var faults = Faults(Dialect);
        var isSpaced = true;
        var hasSpace = false;
        ForEach(
            text, Dialect,
            (records, _) =>
            {
                for (var i = 1; i < records.CellCount; i++)
                {
                    isSpaced &= records[i].IsEmpty || records[i][0] == ' ';
                    hasSpace |= !records[i].IsEmpty;
                }
            },
            SampleInRecords);
        if ((faults > 0 && Faults(Dialect with { IsTrimmed = true }) == 0) || (faults == 0 && isSpaced && hasSpace))
            Declare("trim: true", d => d with { IsTrimmed = true });
        else if (faults > 0 && Dialect with { HasQuotes = false } is var plain && CountsOf(plain) is { Count: > 0 } counts
            && MostFrequent(counts) is > 1 and var usual && counts.Count(c => c == usual) > 0.95 * counts.Count)
            Declare("quotes: none", d => d with { HasQuotes = false });
    }

    /// <summary>Records that cannot be read.</summary>
    private long Faults(CsvDialect dialect) => ForEach(text, dialect, (_, _) => { }).Faults;

    private void Read()
    {
        Rows = [];
        ForEach(text, Dialect, (records, _) => Rows.Add(CellsOf(records)), SampleInRecords);
    }

    private static string[] CellsOf(CsvRecords records) =>
        [.. Enumerable.Range(0, records.CellCount).Select(i => Encoding.UTF8.GetString(records[i]))];

    /// <summary>What comes before the header, and whether it has a name for each column.</summary>
    private void FindHeader()
    {
        var usual = MostFrequent(Rows.Select(r => r.Length));
        if (usual < 2)
            return;
        var first = Rows[0];
        var isNames = first.Skip(1).All(c => c.Length > 0 && !CsvSurvey.IsValue(c)) && first.Distinct().Count() == first.Length;
        if (first.Length == usual - 1 && isNames && Rows.Count > 1 && Rows.Skip(1).All(r => r.Length == usual)
            && Rows.Skip(1).Any(r => r[^1].Length > 0))
        {
            Declare("row_names: true", d => d with { HasRowNames = true });
            return;
        }
        // A title has a cell or two; names of some of the columns have rows of values after them.
        var isTitle = first.Length < usual
            ? !(first.Length > 1 && isNames && Rows.Count > 1 && Rows[1].Length > first.Length)
            : usual > 2 && first[0].Length > 0 && first.Skip(1).All(c => c.Length == 0);
        var at = isTitle ? Rows.FindIndex(r => r.Length >= usual && (r.Count(c => c.Length > 0) > usual / 2)) : 0;
        if (at <= 0)
            return;
        var line = 0;
        var index = 0;
        ForEach(
            text, Dialect,
            (_, place) =>
            {
                if (index++ == at)
                    line = place();
            },
            at + 1 + SampleInRecords);
        var skip = line - 1 - (CsvDialectHints.SeparatorOf(text.Span, out _) is null ? 0 : 1);
        if (skip is <= 0 or > CsvDialect.MostSkipped)
            return;
        Declared.Insert(0, FormattableString.Invariant($"skip: {skip}"));
        Dialect = Dialect with { Skip = skip };
        Read();
    }

    /// <summary>What the whole file says: records of other lengths, blank lines, line ends in cells.</summary>
    private void FindEdges()
    {
        var (longest, isEven, hasReturn) = (0, true, false);
        var names = Rows[0].Length + (Dialect.HasRowNames ? 1 : 0);
        var isFirst = true;
        var blank = ForEach(text, Dialect, (r, _) =>
        {
            var count = r.CellCount;
            isEven &= isFirst || count == names;
            while (count > 0 && r[count - 1].IsEmpty)
                count--;
            longest = Math.Max(longest, count);
            for (var i = 0; i < r.CellCount; i++)
                hasReturn |= r[i].Contains((byte)'\r');
            isFirst = false;
        }).Blank;
        Width = isEven ? names : Math.Max(longest, names);
        if (!isEven)
            Declare("ragged: true", d => d with { IsRagged = true });
        if (blank > 0)
            Declare("skip_blank: true", d => d with { SkipsBlank = true });
        if (hasReturn)
            Declare("newlines: lf", d => d with { HasOneNewline = true });
    }
}
