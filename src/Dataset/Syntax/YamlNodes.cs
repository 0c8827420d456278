using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>Makes scalars, keys and findings about what YAML has beyond data, wherever they are.</summary>
internal sealed class YamlNodes(YamlText text, DiagnosticList findings)
{
    private int depth;

    public static SourceScalar Null(Location place) => new(place, ScalarKind.Null, "");

    /// <summary>A value, which is null where it is written so without quotation marks.</summary>
    public SourceNode Value(SourceNode node)
    {
        if (node is not SourceScalar { Kind: ScalarKind.Plain, Text: "~" or "null" or "Null" or "NULL" } scalar)
            return node;
        if (scalar.Text is "Null" or "NULL")
        {
            findings.Add(
                Rules.NullHasOneCase, scalar.Location,
                $"Expected null or a text in quotation marks, found {scalar.Text}, which some YAML readers take for null and some for "
                    + "text.");
        }
        return Null(scalar.Location);
    }

    /// <summary>The text of a key, or null, with a finding, where it is none.</summary>
    /// <param name="place">Where the key begins.</param>
    /// <param name="node">The key; null where there is none.</param>
    public string? Key(Location place, SourceNode? node)
    {
        if (node is SourceScalar { Kind: ScalarKind.Plain, Text: "<<" })
            findings.Add(Rules.NoMergeKeys, place, "Expected a key, found the merge key <<.");
        else if (node is SourceScalar { Kind: ScalarKind.Unknown })
            return null;
        else if (node is null or SourceScalar { Text: "" })
            findings.Add(Rules.KeyIsText, place, "Expected a key before ':', found none.");
        else if (node is SourceScalar scalar)
            return scalar.Text;
        else
            findings.Add(Rules.KeyIsText, place, $"Expected a word as key, found {node.Describe()}.");
        return null;
    }

    /// <summary>Goes past anchors and tags, which are findings; whether there was one.</summary>
    public bool SkipProperties()
    {
        var hasAny = false;
        while (text.Peek() is '&' or '!')
        {
            var place = text.Here();
            var name = Name();
            if (name[0] == '&')
                findings.Add(Rules.NoAnchors, place, $"Expected a value, found the anchor {Printable.Beginning(name)}.");
            else
                findings.Add(Rules.NoTags, place, $"Expected a value, found the tag {Printable.Beginning(name)}.");
            text.SkipSpaces();
            hasAny = true;
        }
        return hasAny;
    }

    /// <summary>An alias, which is a finding.</summary>
    public SourceScalar Alias()
    {
        var place = text.Here();
        findings.Add(Rules.NoAnchors, place, $"Expected a value, found the alias {Printable.Beginning(Name())}.");
        return new(place, ScalarKind.Unknown, "");
    }

    public SourceMapBuilder Map() => new(findings);

    /// <summary>Goes into a mapping or list, of which only so many may be inside each other.</summary>
    public void Enter(Location place)
    {
        if (++depth > SourceNode.MaximumDepth)
        {
            throw new YamlException(
                Rules.NotTooDeep, place,
                $"Expected at most {SourceNode.MaximumDepth} mappings and lists inside each other (MaximumDepth), found one more.");
        }
    }

    public void Leave() => depth--;

    private string Name()
    {
        var start = text.At;
        text.Skip();
        var isVerbatim = text.Peek() == '<';
        while (!text.IsBlank() && (isVerbatim ? text.Peek(-1) != '>' : text.Peek() is not (',' or '[' or ']' or '{' or '}')))
            text.Skip();
        return text.Text[start..text.At];
    }
}
