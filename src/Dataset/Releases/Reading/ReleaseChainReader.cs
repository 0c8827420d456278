using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Releases.Reading;

/// <summary>Reads <c>releases.json</c> and refuses every other form than the one that <see cref="ReleaseChainWriter"/> writes.</summary>
internal static class ReleaseChainReader
{
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
            if (PlainFile.Read(file, ReleaseFiles.MaximumWholeFileInBytes) is { } bytes)
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
            $"Expected a file of at most {ReleaseFiles.MaximumWholeFileInBytes} bytes, found {found}."));
        return null;
    }

    /// <summary>As <see cref="Load"/>, from bytes that were read already.</summary>
    public static ReleaseChain? Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var chain = JsonTree.Read(utf8, displayPath, own) is { } root ? Read(root, own) : null;
        if (chain is not null && !own.HasErrors && TextDifference.First(ReleaseChainWriter.Write(chain), utf8) is { } difference)
            own.Add(Rules.ChainForm, new(displayPath, difference.Line, difference.Column), difference.Message);
        findings.AddRange(own);
        return own.HasErrors ? null : chain;
    }

    private static ReleaseChain? Read(SourceNode root, DiagnosticList findings)
    {
        var reader = new MemberReader(root, "the list of releases", Rules.ChainForm, findings);
        if (reader.Count("index") is { } format && format != ReleaseChain.FormatVersion)
        {
            findings.Add(Rules.ChainForm, reader.Location, FormattableString.Invariant(
                $"Expected a list of form {ReleaseChain.FormatVersion}, found form {format}, which another version of this tool reads."));
            return null;
        }
        var entries = new List<ChainEntry>();
        foreach (var item in reader.List("releases"))
        {
            if (ReadEntry(item, findings) is not { } entry)
                continue;
            Follows(entries.LastOrDefault(), entry, item.Location, findings);
            entries.Add(entry);
        }
        reader.End();
        return new(entries);
    }

    private static ChainEntry? ReadEntry(SourceNode node, DiagnosticList findings)
    {
        var reader = new MemberReader(node, "a release", Rules.ChainForm, findings);
        var name = reader.Parsed("name", "lower-case letters, digits and hyphens", t => IsName(t) ? t : null);
        var version = reader.Value<ReleaseVersion>(
            "version", "a version such as 1.0.0", t => ReleaseVersion.TryParse(t, out var v) ? v : null);
        var released = reader.Value<DateOnly>("released", "a day such as 2026-01-31", ParseDay);
        var digest = ReadDigest(reader, "checksumsDigest");
        var previous = reader.Find("previous") is null or SourceScalar { Kind: ScalarKind.Null } ? null : ReadDigest(reader, "previous");
        reader.End();
        return name is null || version is null || released is null || digest is null
            ? null
            : new(name, version.Value, released.Value, digest, previous);
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

    private static Digest? ReadDigest(MemberReader reader, string member) =>
        reader.Parsed(member, "sha256: and 64 lower-case hex digits", t => Digest.TryParse(t, out var digest) ? digest : null);

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text[0] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
