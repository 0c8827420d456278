using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>Reads mappings and lists by their indents, and a document as a whole (YAML 1.2.2, chapters 8 and 9).</summary>
internal sealed class YamlBlocks
{
    /// <summary>The longest key that ends on its line (section 7.4.3).</summary>
    private const int MaximumKeyLength = 1024;

    private readonly YamlText text;
    private readonly DiagnosticList findings;
    private readonly YamlNodes nodes;
    private readonly YamlScalars scalars;
    private readonly YamlFlow flow;

    public YamlBlocks(YamlText text, DiagnosticList findings)
    {
        (this.text, this.findings) = (text, findings);
        (nodes, scalars) = (new(text, findings), new(text));
        flow = new(text, scalars, nodes);
    }

    /// <summary>The one document; null, with a finding, where there is none or a second.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public SourceNode? Document()
    {
        text.SkipBlanks();
        var isDirective = text.Column == 0 && text.Peek() == '%';
        if (isDirective)
            Directives();
        var hasMark = text.IsMarker('-');
        if (isDirective && !hasMark)
            throw text.Fail("Expected --- after the lines that begin with %, found none.");
        if (text.IsEnd || text.IsMarker('.'))
            throw new YamlException(Rules.YamlIsWellFormed, text.Start, "Expected a document, found an empty file.");
        if (hasMark)
            text.Skip(3);
        // On the line of --- no key and no '- ' is possible: they could not be in one column with the next.
        var node = hasMark ? Value(-1, canBeginList: false) : Node(-1);
        text.SkipBlanks();
        if (text.IsMarker('.'))
        {
            text.Skip(3);
            text.ExpectLineEnd("'...'");
            text.SkipBlanks();
            if (!text.IsEnd)
                return Second();
        }
        if (text.IsMarker('-'))
            return Second();
        if (!text.IsEnd)
            throw text.Fail($"Expected the end of the file after its one value, found {text.Found()}.");
        return node;
    }

    public static YamlException NoValue(YamlText text) => text.Fail(
        "Expected a value, found a character that begins none (a text that begins so needs quotation marks).");

    private SourceNode? Second()
    {
        findings.Add(Rules.OneDocument, text.Here(), "Expected the end of the file, found a second document.");
        return null;
    }

    private void Directives()
    {
        findings.Add(Rules.NoTags, text.Here(), "Expected a document without directives, found one that begins with %.");
        while (text.Column == 0 && text.Peek() == '%')
        {
            text.Skip(text.EndOfLine(text.At) - text.At);
            text.SkipBlanks();
        }
    }

    /// <summary>The value that begins here, on a line of its own or after '- ', '? ' or the ': ' of a '? '.</summary>
    /// <param name="indent">Where what it belongs to begins: it is further in.</param>
    private SourceNode Node(int indent)
    {
        var column = text.Column;
        var place = text.Here();
        if (text.IsIndicator('-'))
            return List(column, place);
        if (text.IsIndicator('?') || text.IsIndicator(':'))
            return Map(column, place, null, null);
        if (nodes.SkipProperties())
        {
            text.SkipToLineEnd();
            if (text.IsLineEnd)
                return After(indent, place, canBeginList: false);
        }
        var (start, line) = (text.At, text.LineStart);
        var node = Single(indent, out var isPlain);
        if (!IsKey(start, line))
            return Finished(node, isPlain, indent);
        text.Skip();
        return Map(column, place, node, node.Location);
    }

    /// <summary>A scalar or what is in brackets; of a plain scalar only what its first line has.</summary>
    private SourceNode Single(int indent, out bool isPlain)
    {
        var place = text.Here();
        isPlain = false;
        switch (text.Peek())
        {
            case '"' or '\'': return new SourceScalar(place, ScalarKind.String, scalars.Quoted(indent));
            case '[' or '{': return flow.Collection(indent);
            case '|' or '>': return new SourceScalar(place, ScalarKind.String, scalars.Block(indent));
            case '*': return nodes.Alias();
        }
        if (!scalars.IsPlainStart(inFlow: false))
            throw NoValue(text);
        isPlain = true;
        return new SourceScalar(place, ScalarKind.Plain, scalars.PlainLine(inFlow: false).ToString());
    }

    /// <summary>A value that is no key, to its end.</summary>
    private SourceNode Finished(SourceNode node, bool isPlain, int indent)
    {
        if (isPlain)
            node = ((SourceScalar)node) with { Text = scalars.PlainRest(((SourceScalar)node).Text, indent, inFlow: false) };
        // A block scalar ends at the beginning of a line.
        if (text.Column > 0 || text.IsEnd)
            text.ExpectLineEnd("a value");
        return nodes.Value(node);
    }

    /// <summary>Whether a ':' is here that makes a key of what was read, which ends on the line that it begins on.</summary>
    private bool IsKey(int start, int line)
    {
        if (text.LineStart != line)
            return false;
        var length = text.At - start;
        text.SkipSpaces();
        if (!text.IsIndicator(':'))
            return false;
        if (length > MaximumKeyLength)
        {
            throw text.Fail(
                FormattableString.Invariant($"Expected a key of at most {MaximumKeyLength} characters, found one of {length}."));
        }
        return true;
    }

