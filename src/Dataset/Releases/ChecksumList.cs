using System.Text;
using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Releases;

/// <summary>
/// <c>SHA256SUMS</c> as <c>sha256sum</c> of the GNU coreutils writes and checks it: a line a file, 64 hex digits, two spaces, the path, LF;
/// here sorted by path, so that there is one such file for a set of files.
/// </summary>
internal static class ChecksumList
{
    private const int PathStart = 2 * Digest.SizeInBytes + 2;

    public static byte[] Write(IEnumerable<ReleaseFile> files) =>
        Encoding.UTF8.GetBytes(string.Concat(files.OrderBy(f => f.Path).Select(f => $"{f.Digest.Hex}  {f.Path}\n")));

    /// <summary>
    /// Reads what <see cref="Write"/> writes; everything that departs from it is a finding, so without findings these lines have no
    /// other form. Where there are findings, the lines that can be understood are given nevertheless.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>One line for each path, in the file's order.</returns>
    public static IReadOnlyList<ChecksumLine> Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        if (utf8.IsEmpty)
            findings.Add(Rules.ChecksumsForm, new(displayPath), "Expected a line for each file, found none.");
        if (utf8.StartsWith("\uFEFF"u8))
        {
            findings.Add(
                Rules.ChecksumsForm, new(displayPath, 1),
                "Expected the first digest at the first byte, found a byte-order mark before it.");
            utf8 = utf8[3..];
        }
        var lines = new List<ChecksumLine>();
        var byPath = new Dictionary<string, ChecksumLine>(StringComparer.Ordinal);
        for (var number = 1; !utf8.IsEmpty; number++)
        {
            var location = new Location(displayPath, number);
            var end = utf8.IndexOf((byte)'\n');
            if (end < 0)
                findings.Add(Rules.ChecksumsForm, location, "Expected LF at the end of the last line, found the end of the file.");
            var text = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? [] : utf8[(end + 1)..];
            if (ReadLine(text, location, findings) is not { } line)
                continue;
            if (!byPath.TryAdd(line.Path.Folded, line))
            {
                Twice(byPath[line.Path.Folded], line, location, findings);
                continue;
            }
            if (lines.Count > 0 && line.Path < lines[^1].Path)
                findings.Add(
                    Rules.ChecksumsForm, location,
                    $"Expected the lines sorted by path, found {line.Path} after {lines[^1].Path}.");
            lines.Add(line);
        }
        return lines;
    }

    private static ChecksumLine? ReadLine(ReadOnlySpan<byte> line, Location location, DiagnosticList findings)
    {
        if (line.EndsWith("\r"u8))
        {
            findings.Add(Rules.ChecksumsForm, location, "Expected LF at the end of the line, found CR LF.");
            line = line[..^1];
        }
        if (!Utf8.IsValid(line))
        {
            findings.Add(Rules.ChecksumsForm, location, "Expected UTF-8, found other bytes.");
            return null;
        }
        var text = Encoding.UTF8.GetString(line);
        if (text.Length <= PathStart || text[PathStart - 2] != ' ' || text[PathStart - 1] != ' '
            || !Digest.TryParseHex(text.AsSpan(0, PathStart - 2).ToString().ToLowerInvariant(), out var digest))
        {
            findings.Add(
                Rules.ChecksumsForm, location,
                $"Expected 64 lower-case hex digits, two spaces and a path, found {Printable.Quoted(text, 120)}.");
            return null;
        }
        if (!text.AsSpan(0, PathStart - 2).SequenceEqual(digest.Hex))
            findings.Add(Rules.ChecksumsForm, location, "Expected the hex digits in lower case, found upper case.");
        if (RelativePath.TryParse(text[PathStart..], out var path, out var problem))
            return new(path, digest, location.Line);
        findings.Add(
            Rules.ReleasePaths, location,
            $"Expected a relative path that every system takes, found {Printable.Quoted(text[PathStart..])}, which {problem}.");
        return null;
    }

    private static void Twice(ChecksumLine first, ChecksumLine second, Location location, DiagnosticList findings) =>
        findings.Add(Rules.ReleasePaths, location, first.Path == second.Path
            ? $"Expected each path once, found {Printable.Quoted(second.Path.Value)} again; it is in line {first.Line} already."
            : $"Expected paths that differ in more than case and normalisation, found {Printable.Quoted(second.Path.Value)} beside "
                + $"{Printable.Quoted(first.Path.Value)} of line {first.Line}.");
}

/// <summary>What <c>SHA256SUMS</c> says of a file.</summary>
/// <param name="Line">1-based: the line that says it.</param>
internal sealed record ChecksumLine(RelativePath Path, Digest Digest, int Line);

/// <summary>
/// What tells whether two tables hold the same rows: the SHA-256 of the table's JSON Lines; of a table in several parts, the SHA-256 of
/// the parts' digests, each as 64 hex digits and LF, in order.
/// </summary>
internal static class ContentDigest
{
    /// <param name="parts">The digests of the JSON Lines files; at least one.</param>
    public static Digest Of(IReadOnlyList<Digest> parts) =>
        parts.Count == 1 ? parts[0] : Digest.Of(Encoding.ASCII.GetBytes(string.Concat(parts.Select(p => p.Hex + "\n"))));
}
