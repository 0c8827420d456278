using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>
/// Reads the members of one mapping whose form is fixed: each is asked for once, and one that is missing, of another type or never
/// asked for is a finding under the rule of the file's form.
/// </summary>
internal sealed class MemberReader
{
    private readonly SourceMap? map;
    private readonly SourceMap? written;
    private readonly Rule rule;
    private readonly DiagnosticList findings;
    private readonly IReadOnlyList<string>? names;
    private readonly List<string> asked = [];
    private readonly List<string> missing = [];

    /// <param name="node">The value that must be a mapping.</param>
    /// <param name="what">What it is, for messages: <c>a table</c>.</param>
    /// <param name="rule">The rule of findings.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="names">Of all members, where those that are misspelt are to be read all the same.</param>
    public MemberReader(SourceNode node, string what, Rule rule, DiagnosticList findings, IReadOnlyList<string>? names = null)
    {
        (written, this.rule, this.findings, this.names, What, Location) = (node as SourceMap, rule, findings, names, what, node.Location);
        map = names is null ? written : written?.Corrected(names);
        if (map is null && !IsUnknown(node))
            findings.Add(rule, node.Location, $"Expected {what} to be an object, found {node.Describe()}.");
    }

    /// <summary>What the mapping is, for messages.</summary>
    public string What { get; }

    /// <summary>Where the mapping begins.</summary>
    public Location Location { get; }

    /// <summary>The member's value; null, with a finding when the reader ends, where there is none.</summary>
    public SourceNode? Find(string name)
    {
        asked.Add(name);
        if (map is null)
            return null;
        var value = map.Find(name)?.Value;
        if (value is null && !map.HasUnknownKeys)
            missing.Add(name);
        return value;
    }

    /// <summary>Whether the member is there; where it is not, that is no finding.</summary>
    public bool IsGiven(string name)
    {
        asked.Add(name);
        return Has(name);
    }

    /// <summary>The string, which is not empty; null, with a finding, where it is anything else.</summary>
    public string? Text(string name) => Find(name) is { } node ? TextOf(node, name) : null;

    /// <summary>The string, which is not empty, or null where that is written; null with a finding where it is anything else.</summary>
    public string? TextOrNull(string name) =>
        Find(name) is { } node and not SourceScalar { Kind: ScalarKind.Null } ? TextOf(node, name) : null;

    /// <summary>A string that must be one that <paramref name="parse"/> takes.</summary>
    /// <param name="name">The member.</param>
    /// <param name="expected">What it takes, for a message: <c>a version such as 1.0.0</c>.</param>
    /// <param name="parse">Gives null where it does not.</param>
    public T? Parsed<T>(string name, string expected, Func<string, T?> parse) where T : class
    {
        if (Find(name) is not { } node)
            return null;
        if (node is SourceScalar { Kind: ScalarKind.String or ScalarKind.Plain } scalar && parse(scalar.Text) is { } value)
            return value;
        Unexpected(node, name, expected);
        return null;
    }

    /// <summary>As <see cref="Parsed"/>, for a value type.</summary>
    public T? Value<T>(string name, string expected, Func<string, T?> parse) where T : struct =>
        Parsed(name, expected, t => parse(t) is { } value ? new Box<T>(value) : null)?.Value;

    /// <summary>Whether the member is there, asked for or not.</summary>
    public bool Has(string name) => map?.Find(name) is not null;

    /// <summary>Whether the member is there under another name, which was taken for it.</summary>
    public bool IsMisspelt(string name) => Has(name) && written?.Find(name) is null;

    /// <summary>Where the value of a member is; where there is none, where the mapping begins.</summary>
    public Location PlaceOf(string name) => map?.Find(name)?.Value.Location ?? Location;

    /// <summary>A finding about the value of a member that is there.</summary>
    public void Add(Rule of, string name, string message) => findings.Add(of, PlaceOf(name), message);

    /// <summary>A whole number from 0, written without sign, point or exponent.</summary>
    public long? Count(string name)
    {
        if (Find(name) is not { } node)
            return null;
        if (node is SourceScalar { Kind: ScalarKind.Number } scalar
            && long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        Unexpected(node, name, "a whole number from 0");
        return null;
    }

    /// <summary>The elements of a list; none, with a finding, where it is anything else.</summary>
    public IReadOnlyList<SourceNode> List(string name)
    {
        if (Find(name) is not { } node)
            return [];
        if (node is SourceList list)
            return list.Items;
        Unexpected(node, name, "a list");
        return [];
    }

    /// <summary>The strings of a list, none of them empty.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. List(name).Select(item => TextOf(item, name)).OfType<string>()];

    /// <summary>
    /// A finding for each member that was not asked for, and for each that is missing: of one that is there under a name that is near, one.
    /// </summary>
    public void End()
    {
        // It would be read as a member that is near.
        if (names is not null && asked.Except(names).FirstOrDefault() is { } unlisted)
            throw new InvalidOperationException($"{Printable.Quoted(unlisted)} of {What} is read, but not among the names of its members.");
        foreach (var (index, entry) in (written?.Entries ?? []).Index())
        {
            if (asked.Contains(entry.Key))
                continue;
            var nearest = map!.Entries[index].Key is var taken && taken != entry.Key ? taken : NearestName.Of(entry.Key, missing, asked);
            if (nearest is not null)
                missing.Remove(nearest);
            findings.Add(
                rule, entry.KeyLocation,
                $"Expected {What} to have no members but {string.Join(", ", asked.Distinct())}, found {Printable.Quoted(entry.Key)}"
                    + (nearest is null ? "." : $"; is {nearest} meant?"));
        }
        EndEarly();
    }

    /// <summary>A finding for each member that is missing: of what else there is nothing can be said.</summary>
    public void EndEarly()
    {
        foreach (var name in missing)
            findings.Add(rule, Location, $"Expected {What} to have the member {Printable.Quoted(name)}, found none of that name.");
    }

    private string? TextOf(SourceNode node, string name)
    {
        if (node is SourceScalar { Kind: ScalarKind.String or ScalarKind.Plain, Text.Length: > 0 } scalar)
            return scalar.Text;
        Unexpected(node, name, "a string that is not empty");
        return null;
    }

    private void Unexpected(SourceNode node, string name, string expected)
    {
        if (!IsUnknown(node))
            findings.Add(rule, node.Location, $"Expected {expected} for {Printable.Quoted(name)} of {What}, found {node.Describe()}.");
    }

    private static bool IsUnknown(SourceNode node) => node is SourceScalar { Kind: ScalarKind.Unknown };

    private sealed record Box<T>(T Value);
}
