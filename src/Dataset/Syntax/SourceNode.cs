using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>A value of a JSON or YAML file, with its place.</summary>
/// <param name="Location">Where the value begins.</param>
internal abstract record SourceNode(Location Location)
{
    /// <summary>The most mappings and lists that may be nested in each other, the outermost counted.</summary>
    public const int MaximumDepth = 64;

    /// <summary>What is there, for "found …" in a message: <c>a list</c>, <c>the number 1.0</c>, <c>"text"</c>.</summary>
    public abstract string Describe();
}

/// <summary>A value that holds no others.</summary>
/// <param name="Location">Where it begins, the quotation mark included.</param>
/// <param name="Kind">What it is in its notation.</param>
/// <param name="Text">Of a string what it says; else what is written, digit for digit; of null empty, or that it is a cell.</param>
internal sealed record SourceScalar(Location Location, ScalarKind Kind, string Text) : SourceNode(Location)
{
    private const string EmptyCell = "an empty cell";

    /// <summary>A null that is a cell of a sheet without a value.</summary>
    public static SourceScalar OfEmptyCell(Location place) => new(place, ScalarKind.Null, EmptyCell);

    public override string Describe() => Kind switch
    {
        ScalarKind.Null => Text == EmptyCell ? Text : "null",
        ScalarKind.Boolean => Text,
        ScalarKind.Error => Text,
        ScalarKind.Unknown => "an alias",
        ScalarKind.Number => $"the number {Printable.Beginning(Text)}",
        _ => Printable.Quoted(Text),
    };
}

/// <summary>What a scalar is in the notation that it was written in.</summary>
internal enum ScalarKind
{
    /// <summary>JSON <c>null</c>; YAML <c>null</c>, <c>~</c> or nothing.</summary>
    Null,

    /// <summary>JSON <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A JSON number, its text as written.</summary>
    Number,

    /// <summary>A quoted or block string, its text with escapes resolved.</summary>
    String,

    /// <summary>A plain YAML scalar other than null, its text as written: the column that it goes to says what it is.</summary>
    Plain,

    /// <summary>A cell of Excel that shows why there is no value in it; its text says what is there.</summary>
    Error,

    /// <summary>A YAML alias, which has its finding: what it stands for is not known, and nothing more is said of it.</summary>
    Unknown,
}

/// <summary>Values in order.</summary>
internal sealed record SourceList(Location Location, IReadOnlyList<SourceNode> Items) : SourceNode(Location)
{
    public override string Describe() => Items.Count == 0 ? "an empty list" : "a list";
}

/// <summary>Keys and values in the order of the file; no key twice.</summary>
internal sealed record SourceMap(Location Location, IReadOnlyList<SourceEntry> Entries) : SourceNode(Location)
{
    /// <summary>Whether it has keys that could not be taken, which are findings: what it seems to lack may be among them.</summary>
    public bool HasUnknownKeys { get; init; }

    /// <summary>Up to so many keys a walk over them is faster than a table of them.</summary>
    internal const int FewKeys = 16;

    private Dictionary<string, SourceEntry>? index;

    /// <summary>The entry of a key, or null.</summary>
    public SourceEntry? Find(string key)
    {
        if (Entries.Count > FewKeys)
            return (index ??= Entries.ToDictionary(e => e.Key, StringComparer.Ordinal)).GetValueOrDefault(key);
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
                return entry;
        }
        return null;
    }

    /// <summary>
    /// The same where each key that is not known, and of those known nearest to one that is missing, is taken for that: what it is misspelt
    /// for is not missing too, and its value can be read.
    /// </summary>
    public SourceMap Corrected(IReadOnlyList<string> known)
    {
        List<string>? missing = null;
        SourceEntry[]? entries = null;
        foreach (var (index, entry) in Entries.Index())
        {
            if (known.Contains(entry.Key))
                continue;
            missing ??= [.. known.Where(k => Find(k) is null)];
            if (NearestName.Of(entry.Key, missing, known) is not { } meant || !missing.Remove(meant))
                continue;
            (entries ??= [.. Entries])[index] = entry with { Key = meant };
        }
        return entries is null ? this : new(Location, entries) { HasUnknownKeys = HasUnknownKeys };
    }

    public override string Describe() => Entries.Count == 0 ? "an empty mapping" : "a mapping";
}

/// <summary>A key of a mapping and its value.</summary>
/// <param name="Key">With escapes resolved.</param>
/// <param name="KeyLocation">Where the key begins.</param>
/// <param name="Value">Never of another entry of the same key: the first counts, the second is a finding.</param>
internal sealed record SourceEntry(string Key, Location KeyLocation, SourceNode Value);
