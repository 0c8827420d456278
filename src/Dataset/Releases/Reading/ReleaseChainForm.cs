using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Releases.Reading;

/// <summary>The form of <c>releases.json</c>, which <c>schema/releases.schema.json</c> describes; no other is read.</summary>
internal static class ReleaseChainForm
{
    private static readonly JsonForm<ChainEntry> OfEntry = new JsonForm<ChainEntry>("a release")
        .With("name", JsonKind.Text(MetadataRules.Name), e => e.Name, out var name)
        .With("version", ReleaseKinds.Version, e => e.Version, out var version)
        .With("released", ReleaseKinds.Day, e => e.Released, out var released)
        .With("checksumsDigest", ReleaseKinds.Digest, e => e.ChecksumsDigest, out var digest)
        .With("previous", JsonKind.OrNull(ReleaseKinds.Digest), e => e.Previous, out var previous)
        .Makes(m => new(name.Of(m), version.Of(m), released.Of(m), digest.Of(m), previous.Of(m)));

    private static readonly JsonForm<ReleaseChain> OfChain = new JsonForm<ReleaseChain>("the list of releases")
        .Version("index", ReleaseChain.FormatVersion, "a list")
        .With("releases", JsonKind.List(OfEntry, mayBeEmpty: true, beginCheck: Follow), c => c.Entries, out var entries)
        .Makes(m => new(entries.Of(m)));

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>Empty where there is no such file; null, with findings, where anything in it is wrong.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReleaseChain? Load(string path, string displayPath, DiagnosticList findings)
    {
        var found = "a larger one";
        try
        {
            using var file = PlainFile.Open(path);
            if (PlainFile.Read(file, ReleaseFiles.MaximumListInBytes) is { } bytes)
                return Read(bytes, displayPath, findings);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ReleaseChain.Empty;
        }
        catch (NotPlainFileException e)
        {
            found = e.Kind.Describe();
        }
        findings.Add(Rules.ChainForm, new(displayPath), FormattableString.Invariant(
            $"Expected a file of at most {ReleaseFiles.MaximumListInBytes} bytes, found {found}."));
        return null;
    }

    /// <summary>As <see cref="Load"/>, from bytes that were read already.</summary>
    public static ReleaseChain? Read(ReadOnlyMemory<byte> utf8, string displayPath, DiagnosticList findings) =>
        OfChain.ReadDocument(utf8, displayPath, new(Rules.ChainForm), findings);

    /// <summary>The bytes of <c>releases.json</c>.</summary>
    public static byte[] Write(ReleaseChain chain) => OfChain.WriteDocument(chain);

    /// <summary>Looks at entries as they come.</summary>
    private static Action<ChainEntry, SourceNode, int> Follow(JsonPlace place, IReadOnlyList<SourceNode> items)
    {
        ChainEntry? before = null;
        return (entry, item, _) =>
        {
            Follows(before, entry, item.Location, place.Findings);
            before = entry;
        };
    }

    /// <summary>
    /// Holds an entry against the one before it: their order, and the link from the one to the other. A dataset's first follows none:
    /// otherwise those before it could be taken out of the list without a trace.
    /// </summary>
    private static void Follows(ChainEntry? before, ChainEntry entry, Location location, DiagnosticList findings)
    {
        if (before?.Name != entry.Name && entry.Previous is not null)
            findings.Add(
                Rules.ChainIsWhole, location,
                $"Expected null as \"previous\" of {entry}, the first release of its dataset in the list, or the release that it follows "
                    + $"before it, found {entry.Previous}.");
        if (before is null)
            return;
        var order = Utf8Order.Compare(before.Name, entry.Name);
        if (order == 0)
            order = before.Version.CompareTo(entry.Version);
        if (order >= 0)
            findings.Add(Rules.ChainForm, location, $"Expected each release once, by name and version, found {entry} after {before}.");
        else if (before.Name == entry.Name && entry.Previous != before.ChecksumsDigest)
            findings.Add(
                Rules.ChainIsWhole, location,
                $"Expected {before.ChecksumsDigest}, that of {before}, as \"previous\" of {entry}, found "
                    + $"{entry.Previous?.ToString() ?? "null"}.");
    }
}
