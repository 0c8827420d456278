using System.Runtime.CompilerServices;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Normalization;
using Dataset.Releases;
using Dataset.Releases.Metadata;
using Dataset.Releases.Provenance;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>
/// A release put together by the same encoders and writers as the build's, in memory, to be broken and, where a test wants that, to
/// have all its lists made right again afterwards.
/// </summary>
internal sealed class TestRelease
{
    private const string ManifestName = "release.json";
    private const string ChecksumsName = "SHA256SUMS";
    private const string ProvenanceName = "provenance.json";

    /// <summary>Copies have most files in common with the first release, which are hashed and read once: no byte of them changes.</summary>
    private static readonly ConditionalWeakTable<byte[], Digest> Digests = [];
    private static readonly ConditionalWeakTable<byte[], StrongBox<TableSchema?>> Schemas = [];

    private readonly bool isCopy;

    private TestRelease(Manifest manifest, bool isCopy = false) => (Manifest, this.isCopy) = (manifest, isCopy);

    /// <summary>Every file by its path.</summary>
    public SortedDictionary<string, byte[]> Files { get; } = new(Utf8Order.Comparer);

    /// <summary>What <see cref="Seal"/> writes the lists from.</summary>
    public Manifest Manifest { get; set; }

    public string this[string path]
    {
        get => Encoding.UTF8.GetString(Files[path]);
        set => Files[path] = Encoding.UTF8.GetBytes(value);
    }

    public static TestRelease Of(params TestTable[] tables)
    {
        var release = new TestRelease(new()
        {
            Name = "small",
            Version = new(1, 0, 0),
            Released = new(2026, 1, 31),
            Title = "Small",
            Description = "For tests.",
            Language = "en",
            Keywords = [],
            Licenses = [new("CC0-1.0", "None", null, "All of it.")],
            Creators = [new("Nobody", null)],
            Recipe = "text-1",
            RecipeSteps = [.. Recipe.Text1.Steps.Select(s => s.Name)],
            Tool = ToolIdentity.Current,
            Tables = [],
            Files = [],
            Sources = [new(RelativePath.Parse("seeds/dataset.yaml"), 3, Digest.Of("abc"u8))],
        });
        release["AUTHOR.md"] = "# Small\n";
        release.Files["schema/release.schema.json"] = BuiltInSchemas.ReleaseWithoutLater;
        var ofManifest = new List<ManifestTable>();
        foreach (var table in tables)
        {
            release[$"schema/{table.Name}.schema.json"] = table.Schema;
            var parts = new List<ManifestPart>();
            for (var i = 0; i < table.Parts.Length; i++)
            {
                var paths = TableFormats.All.Select(f => ReleaseLayout.DataFile(table.Name, i, table.Parts.Length, f.Extension)).ToArray();
                foreach (var (format, path) in TableFormats.All.Zip(paths))
                    release.Files[path.Value] = table.Encode(format, table.Parts[i]);
                parts.Add(new(table.Parts[i].Count(c => c == '\n'), paths));
            }
            ofManifest.Add(new(
                table.Name, table.ReadSchema().Title, ReleaseLayout.SchemaOf(table.Name), parts.Sum(p => p.RowCount),
                Digest.OfNothing, parts));
        }
        release.Manifest = release.Manifest with { Tables = ofManifest };
        release.Seal();
        return release;
    }

    /// <summary>A release from a folder.</summary>
    public static TestRelease Load(string folder)
    {
        var findings = new DiagnosticList();
        var manifest = ManifestReader.Read(File.ReadAllBytes(Path.Combine(folder, ManifestName)), ManifestName, findings);
        Assert.Empty(findings.Kept);
        var release = new TestRelease(manifest!);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            release.Files[Path.GetRelativePath(folder, file).Replace('\\', '/')] = File.ReadAllBytes(file);
        return release;
    }

    /// <summary>Writes the rows of a table of one part in every format, as the build would.</summary>
    public void SetRows(string table, string jsonLines)
    {
        var listed = Manifest.Tables.Single(t => t.Name == table);
        var (own, digest) = (new TestTable(table, this[listed.Schema.Value]), Digest.Of(Encoding.UTF8.GetBytes(jsonLines)));
        foreach (var (format, path) in TableFormats.All.Zip(listed.Parts.Single().Files))
            Files[path.Value] = own.Encode(format, jsonLines, Manifest.Origin, digest);
        var count = jsonLines.Count(c => c == '\n');
        var parts = new[] { new ManifestPart(count, listed.Parts[0].Files) };
        Manifest = Manifest with
        {
            Tables = [.. Manifest.Tables.Select(t => t.Name == table ? t with { RowCount = count, Parts = parts } : t)],
        };
    }

