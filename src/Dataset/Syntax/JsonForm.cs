using System.Runtime.InteropServices;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>
/// The form of an object in a JSON document that we write: its members in order, each declared once, with what its value may be. Both
/// reader and writer follow it, so a document that was read and is written again has the same bytes.
/// </summary>
/// <param name="what">What the object is, for messages: <c>a table</c>.</param>
internal sealed class JsonForm<T>(string what) : JsonKind<T>
{
    private readonly List<Member> members = [];
    private Func<JsonMembers, T>? make;

    /// <summary>The longest string in a document, in bytes.</summary>
    public int LongestString { get; init; } = 1 << 20;

    /// <summary>
    /// A number that says which form this is. A document of another number is read no further: its members may mean other things.
    /// </summary>
    /// <param name="name">The member.</param>
    /// <param name="version">The one number that is read and written.</param>
    /// <param name="of">What the document is, for the message: <c>a manifest</c>.</param>
    public JsonForm<T> Version(string name, int version, string of)
    {
        members.Add(new VersionMember(name, version, of));
        return this;
    }

    /// <summary>A member that is always the same text.</summary>
    public JsonForm<T> Constant(string name, string value) => With(name, JsonKind.Constant(value), _ => value, out _);

    /// <summary>A member that every such object has.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What its value may be.</param>
    /// <param name="get">The value, to be written.</param>
    /// <param name="member">Gives the value that was read.</param>
    public JsonForm<T> With<V>(string name, JsonKind<V> kind, Func<T, V> get, out JsonMember<V> member)
    {
        member = new(members.Count);
        members.Add(new ValueMember<V>(name, kind, get, hasDefault: false, default!));
        return this;
    }

    /// <summary>A member that is left out where it has a certain value.</summary>
    public JsonForm<T> WithDefault<V>(string name, JsonKind<V> kind, Func<T, V> get, V ifLeftOut, out JsonMember<V> member)
    {
        member = new(members.Count);
        members.Add(new ValueMember<V>(name, kind, get, hasDefault: true, ifLeftOut));
        return this;
    }

    /// <summary>Says how a value is made of members that all could be read.</summary>
    public JsonForm<T> Makes(Func<JsonMembers, T> of)
    {
        make = of;
        return this;
    }

    /// <summary>
    /// Reads a document of this form and no other: what is written of it again must be the same bytes, so what was read is all that the
    /// document says.
    /// </summary>
    /// <param name="utf8">The whole document.</param>
    /// <param name="displayPath">Its path in findings.</param>
    /// <param name="rules">The rules of findings.</param>
    /// <param name="findings">Takes the findings; where there are any, the result is the default.</param>
    /// <param name="check">Looks for what is wrong beyond the form, and adds findings; may be null.</param>
    public T? ReadDocument(
        ReadOnlyMemory<byte> utf8, string displayPath, JsonRules rules, DiagnosticList findings,
        Action<T, Location, DiagnosticList>? check = null)
    {
        var own = new DiagnosticList();
        var value = ReadValue(utf8, displayPath, rules, own, check);
        if (value is not null)
        {
            var bytes = MemoryMarshal.TryGetArray(utf8, out var array) ? array : new(utf8.ToArray());
            using var found = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            if (TextDifference.First(target => WriteDocument(value, target), found) is { } difference)
                own.Add(rules.Canonical, new(displayPath, difference.Line, difference.Column), difference.Message);
        }
        findings.AddRange(own);
        return own.HasErrors ? default : value;
    }

    /// <summary>As <see cref="ReadDocument"/>, of a document that is written of more than it says: the caller compares the bytes.</summary>
    public T? ReadValue(
        ReadOnlyMemory<byte> utf8, string displayPath, JsonRules rules, DiagnosticList findings,
        Action<T, Location, DiagnosticList>? check = null)
    {
        var own = new DiagnosticList();
        var value = default(T);
        if (JsonTree.ReadLarge(utf8, displayPath, own, LongestString) is { } root && TryRead(
            root, new("", what, root.Location, rules, own), out value)
            && !own.HasErrors)
            check?.Invoke(value, root.Location, own);
        findings.AddRange(own);
        return own.HasErrors ? default : value;
    }

