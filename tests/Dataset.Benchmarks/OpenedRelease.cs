using Dataset.Diagnostics;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Benchmarks;

/// <summary>The release that <c>--release</c> names, with its tables.</summary>
internal sealed class OpenedRelease : IDisposable
{
    /// <exception cref="UsageException">No release is there, or other options were given.</exception>
    public OpenedRelease(Arguments arguments)
    {
        Folder = arguments.Text("--release") ?? throw new UsageException("--release expects the folder of a release.");
        arguments.RefuseOthers();
        var findings = new DiagnosticList();
        Files = ReleaseFiles.Open(Folder, findings);
        var manifest = ManifestReader.Read(Files.ReadWhole(ReleaseLayout.Manifest, findings), Folder, findings)
            ?? throw new UsageException($"{Folder} holds no release whose release.json can be read.");
        Tables = [.. manifest.Tables.Select(
            t => (t, SchemaFile.Read(t.Name, Files.ReadWhole(t.Schema, findings), Folder, findings)!))];
    }

    public string Folder { get; }

    public ReleaseFiles Files { get; }

    public IReadOnlyList<(ManifestTable Table, TableSchema Schema)> Tables { get; }

    public void Dispose() => Files.Dispose();
}