    public TestRelease Copy()
    {
        var copy = new TestRelease(Manifest, isCopy: true);
        foreach (var (path, bytes) in Files)
            copy.Files[path] = bytes;
        return copy;
    }

    /// <summary>
    /// Lists every file that is there, with its digest, in all lists: what a person would do who changes a release and hides it.
    /// </summary>
    /// <param name="describes">Whether the metadata files are written again too, as far as the schemas can be read.</param>
    public void Seal(bool describes = true)
    {
        foreach (var list in new[] { ManifestName, ChecksumsName, ProvenanceName })
            Files.Remove(list);
        var digests = Listed().ToDictionary(f => f.Path, f => f.Digest);
        Manifest = Manifest with
        {
            Tables = [.. Manifest.Tables.Select(t => t with
            {
                ContentDigest = ContentDigest.Of([.. t.Parts.Select(p => digests.GetValueOrDefault(p.Files[0]) ?? Digest.OfNothing)]),
            })],
        };
        if (describes)
            Describe();
        Manifest = Manifest with { Files = Listed() };
        SealManifest();
    }

    /// <summary>Writes the metadata files of what the manifest says, as far as the schemas can be read.</summary>
    public void Describe()
    {
        if (Manifest.Previous is null)
            Files[ReleaseLayout.ChangeLog.Value] = ChangeLogOpening.OfFirst(new(Manifest.Name, Manifest.Version, null));
        var schemas = Manifest.Tables.Select(t => Files.TryGetValue(t.Schema.Value, out var json)
            ? Schemas.GetValue(json, j => new(SchemaFile.Read(t.Name, j, t.Name, new DiagnosticList()))).Value : null).ToArray();
        if (schemas.Contains(null))
            return;
        foreach (var file in MetadataFile.All)
            try
            {
                if (DescribedRelease.Of(Manifest with { Files = Listed() }, schemas!, path => new MemoryStream(Files[path.Value]))
                    is { } described)
                    Files[file.Path.Value] = file.Write(described);
            }
            catch (Exception e) when (e is MalformedTableException or KeyNotFoundException)
            {
                // A page shows rows: of a table that is at fault, or not there, it stays as it was.
            }
    }

    /// <summary>Every file but the lists, as the manifest lists them.</summary>
    public ReleaseFile[] Listed() =>
        [.. Files.Where(f => f.Key is not (ManifestName or ChecksumsName or ProvenanceName))
            .Select(f => ListedAs(f.Key, f.Value))];

    /// <summary>Writes <see cref="Manifest"/> as it is, and the lists that name it.</summary>
    public void SealManifest()
    {
        Files[ManifestName] = ManifestForm.Write(Manifest);
        SealChecksums();
    }

    /// <summary>Writes <c>SHA256SUMS</c> of all files, whatever <c>release.json</c> says, and the statement.</summary>
    public void SealChecksums()
    {
        Files[ChecksumsName] = ChecksumList.Write(Files.Where(f => f.Key is not (ChecksumsName or ProvenanceName))
            .Select(f => ListedAs(f.Key, f.Value)));
        SealProvenance();
    }

    private ReleaseFile ListedAs(string path, byte[] file) =>
        new(RelativePath.Parse(path), file.Length, isCopy ? Digests.GetValue(file, f => Digest.Of(f)) : Digest.Of(file));

    /// <summary>Writes the statement about the <c>SHA256SUMS</c> that is there.</summary>
    public void SealProvenance() => Files[ProvenanceName] = ProvenanceStatement.Write(Manifest, Files[ChecksumsName]);

    /// <summary>Changes the text of a file, which must have what is to be changed.</summary>
    public void Replace(string path, string old, string @new)
    {
        var text = this[path];
        Assert.Contains(old, text, StringComparison.Ordinal);
        this[path] = text.Replace(old, @new, StringComparison.Ordinal);
    }

    /// <summary>The findings, as lines.</summary>
    public IReadOnlyList<string> Verify(int jobs = 1) => [.. Findings(jobs).Select(d => d.ToString())];

    /// <summary>Those that are not about the metadata files, which follow from what was changed and so differ too.</summary>
    public IReadOnlyList<string> VerifyLists() =>
        [.. Findings().Where(d => MetadataFile.All.All(f => f.Rule != d.Rule)).Select(d => d.ToString())];

    public IReadOnlyList<Diagnostic> Findings(int jobs = 1)
    {
        var findings = new DiagnosticList();
        using var files = new MemoryRelease(Files);
        var outcome = ReleaseVerifier.Verify(files, VerifyOptions.Default with { Jobs = jobs }, findings, null, CancellationToken.None);
        Assert.Equal(!findings.HasErrors, outcome.IsSound);
        return findings.Sorted();
    }

    /// <summary>Writes the release into a folder.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, bytes) in Files)
        {
            var file = RelativePath.Parse(path).Below(folder);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
    }
}