    /// <summary>The bytes of a document.</summary>
    public byte[] WriteDocument(T value) => IndentedJson.Write(json => Write(json, value));

    /// <summary>Writes a document piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void WriteDocument(T value, Stream target) => IndentedJson.Write(target, json => Write(json, value));

    public override void Write(IndentedJson json, T value) => json.Object(() =>
    {
        foreach (var member in members)
            member.Write(json, value);
    });

    public override bool TryRead(SourceNode node, JsonPlace place, out T value)
    {
        var reader = new MemberReader(node, what, place.Rules.Form, place.Findings);
        var (values, isWhole) = (new object?[members.Count], true);
        value = default!;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].TryRead(reader, place, out values[i]))
                continue;
            isWhole = false;
            if (members[i] is VersionMember)
            {
                reader.EndEarly();
                return false;
            }
        }
        reader.End();
        if (isWhole && make is not null)
            value = make(new(values, node.Location));
        return isWhole;
    }

    private abstract class Member(string name)
    {
        protected string Name => name;

        public abstract bool TryRead(MemberReader reader, JsonPlace outer, out object? value);

        public abstract void Write(IndentedJson json, T value);
    }

    private sealed class ValueMember<V>(string name, JsonKind<V> kind, Func<T, V> get, bool hasDefault, V ifLeftOut) : Member(name)
    {
        public override bool TryRead(MemberReader reader, JsonPlace outer, out object? value)
        {
            value = ifLeftOut;
            if (hasDefault && !reader.IsGiven(Name))
                return true;
            if (reader.Find(Name) is not { } node || !kind.TryRead(
                node, outer with { Member = Name, What = reader.What, Object = reader.Location }, out var read))
                return false;
            value = read;
            return true;
        }

        public override void Write(IndentedJson json, T value)
        {
            var member = get(value);
            if (!hasDefault || !EqualityComparer<V>.Default.Equals(member, ifLeftOut))
                kind.Write(json.Name(Name), member);
        }
    }

    private sealed class VersionMember(string name, int version, string of) : Member(name)
    {
        public override bool TryRead(MemberReader reader, JsonPlace outer, out object? value)
        {
            value = null;
            if (reader.Count(Name) is not { } found)
                return true;
            if (found != version)
                outer.Findings.Add(outer.Rules.Form, reader.Location, FormattableString.Invariant(
                    $"Expected {of} of form {version}, found form {found}, which another version of this tool reads."));
            return found == version;
        }

        public override void Write(IndentedJson json, T value) => json.Member(Name, version);
    }
}

/// <summary>The values that were read of an object's members, and where the object begins.</summary>
internal readonly record struct JsonMembers(object?[] Values, Location Location);

/// <summary>Gives the value of a member.</summary>
/// <param name="index">Which member, from 0.</param>
internal sealed class JsonMember<V>(int index)
{
    public V Of(JsonMembers members) => (V)members.Values[index]!;
}

/// <summary>Where a value is, for findings.</summary>
/// <param name="Member">The name of the member.</param>
/// <param name="What">What the object is that has it.</param>
/// <param name="Object">Where that object begins.</param>
/// <param name="Rules">The rules of findings.</param>
/// <param name="Findings">Takes the findings.</param>
internal sealed record JsonPlace(string Member, string What, Location Object, JsonRules Rules, DiagnosticList Findings)
{
    /// <summary>Adds a finding about a value that is not of its kind.</summary>
    public void Unexpected(SourceNode node, string expected, string? found = null) => Findings.Add(
        Rules.Form, node.Location, $"Expected {expected} for {Printable.Quoted(Member)} of {What}, found {found ?? node.Describe()}.");
}

/// <summary>The rules that a document's findings break.</summary>
/// <param name="Form">Members and their values.</param>
/// <param name="Canonical">Other bytes than those that are written.</param>
/// <param name="Paths">Paths of files.</param>
/// <param name="NotEmpty">Lists that must have entries.</param>
internal sealed record JsonRules(Rule Form, Rule Canonical, Rule Paths, Rule NotEmpty)
{
    public JsonRules(Rule all) : this(all, all, all, all)
    {
    }
}