    /// <summary>A list whose entries are in a column.</summary>
    /// <param name="column">The entries' column.</param>
    /// <param name="place">Where it begins.</param>
    /// <param name="isInMap">Whether the key that it belongs to is in the same column.</param>
    private SourceList List(int column, Location place, bool isInMap = false)
    {
        nodes.Enter(place);
        var items = new List<SourceNode>();
        while (true)
        {
            text.Skip();
            var none = text.Here();
            text.SkipSpaces();
            items.Add(text.IsLineEnd || text.Peek() == '#' ? After(column, none, canBeginList: false) : Node(column));
            if (!Continues(column, isList: true, isInMap))
                break;
        }
        nodes.Leave();
        return new SourceList(place, items);
    }

    /// <summary>A mapping whose keys are in a column.</summary>
    /// <param name="column">The keys' column.</param>
    /// <param name="place">Where the mapping begins.</param>
    /// <param name="key">Its first key, where its ':' has been passed.</param>
    /// <param name="keyPlace">Where that key begins.</param>
    private SourceMap Map(int column, Location place, SourceNode? key, Location? keyPlace)
    {
        nodes.Enter(place);
        var map = nodes.Map();
        do
        {
            var (at, name, value) = (keyPlace ?? text.Here(), default(string), default(SourceNode));
            if (key is null && text.IsIndicator('?'))
                (name, value) = Explicit(column, at);
            else
            {
                if (key is null && !text.IsIndicator(':'))
                    key = NextKey();
                else if (key is null)
                    text.Skip();
                name = nodes.Key(at, key);
                value = Value(column, canBeginList: true);
            }
            if (name is not null)
                map.Add(name, at, value);
            else
                map.AddUnknown();
            (key, keyPlace) = (null, null);
        }
        while (Continues(column, isList: false, isInMap: false));
        nodes.Leave();
        return map.Build(place);
    }

    private SourceNode NextKey()
    {
        nodes.SkipProperties();
        var (start, line) = (text.At, text.LineStart);
        var key = text.Peek() is '|' or '>' ? throw NoKey() : Single(text.Column, out _);
        if (!IsKey(start, line))
            throw NoKey();
        text.Skip();
        return key;
    }

    private YamlException NoKey() => text.Fail("Expected ':' and a space after a key, found none.");

    /// <summary>A key after '? ', and its value after ': '.</summary>
    private (string? Name, SourceNode Value) Explicit(int column, Location at)
    {
        text.Skip();
        var none = text.Here();
        text.SkipSpaces();
        var key = text.IsLineEnd || text.Peek() == '#' ? After(column, none, canBeginList: true) : Node(column);
        var name = nodes.Key(key.Location, key);
        text.SkipBlanks();
        if (text.Column != column || !text.IsIndicator(':'))
            return (name, YamlNodes.Null(text.Here()));
        text.Skip();
        none = text.Here();
        text.SkipSpaces();
        return (name, text.IsLineEnd || text.Peek() == '#' ? After(column, none, canBeginList: true) : Node(column));
    }

    /// <summary>The value after ':' or '---': on the same line a scalar or brackets, else what the next lines have.</summary>
    private SourceNode Value(int indent, bool canBeginList)
    {
        var none = text.Here();
        text.SkipToLineEnd();
        if (text.IsLineEnd)
            return After(indent, none, canBeginList);
        if (nodes.SkipProperties())
        {
            text.SkipToLineEnd();
            if (text.IsLineEnd)
                return After(indent, none, canBeginList);
        }
        if (text.IsIndicator('-'))
            throw text.Fail("Expected '- ' at the beginning of a line, found it after something else.");
        var (start, line) = (text.At, text.LineStart);
        var node = Single(indent, out var isPlain);
        if (IsKey(start, line))
            throw text.Fail("Expected a text without ': ' in it, or in quotation marks, found one that reads like a second mapping.");
        return Finished(node, isPlain, indent);
    }

    /// <summary>The value on the next lines that are not empty, or null where none is further in.</summary>
    private SourceNode After(int indent, Location none, bool canBeginList)
    {
        text.SkipBlanks();
        if (text.IsEnd || text.IsMarker())
            return YamlNodes.Null(none);
        if (text.Column > indent)
            return Node(indent);
        // A list may be in the column of the keys that it belongs to.
        return canBeginList && text.Column == indent && text.IsIndicator('-')
            ? List(indent, text.Here(), isInMap: true)
            : YamlNodes.Null(none);
    }

    /// <summary>Whether the next line goes on with the list or mapping of that column; what is further in fits nowhere.</summary>
    private bool Continues(int column, bool isList, bool isInMap)
    {
        text.SkipBlanks();
        if (text.IsEnd || text.IsMarker() || text.Column < column)
            return false;
        if (text.Column == column && (isList ? text.IsIndicator('-') : !text.IsIndicator('-')))
            return true;
        if (text.Column == column && isInMap)
            return false;
        throw text.Fail(
            isList ? "Expected '- ' in the column of the entries above, or an end of the list, found neither."
            : "Expected a key in the column of the keys above, or an end of the mapping, found neither.");
    }
}
