using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Comparison;

/// <summary>
/// What comparing needs of a release: its manifest, its schemas and its JSON Lines. What is used of a finished release is checked against
/// its checksums on the way, so that an outcome speaks of the release whose <c>SHA256SUMS</c> has <see cref="Identity"/>'s digest.
/// The rest of the release is not looked at: <c>verify</c> does that.
/// </summary>
internal sealed class ComparedRelease : IDisposable
{
    private readonly ReleaseFiles? files;
    private readonly Func<RelativePath, Stream> open;
    private readonly Dictionary<RelativePath, ReleaseFile> listed;

    private ComparedRelease(
        Manifest manifest, IReadOnlyList<TableSchema> schemas, Digest? checksums, string displayPath, ReleaseFiles? files,
        Func<RelativePath, Stream> open)
    {
        (Manifest, Schemas, DisplayPath, this.files, this.open) = (manifest, schemas, displayPath, files, open);
        Identity = manifest.IdentityWith(checksums);
        listed = checksums is null ? [] : manifest.Files.ToDictionary(f => f.Path);
    }

    public Manifest Manifest { get; }

    /// <summary>In the manifest's order.</summary>
    public IReadOnlyList<TableSchema> Schemas { get; }

    public ReleaseIdentity Identity { get; }

    /// <summary>The release in findings.</summary>
    public string DisplayPath { get; }

    /// <summary>Opens a release.</summary>
    /// <param name="path">A folder, or a file that holds one.</param>
    /// <param name="findings">Takes what is wrong with it.</param>
    /// <returns>Null where there are findings of severity error.</returns>
    /// <exception cref="IOException">There is nothing at the path, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ComparedRelease? Open(string path, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var files = ReleaseFiles.Open(path, own);
        var release = files.IsListed ? Read(files, own) : null;
        findings.AddRange(own);
        if (release is not null && !own.HasErrors)
            return release;
        files.Dispose();
        return null;
    }

    /// <summary>A release in the making: its tables are written, its lists are not.</summary>
    /// <param name="manifest">Without <see cref="Manifest.Files"/>.</param>
    /// <param name="schemas">In the manifest's order.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="displayPath">The release in findings.</param>
    internal static ComparedRelease InTheMaking(Manifest manifest, IReadOnlyList<TableSchema> schemas, string folder, string displayPath) =>
        new(
            manifest, schemas, null, displayPath, null,
            path => new FileStream(path.Below(folder), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));

    /// <summary>A file as findings name it.</summary>
    public string Display(RelativePath path) => $"{DisplayPath}/{path}";

    public void Dispose() => files?.Dispose();

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    internal Stream OpenFile(RelativePath path) => open(path);

    /// <summary>The digest that the release lists for a file; null for a release in the making.</summary>
    internal Digest? DigestOf(RelativePath path) => listed.GetValueOrDefault(path)?.Digest;

    private static ComparedRelease? Read(ReleaseFiles files, DiagnosticList findings)
    {
        if (ReadWhole(files, ReleaseLayout.Checksums, findings) is not { } checksums || ReadWhole(
            files, ReleaseLayout.Manifest, findings) is not { } json)
            return null;
        var lines = ChecksumList.Read(checksums, files.Display(ReleaseLayout.Checksums), findings);
        Check(files, ReleaseLayout.Manifest, json, lines.FirstOrDefault(l => l.Path == ReleaseLayout.Manifest)?.Digest, findings);
        if (ManifestReader.Read(json, files.Display(ReleaseLayout.Manifest), findings) is not { } manifest)
            return null;
        foreach (var path in manifest.Tables.SelectMany(t => t.Parts).Select(p => p.Files[0]).Where(p => files.Find(p) is null))
            findings.Add(
                Rules.ReleaseFileThere, new(files.Display(path)), $"Expected the file that {ReleaseLayout.Manifest} lists, found none.");
        var schemas = manifest.Tables.Select(t => ReadSchema(files, manifest, t, findings)).ToArray();
        return findings.HasErrors ? null : new(manifest, schemas!, Digest.Of(checksums), files.DisplayPath, files, files.Open);
    }

    private static TableSchema? ReadSchema(ReleaseFiles files, Manifest manifest, ManifestTable table, DiagnosticList findings)
    {
        if (ReadWhole(files, table.Schema, findings) is not { } json)
            return null;
        Check(files, table.Schema, json, manifest.Files.FirstOrDefault(f => f.Path == table.Schema)?.Digest, findings);
        return SchemaFile.Read(table.Name, json, files.Display(table.Schema), findings);
    }

    private static byte[]? ReadWhole(ReleaseFiles files, RelativePath path, DiagnosticList findings)
    {
        if (files.Find(path) is null)
            findings.Add(Rules.ReleaseFileThere, new(files.Display(path)), "Expected the file that every release has, found none.");
        return files.ReadWhole(path, findings);
    }

    private static void Check(ReleaseFiles files, RelativePath path, byte[] bytes, Digest? listed, DiagnosticList findings)
    {
        if (Digest.Of(bytes) is var found && found != listed)
            findings.Add(
                Rules.ReleaseFileUnchanged, new(files.Display(path)),
                $"Expected {listed?.ToString() ?? "a file that the release lists"}, found {found}.");
    }
}
