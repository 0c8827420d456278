using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>A YAML text and how far it has been read.</summary>
/// <param name="text">Lines that each end in LF, without tabs and control characters.</param>
/// <param name="displayPath">The file's path in findings.</param>
/// <param name="findings">Takes what does not stop the reading.</param>
internal sealed class YamlText(string text, string displayPath, DiagnosticList findings)
{
    private int line = 1;
    private int countedTo;
    private int pairs;

    /// <summary>The file's beginning.</summary>
    public Location Start => new(displayPath, 1, 1);

    public string Text => text;

    public int At { get; private set; }

    public int LineStart { get; private set; }

    public bool IsEnd => At == text.Length;

    /// <summary>How far it is from the beginning of the line: an indent, where nothing but spaces and indicators is before.</summary>
    public int Column => At - LineStart;

    /// <summary>The place here, its column in code points. A line is counted once.</summary>
    public Location Here()
    {
        for (; countedTo < At; countedTo++)
        {
            if (char.IsLowSurrogate(text[countedTo]))
                pairs++;
        }
        return new Location(displayPath, line, Column + 1 - pairs);
    }

    /// <summary>The character here or further on, NUL at the end.</summary>
    public char Peek(int ahead = 0) => At + ahead < text.Length ? text[At + ahead] : '\0';

    /// <summary>Whether a space, the end of the line or that of the text is there.</summary>
    public bool IsBlank(int ahead = 0) => Peek(ahead) is ' ' or '\n' or '\0';

    /// <summary>Whether nothing more is on the line; at the end of the text too.</summary>
    public bool IsLineEnd => Peek() is '\n' or '\0';

    /// <summary>Whether an indicator, which needs a blank after it, is here.</summary>
    public bool IsIndicator(char indicator) => Peek() == indicator && IsBlank(1);

    /// <summary>Whether the line begins with <c>---</c> or <c>...</c> and a blank.</summary>
    public bool IsMarker(char of) => IsMarkerAt(LineStart, of) && At == LineStart;

    public bool IsMarker() => IsMarker('-') || IsMarker('.');

    /// <summary>Whether a line that begins there is a mark of the document's beginning or end.</summary>
    public bool IsMarkerAt(int start) => IsMarkerAt(start, '-') || IsMarkerAt(start, '.');

    /// <summary>Goes on, on the same line.</summary>
    public void Skip(int count = 1) => At += count;

    public void SkipSpaces()
    {
        while (Peek() == ' ')
            At++;
    }

    /// <summary>Goes over spaces and a comment, which a blank or the line's beginning is before.</summary>
    public void SkipToLineEnd()
    {
        SkipSpaces();
        if (Peek() == '#' && (Column == 0 || text[At - 1] == ' '))
            At = EndOfLine(At);
    }

    /// <summary>Goes over blanks, comments and the ends of lines, to what comes next.</summary>
    public void SkipBlanks()
    {
        SkipToLineEnd();
        while (Peek() == '\n')
        {
            NextLine();
            SkipToLineEnd();
        }
    }

    /// <summary>Goes from the end of a line to the beginning of the next.</summary>
    public void NextLine()
    {
        At++;
        line++;
        (LineStart, countedTo, pairs) = (At, At, 0);
    }

    /// <summary>The end of the line that the offset is on.</summary>
    public int EndOfLine(int offset) => text.IndexOf('\n', offset) is >= 0 and var end ? end : text.Length;

    /// <summary>Whether the rest of the line is empty or a comment; what else is there stops the reading.</summary>
    public void ExpectLineEnd(string after)
    {
        SkipToLineEnd();
        if (!IsLineEnd)
            throw Fail($"Expected the end of the line after {after}, or a space and a comment, found {Found()}.");
    }

    /// <summary>What is here, for a message.</summary>
    public string Found() => Peek() switch
    {
        '\0' => "the end of the file",
        '\n' => "the end of the line",
        _ => Printable.Quoted(text[At..EndOfLine(At)], 20),
    };

    /// <summary>Adds a finding about what is here; the reading goes on.</summary>
    public void Warn(Rule rule, string message) => findings.Add(rule, Here(), message);

    public YamlException Fail(string message) => new(Rules.YamlIsWellFormed, Here(), message);

    private bool IsMarkerAt(int start, char of) =>
        start + 3 <= text.Length && text[start] == of && text[start + 1] == of && text[start + 2] == of
        && (start + 3 == text.Length || text[start + 3] is ' ' or '\n');
}

/// <summary>Why the reading cannot go on: a finding.</summary>
internal sealed class YamlException(Rule rule, Location place, string message) : Exception(message)
{
    public Rule Rule => rule;

    public Location Place => place;
}
