using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>The definitions of a schema, and what a <c>$ref</c> leads to.</summary>
internal sealed class DefinitionSet
{
    private const string Prefix = "#/definitions/";

    private readonly Dictionary<string, SourceMap> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceMap, SourceMap?> ends = new(ReferenceEqualityComparer.Instance);
    private readonly DiagnosticList findings;

    public DefinitionSet(SourceMap schema, KeywordValues values)
    {
        findings = values.Findings;
        if (schema.Find("definitions") is not { } entry || values.Map(entry.Value, "definitions") is not { } map)
            return;
        foreach (var definition in map.Entries)
        {
            if (!definition.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') || definition.Key.Length == 0)
            {
                // Other names would have to be escaped in a $ref, and readers differ in that.
                findings.Add(
                    Rules.SchemaKeywordForm, definition.KeyLocation,
                    $"Expected a definition's name of letters, digits, hyphens and underscores, found {Printable.Quoted(definition.Key)}.");
                continue;
            }
            if (values.Map(definition.Value, "a definition") is not { } body)
                continue;
            definitions.Add(definition.Key, values.Known(body, SchemaKeywords.OfDefinition, "a definition"));
        }
    }

    public IEnumerable<SourceMap> All => definitions.Values;

    /// <summary>
    /// The mapping with the constraints: itself where it has no <c>$ref</c>, else the definition at the end of the way; null with a
    /// finding, which is added once however many ways lead there. Each mapping is passed once.
    /// </summary>
    public SourceMap? Follow(SourceMap map)
    {
        var way = new List<(SourceMap Map, string Name)>();
        var isOnWay = new HashSet<SourceMap>(ReferenceEqualityComparer.Instance);
        SourceMap? end;
        while (!ends.TryGetValue(map, out end))
        {
            if (map.Find("$ref") is not { } entry)
            {
                end = map;
                break;
            }
            isOnWay.Add(map);
            StandsAlone(map);
            if (Target(entry.Value) is not var (name, target))
            {
                way.Add((map, ""));
                break;
            }
            way.Add((map, name));
            if (isOnWay.Contains(target))
            {
                var circle = way.Select(w => w.Name).Skip(way.FindIndex(w => ReferenceEquals(w.Map, target))).ToList();
                findings.Add(
                    Rules.ReferenceEnds, entry.Value.Location,
                    $"Expected definitions that end, found a circle: {Printable.List([name, .. circle])}.");
                break;
            }
            map = target;
        }
        foreach (var (passed, _) in way)
            ends[passed] = end;
        return end;
    }

    private void StandsAlone(SourceMap map)
    {
        foreach (var beside in map.Entries)
        {
            if (beside.Key is not ("$ref" or "title" or "description") && !SchemaKeywords.OfBuild.Contains(beside.Key))
            {
                findings.Add(
                    Rules.ReferenceStandsAlone, beside.KeyLocation,
                    $"Expected nothing beside $ref that constrains, found {Printable.Quoted(beside.Key)}.");
            }
        }
    }

    private (string Name, SourceMap Target)? Target(SourceNode value)
    {
        if (value is not SourceScalar { Kind: ScalarKind.String } reference)
        {
            findings.Add(Rules.SchemaKeywordForm, value.Location, $"Expected a text for $ref, found {value.Describe()}.");
            return null;
        }
        var name = reference.Text.StartsWith(Prefix, StringComparison.Ordinal) ? reference.Text[Prefix.Length..] : null;
        if (name is not null && definitions.TryGetValue(name, out var target))
            return (name, target);
        findings.Add(Rules.ReferenceStaysInFile, reference.Location, NotThere(reference.Text, name));
        return null;
    }

    private string NotThere(string reference, string? name)
    {
        var message = $"Expected {Prefix} and the name of a definition, found {Printable.Quoted(reference)}";
        if (name is null)
            return message + (reference.Contains("://", StringComparison.Ordinal) ? ", which is somewhere else." : ".");
        return message + (definitions.Count == 0 ? "; the file has no definitions." : $"; there are: {Printable.List(definitions.Keys)}.");
    }
}
