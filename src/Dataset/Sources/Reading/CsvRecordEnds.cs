using System.Buffers;
using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Sources.Reading;

/// <summary>
/// Records of CSV as RFC 4180 has them: a quotation mark only opens or closes a cell or is doubled within one, and outside quoted
/// cells LF or CR LF ends the record. Anything else is a problem. After it the record's end is sought as most programs read such cells,
/// and
/// is trusted only where it is on the same line: a quoted cell that goes on to another may be the problem's doing.
/// </summary>
/// <param name="dialect">How the file is written; null for RFC 4180.</param>
/// <param name="isFromStart">Whether the bytes begin the file, with the lines that are skipped.</param>
internal sealed class CsvRecordEnds(CsvDialect? dialect = null, bool isFromStart = true) : RecordEnds
{
    private readonly CsvDialect form = dialect ?? CsvDialect.Default;
    private readonly byte delimiter = (dialect ?? CsvDialect.Default).Delimiter;
    private static readonly SearchValues<byte> QuotedStops = SearchValues.Create("\"\r\n"u8);
    private static readonly SearchValues<byte> LineStops = SearchValues.Create("\r\n"u8);

    private const string AfterReturn = "LF after a carriage return outside quotation marks, found another character";

    private const string EndsInReturn =
        " Where a carriage return ends a record, write csv: {ends: cr} for the table in dataset.yaml.";

    private State state = State.CellStart;

    /// <summary>Lines that are skipped still.</summary>
    private int skip = isFromStart ? (dialect ?? CsvDialect.Default).Skip : 0;

    /// <summary>Bytes at the beginning of the record that may begin a comment; -1 for a blank line.</summary>
    private int matched;

    /// <summary>Whether the current line is no record.</summary>
    private bool isPassedOver;

    /// <summary>Whether nothing but spaces is in the cell so far; of files whose cells are trimmed.</summary>
    private bool isBlankCell = true;
    private bool isRecovering;
    private bool isFirst = isFromStart;

    /// <summary>Bytes of the current record before those of the last call.</summary>
    private int length;

    private enum State
    {
        /// <summary>Before the first byte of a record.</summary>
        CellStart,

        /// <summary>Outside quotation marks, after a comma.</summary>
        AfterComma,

        /// <summary>Outside quotation marks, in a cell.</summary>
        Plain,

        Quoted,

        /// <summary>After a quotation mark in a quoted cell: it closed the cell, or is the first of two.</summary>
        AfterQuote,

        AfterReturn,
    }

    public override bool IsPassingOver => isPassedOver && state != State.CellStart;

    public override string Record => "record";

    public override bool CanSkip => false;

    public override bool TakesMark => true;

    public override int LeadingLine(ReadOnlySpan<byte> beginning) =>
        CsvDialectHints.SeparatorOf(beginning, out var length) == delimiter ? length : 0;

    public override int LinesIn(ReadOnlySpan<byte> records) => PositionTracker.LinesIn(records);

    public override int Next(ReadOnlySpan<byte> more)
    {
        var at = 0;
        while (at < more.Length)
        {
            switch (state)
            {
                case State.Quoted:
                    var close = more[at..].IndexOf((byte)'"');
                    if (isRecovering && more[at..(close < 0 ? more.Length : at + close)].Contains((byte)'\n'))
                        return Lose();
                    if (close < 0)
                        return Within(more.Length);
                    at += close + 1;
                    state = State.AfterQuote;
                    break;
                case State.AfterQuote:
                    switch (more[at])
                    {
                        case (byte)' ' when form.IsTrimmed: break;
                        case (byte)'"': state = State.Quoted; break;
                        case (byte)'\r': state = State.AfterReturn; break;
                        case (byte)'\n': return End(at);
                        case var other when other == delimiter: (state, isBlankCell) = (State.AfterComma, true); break;
                        default:
                            if (!isRecovering)
                                return Fail(
                                    at,
                                    $"{CsvDialect.DescribeOne(delimiter)} or the end of the line after the quotation mark that closes a "
                                        + "cell, found another character",
                                    found: more[at]);
                            state = State.Plain;
                            break;
                    }
                    at++;
                    break;
                case State.AfterReturn:
                    if (more[at] == '\n')
                        return End(at);
                    if (form.EndsInReturn)
                        return End(at - 1);
                    if (isPassedOver && matched >= 0)
                    {
                        state = State.Plain;
                        break;
                    }
                    if (!isRecovering)
                        return Fail(at - 1, AfterReturn, isFirst ? EndsInReturn : "");
                    state = State.Plain;
                    break;
                default:
                    if (state == State.CellStart && !BeginLine(more[at]))
                    {
                        at++;
                        break;
                    }
                    var stop = more[at..].IndexOfAny(form.HasQuotes && !isPassedOver ? QuotedStops : LineStops);
                    if (stop < 0)
                    {
                        isBlankCell = IsBlankCell(more[at..]);
                        state = more[^1] == delimiter ? State.AfterComma : State.Plain;
                        return Within(more.Length);
                    }
                    if (stop > 0)
                        state = more[at + stop - 1] == delimiter ? State.AfterComma : State.Plain;
                    at += stop;
                    if (more[at] == '\n')
                        return End(at);
                    if (more[at] == '"' && state == State.Plain && !(form.IsTrimmed && IsBlankCell(more[(at - stop)..at])))
                    {
                        if (!isRecovering)
                            return Fail(at, "no quotation mark in a cell that does not begin with one, found one");
                        at++;
                        break;
                    }
                    if (more[at] == '"')
                        CellStart = length + at;
                    state = more[at] == '"' ? State.Quoted : State.AfterReturn;
                    at++;
                    break;
            }
        }
        return Within(more.Length);
    }

