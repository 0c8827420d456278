using System.Buffers;
using Dataset.Diagnostics;

namespace Dataset.Sources.Reading;

/// <summary>
/// Records of CSV as RFC 4180 has them: a quotation mark only opens or closes a cell or stands doubled within one, and outside quoted
/// cells LF or CR LF ends the record. Anything else is a problem, behind which no record's end is certain.
/// </summary>
internal sealed class CsvRecordEnds : RecordEnds
{
    private static readonly SearchValues<byte> PlainStops = SearchValues.Create("\"\r\n"u8);

    private State state = State.CellStart;

    private enum State
    {
        /// <summary>Before the first byte of a record.</summary>
        CellStart,

        /// <summary>Outside quotation marks, behind a comma.</summary>
        AfterComma,

        /// <summary>Outside quotation marks, in a cell.</summary>
        Plain,

        Quoted,

        /// <summary>Behind a quotation mark in a quoted cell: it closed the cell, or is the first of two.</summary>
        AfterQuote,

        AfterReturn,
    }

    public override string Record => "record";

    public override bool CanSkip => false;

    public override int Next(ReadOnlySpan<byte> more)
    {
        var at = 0;
        while (at < more.Length)
        {
            switch (state)
            {
                case State.Quoted:
                    var close = more[at..].IndexOf((byte)'"');
                    if (close < 0)
                        return -1;
                    at += close + 1;
                    state = State.AfterQuote;
                    break;
                case State.AfterQuote:
                    switch (more[at])
                    {
                        case (byte)'"': state = State.Quoted; break;
                        case (byte)',': state = State.AfterComma; break;
                        case (byte)'\r': state = State.AfterReturn; break;
                        case (byte)'\n': return End(at);
                        default:
                            return Fail(
                            at, "a comma or the end of the line after the quotation mark that closes a cell, found another character");
                    }
                    at++;
                    break;
                case State.AfterReturn:
                    return more[at] == '\n'
                        ? End(at)
                        : Fail(at - 1, "LF after a carriage return outside quotation marks, found another character");
                default:
                    var stop = more[at..].IndexOfAny(PlainStops);
                    if (stop < 0)
                    {
                        state = more[^1] == ',' ? State.AfterComma : State.Plain;
                        return -1;
                    }
                    if (stop > 0)
                        state = more[at + stop - 1] == ',' ? State.AfterComma : State.Plain;
                    at += stop;
                    if (more[at] == '\n')
                        return End(at);
                    if (more[at] == '"' && state == State.Plain)
                        return Fail(at, "no quotation mark in a cell that does not begin with one, found one");
                    state = more[at] == '"' ? State.Quoted : State.AfterReturn;
                    at++;
                    break;
            }
        }
        return -1;
    }

    public override (Rule Rule, string Message)? AtFileEnd(out bool isWhole)
    {
        isWhole = state != State.Quoted;
        return isWhole
            ? null
            : (Rules.CsvIsWellFormed, "Expected a quotation mark that closes the last cell of this record, found the end of the file.");
    }

    private int End(int at)
    {
        state = State.CellStart;
        return at + 1;
    }

    private int Fail(int at, string expectedAndFound)
    {
        (Problem, ProblemOffset) = ($"Expected {expectedAndFound}.", at);
        return -1;
    }
}

/// <summary>Finds where records end in a bulk file, given its bytes in order, each once.</summary>
internal abstract class RecordEnds
{
    /// <summary>What a record is called in findings.</summary>
    public abstract string Record { get; }

    /// <summary>What is wrong with the record at hand, so that no end can be trusted from here on; null where nothing is.</summary>
    public string? Problem { get; protected set; }

    /// <summary>
    /// How many of the bytes of the last call stand before <see cref="Problem"/>; -1 where it is the last byte of the call before.
    /// </summary>
    public int ProblemOffset { get; protected set; }

    /// <summary>Whether the next record can be found behind one that is not read: a line end is one wherever it stands.</summary>
    public abstract bool CanSkip { get; }

    /// <summary>Goes on to the end of the record at hand.</summary>
    /// <param name="more">The bytes that follow those of the call before.</param>
    /// <returns>How many of them go until the record's end, or -1 where it is not among them.</returns>
    public abstract int Next(ReadOnlySpan<byte> more);

    /// <summary>What it means that the file ends within a record; null where it may.</summary>
    /// <param name="isWhole">Whether the record can be read all the same.</param>
    public abstract (Rule Rule, string Message)? AtFileEnd(out bool isWhole);
}
