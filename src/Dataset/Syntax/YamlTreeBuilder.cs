using Dataset.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dataset.Syntax;

/// <summary>Makes nodes of the parser's events and refuses what YAML has beyond data.</summary>
internal sealed class YamlTreeBuilder(Parser parser, YamlPlaces places, DiagnosticList findings)
{
    private int depth;
    private bool isTooDeep;

    /// <exception cref="YamlException">The text is not YAML.</exception>
    public SourceNode? Build()
    {
        Next();
        if (Next() is not DocumentStart start)
        {
            findings.Add(Rules.YamlIsWellFormed, places.Of(Mark.Empty), "Expected a document, found an empty file.");
            return null;
        }
        if (start.Version is not null || start.Tags is { Count: > 0 } && HasDirective(start))
            findings.Add(Rules.NoTags, places.Of(start.Start), "Expected a document without directives, found one that begins with %.");
        Next();
        var node = Node();
        if (node is null)
            return null;
        Next();
        if (Next() is DocumentStart second)
        {
            findings.Add(Rules.OneDocument, places.Of(second.Start), "Expected the end of the file, found a second document.");
            return null;
        }
        return node;
    }

    /// <summary>
    /// The node that begins with the event at hand, which is then its last; null, with a finding, where the nesting is too deep.
    /// </summary>
    private SourceNode? Node()
    {
        var current = parser.Current!;
        var place = places.Of(current.Start);
        if (current is AnchorAlias alias)
        {
            findings.Add(Rules.NoAnchors, place, $"Expected a value, found the alias *{alias.Value}.");
            return new SourceScalar(place, ScalarKind.Null, "");
        }
        // After some texts that are not YAML the parser ends a mapping between a key and its value.
        if (current is not NodeEvent properties)
            throw new YamlException(current.Start, current.End, "found the end of a mapping or list where a value was to come");
        RefuseProperties(properties, place);
        if (current is Scalar scalar)
            return ScalarNode(scalar, place);
        if (++depth > SourceNode.MaximumDepth)
        {
            isTooDeep = true;
            findings.Add(
                Rules.NotTooDeep, place,
                $"Expected at most {SourceNode.MaximumDepth} mappings and lists inside each other (MaximumDepth), found one more.");
            return null;
        }
        SourceNode? node = current is MappingStart ? Map(place) : List(place);
        depth--;
        return node;
    }

    private SourceMap? Map(Location place)
    {
        var map = new SourceMapBuilder(findings);
        while (Next() is not MappingEnd)
        {
            var keyPlace = places.Of(parser.Current!.Start);
            var key = Key(keyPlace);
            if (isTooDeep)
                return null;
            Next();
            if (Node() is not { } value)
                return null;
            if (key is not null)
                map.Add(key, keyPlace, value);
        }
        return map.Build(place);
    }

    private SourceList? List(Location place)
    {
        var items = new List<SourceNode>();
        while (Next() is not SequenceEnd)
        {
            var isAlias = parser.Current is AnchorAlias;
            if (Node() is not { } item)
                return null;
            // What it stands for is not known, and null would be an element of its own.
            if (!isAlias)
                items.Add(item);
        }
        return new SourceList(place, items);
    }

    /// <summary>The text of the key at hand, or null, with a finding, where it is none.</summary>
    private string? Key(Location place)
    {
        if (parser.Current is Scalar scalar)
        {
            RefuseProperties(scalar, place);
            if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                findings.Add(Rules.NoMergeKeys, place, "Expected a key, found the merge key <<.");
                return null;
            }
            if (scalar.Value.Length > 0)
                return scalar.Value;
            findings.Add(Rules.KeyIsText, place, "Expected a key before ':', found none.");
            return null;
        }
        if (Node() is { } node)
            findings.Add(Rules.KeyIsText, place, $"Expected a word as key, found {node.Describe()}.");
        return null;
    }

    private SourceScalar ScalarNode(Scalar scalar, Location place)
    {
        if (scalar.Style != ScalarStyle.Plain)
            return new SourceScalar(place, ScalarKind.String, scalar.Value);
        if (scalar.Value is "" or "~" or "null")
            return new SourceScalar(place, ScalarKind.Null, "");
        if (scalar.Value is "Null" or "NULL")
        {
            findings.Add(
                Rules.NullHasOneCase, place,
                $"Expected null or a text in quotation marks, found {scalar.Value}, which some YAML readers take for null and some for "
                    + "text.");
            return new SourceScalar(place, ScalarKind.Null, "");
        }
        return new SourceScalar(place, ScalarKind.Plain, scalar.Value);
    }

    private void RefuseProperties(NodeEvent node, Location place)
    {
        if (!node.Anchor.IsEmpty)
            findings.Add(Rules.NoAnchors, place, $"Expected a value, found the anchor &{node.Anchor.Value}.");
        if (!node.Tag.IsEmpty)
            findings.Add(Rules.NoTags, place, $"Expected a value, found the tag {node.Tag.Value}.");
    }

    private static bool HasDirective(DocumentStart start)
    {
        // The two default handles are always there.
        foreach (var tag in start.Tags!)
        {
            if (tag is not ({ Handle: "!", Prefix: "!" } or { Handle: "!!", Prefix: "tag:yaml.org,2002:" }))
                return true;
        }
        return false;
    }

    private ParsingEvent Next()
    {
        try
        {
            if (parser.MoveNext())
                return parser.Current!;
        }
        catch (InvalidOperationException problem)
        {
            // The scanner throws it for some texts that are not YAML, and says no place.
            throw new YamlException(
                parser.Current!.End, parser.Current.End,
                "what follows this place fits nowhere (often a bracket or a quotation mark above is not closed)", problem);
        }
        throw new YamlException(parser.Current!.End, parser.Current.End, "found the end of the file in the middle");
    }
}