    public override void Recover()
    {
        (isRecovering, Problem, isPassedOver) = (true, null, false);
        state = State.Plain;
        length += ProblemOffset;
    }

    public override (Rule Rule, string Message)? AtFileEnd(out bool isWhole)
    {
        isWhole = state != State.Quoted;
        return isWhole ? null : (
            Rules.CsvIsWellFormed,
            "Expected a quotation mark that closes the cell which begins here, found none before the end of the file. All that follows "
                + "was taken for the cell, and not read.");
    }

    private int Within(int read)
    {
        length += read;
        return -1;
    }

    private int Lose()
    {
        IsLost = true;
        return -1;
    }

    private int End(int at)
    {
        (state, isRecovering, length, isFirst) = (State.CellStart, false, 0, isFirst && isPassedOver);
        (WasPassedOver, isPassedOver, matched, isBlankCell) = (isPassedOver, false, 0, true);
        return at + 1;
    }

    /// <summary>Decides, at the first bytes of a line, whether it is a record; false where that takes one more byte.</summary>
    private bool BeginLine(byte next)
    {
        if (matched == 0 && skip > 0)
            (isPassedOver, skip) = (true, skip - 1);
        else if (matched == 0 && form.SkipsBlank && next is (byte)'\n' or (byte)'\r')
            (isPassedOver, matched) = (true, -1);
        else if (form.Comment is { } comment && next == comment[matched])
            isPassedOver = ++matched == comment.Length;
        else
            return EndBeginning();
        return isPassedOver && EndBeginning();
    }

    /// <summary>Goes on from the line's beginning.</summary>
    private bool EndBeginning()
    {
        state = matched > 0 ? State.Plain : State.AfterComma;
        return true;
    }

    /// <summary>Whether the current cell has nothing but spaces until the end of some more of its line.</summary>
    private bool IsBlankCell(ReadOnlySpan<byte> more)
    {
        if (!form.IsTrimmed)
            return false;
        var from = more.LastIndexOf(delimiter);
        return (from >= 0 || isBlankCell) && !more[(from + 1)..].ContainsAnyExcept((byte)' ');
    }

    private int Fail(int at, string expectedAndFound, string cause = "", byte found = 0)
    {
        (Problem, ProblemOffset, ProblemRule) = ($"Expected {expectedAndFound}.{cause}", at, Rules.CsvIsWellFormed);
        // A header all in quotation marks, with something else between them.
        if (isFirst && found is (byte)';' or (byte)'\t' or (byte)'|' or (byte)',')
            (ProblemRule, Problem) = CsvDialectHints.Divided(dialect ?? CsvDialect.Default, found, "after quotation marks");
        return -1;
    }
}

/// <summary>Finds where records end in a bulk file, given its bytes in order, each once.</summary>
internal abstract class RecordEnds
{
    /// <summary>What a record is called in findings.</summary>
    public abstract string Record { get; }

    /// <summary>What is wrong with the current record, so that it is not read; null where nothing is.</summary>
    public string? Problem { get; protected set; }

    /// <summary>The rule that <see cref="Problem"/> breaks.</summary>
    public Rule ProblemRule { get; protected set; } = Rules.CsvIsWellFormed;

    /// <summary>Whether a byte-order mark of UTF-8 may begin the file, as Excel always writes it.</summary>
    public virtual bool TakesMark => false;

    /// <summary>Whether the line whose end was found last is no record.</summary>
    public bool WasPassedOver { get; protected set; }

    /// <summary>Whether the line whose end is sought is no record.</summary>
    public virtual bool IsPassingOver => false;

    /// <summary>The length of a line that begins the file and is no record; 0 where there is none.</summary>
    public virtual int LeadingLine(ReadOnlySpan<byte> beginning) => 0;

    /// <summary>
    /// How many of the bytes of the last call come before <see cref="Problem"/>; -1 where it is the last byte of the call before.
    /// </summary>
    public int ProblemOffset { get; protected set; }

    /// <summary>Whether the end of a record with a problem was sought (<see cref="Recover"/>), and none can be trusted.</summary>
    public bool IsLost { get; protected set; }

    /// <summary>How many bytes of the current record come before the cell in quotation marks that is open, or was open last.</summary>
    public int CellStart { get; protected set; }

    /// <summary>Whether the next record can be found after one that is not read: a line end ends a record wherever it is.</summary>
    public abstract bool CanSkip { get; }

    /// <summary>The lines that end in records: a CR alone ends one in a cell in quotation marks, and is white space in JSON.</summary>
    public abstract int LinesIn(ReadOnlySpan<byte> records);

    /// <summary>Goes on to the end of the current record.</summary>
    /// <param name="more">The bytes that follow those of the call before.</param>
    /// <returns>How many of them go until the record's end, or -1 where it is not among them.</returns>
    public abstract int Next(ReadOnlySpan<byte> more);

    /// <summary>
    /// Continues after <see cref="Problem"/>: the next call gets the bytes from there on, and seeks where the record ends.
    /// </summary>
    public virtual void Recover() => throw new InvalidOperationException("There is no problem to continue after.");

    /// <summary>What it means that the file ends within a record; null where it may.</summary>
    /// <param name="isWhole">Whether the record can be read nevertheless.</param>
    public abstract (Rule Rule, string Message)? AtFileEnd(out bool isWhole);
}
