using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>Reads lists in square brackets and mappings in braces (YAML 1.2.2, section 7.4).</summary>
internal sealed class YamlFlow(YamlText text, YamlScalars scalars, YamlNodes nodes)
{
    private int depth;

    /// <summary>The list or mapping that begins here.</summary>
    /// <param name="indent">Where what it belongs to begins: its lines are further in.</param>
    public SourceNode Collection(int indent)
    {
        var place = text.Here();
        nodes.Enter(place);
        depth++;
        var isList = text.Peek() == '[';
        text.Skip();
        SourceNode node = isList ? List(place, indent) : Map(place, indent);
        text.Skip();
        depth--;
        nodes.Leave();
        return node;
    }

    private SourceList List(Location start, int indent)
    {
        var items = new List<SourceNode>();
        while (Next(start, indent, ']'))
        {
            var place = text.Here();
            var line = text.LineStart;
            var isMap = text.IsIndicator('?');
            var node = isMap ? ExplicitKey(start, indent) : Node(start, indent);
            Blanks(start, indent);
            if (IsValue(node))
            {
                if (!isMap && line != text.LineStart)
                    throw text.Fail($"Expected a key and its ':' on one line, found the ':' of the key of {place}.");
                isMap = true;
            }
            if (isMap)
                items.Add(Pair(place, node, start, indent));
            else if (node is null)
                throw text.Fail("Expected a value before ',', found none.");
            else
                items.Add(nodes.Value(node));
            Separator(start, indent, ']');
        }
        return new SourceList(start, items);
    }

    private SourceMap Map(Location start, int indent)
    {
        var map = nodes.Map();
        while (Next(start, indent, '}'))
        {
            var place = text.Here();
            var node = text.IsIndicator('?') ? ExplicitKey(start, indent) : Node(start, indent);
            Blanks(start, indent);
            if (node is null && text.Peek() != ':')
                throw text.Fail("Expected a key before ',', found none.");
            var key = nodes.Key(place, node);
            var value = Value(node, start, indent);
            if (key is not null)
                map.Add(key, place, value);
            else
                map.AddUnknown();
            Separator(start, indent, '}');
        }
        return map.Build(start);
    }

    /// <summary>A mapping of one key in a list.</summary>
    private SourceMap Pair(Location place, SourceNode? node, Location start, int indent)
    {
        nodes.Enter(place);
        var map = nodes.Map();
        var key = nodes.Key(place, node);
        var value = Value(node, start, indent);
        if (key is not null)
            map.Add(key, place, value);
        else
            map.AddUnknown();
        nodes.Leave();
        return map.Build(place);
    }

    private SourceNode? ExplicitKey(Location start, int indent)
    {
        text.Skip();
        Blanks(start, indent);
        return Node(start, indent);
    }

    /// <summary>The value after ':', or null where there is none.</summary>
    private SourceNode Value(SourceNode? key, Location start, int indent)
    {
        var none = text.Here();
        if (!IsValue(key))
            return YamlNodes.Null(none);
        text.Skip();
        none = text.Here();
        Blanks(start, indent);
        return Node(start, indent) is { } value ? nodes.Value(value) : YamlNodes.Null(none);
    }

    /// <summary>Whether a ':' with a value is here. After quotation marks and brackets it needs no blank.</summary>
    private bool IsValue(SourceNode? key) =>
        text.Peek() == ':'
        && (text.IsBlank(1) || text.Peek(1) is ',' or '[' or ']' or '{' or '}'
            || key is SourceScalar { Kind: ScalarKind.String } or SourceMap or SourceList);

    /// <summary>A key or value as it is written, or null where none begins here.</summary>
    private SourceNode? Node(Location start, int indent)
    {
        if (nodes.SkipProperties())
            Blanks(start, indent);
        var place = text.Here();
        switch (text.Peek())
        {
            case '[' or '{': return Collection(indent);
            case '"' or '\'': return new SourceScalar(place, ScalarKind.String, scalars.Quoted(indent));
            case '*': return nodes.Alias();
            case ',' or ']' or '}': return null;
            case ':' when !scalars.IsPlainStart(inFlow: true): return null;
        }
        if (!scalars.IsPlainStart(inFlow: true))
            throw YamlBlocks.NoValue(text);
        return new SourceScalar(place, ScalarKind.Plain, scalars.PlainRest(scalars.PlainLine(inFlow: true), indent, inFlow: true));
    }

    /// <summary>Goes to the next entry; false where the brackets close.</summary>
    private bool Next(Location start, int indent, char close)
    {
        Blanks(start, indent);
        return text.Peek() != close;
    }

    private void Separator(Location start, int indent, char close)
    {
        Blanks(start, indent);
        if (text.Peek() == ',')
            text.Skip();
        else if (text.Peek() != close)
        {
            throw text.Fail(
                $"Expected ',' or '{close}' in the {(close == ']' ? "list in square brackets" : "mapping in braces")}, found neither.");
        }
    }

    private void Blanks(Location start, int indent)
    {
        var line = text.LineStart;
        text.SkipBlanks();
        if (text.IsEnd)
            throw new YamlException(Rules.YamlIsWellFormed, start, "Expected a bracket that closes this one, found the end of the file.");
        // The last bracket that closes may be in the column of the key, as nearly everyone has it.
        var isLast = depth == 1 && text.Peek() is (']' or '}');
        if (text.LineStart != line && (text.Column < indent + (isLast ? 0 : 1) || text.IsMarker()))
        {
            throw text.Fail(
                $"Expected a line inside the brackets of {start} to be indented more than what they belong to, found one that is not "
                    + "(often a bracket above is not closed).");
        }
    }
}
