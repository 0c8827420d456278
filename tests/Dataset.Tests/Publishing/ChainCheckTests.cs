using System.Text;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Releases.Reading;

namespace Dataset.Tests.Publishing;

/// <summary>What <c>verify</c> finds from what is beside a release, and by the newest version that is known.</summary>
public sealed class ChainCheckTests : IDisposable
{
    private readonly PublishedLine line = new PublishedLine().Built().Corrected("1.0.0", "1.0.1", 12).Built();

    [Theory]
    [InlineData("dist/minimal-1.0.0")]
    [InlineData("dist/minimal-1.0.1")]
    [InlineData("dist/minimal-1.0.1/")]
    public void A_release_of_the_chain_is_sound(string release) => Assert.Empty(line.Verify(release, "1.0.0"));

    [Fact]
    public void A_release_by_itself_is_sound_under_any_name()
    {
        Directory.Move(line.At("dist/minimal-1.0.0"), line.At("download"));
        Assert.Empty(line.Verify("download"));
    }

    [Fact]
    public void A_list_that_was_emptied_or_is_of_other_datasets_is_found()
    {
        var others = line.Packed("1.0.0").Chain.Replace("\"minimal\"", "\"another\"", StringComparison.Ordinal);
        foreach (var list in new[] { others, Encoding.UTF8.GetString(ReleaseChainForm.Write(ReleaseChain.Empty)) })
        {
            File.WriteAllText(line.At("dist/releases.json"), list);
            foreach (var release in new[] { "dist/minimal-1.0.0", "dist/minimal-1.0.0.zip" })
                Approved.Findings(line.Verify(release), release);
        }
    }

    [Fact]
    public void A_list_from_which_the_first_release_was_taken_is_found()
    {
        var entries = Entries();
        Write([entries[1]]);
        Approved.Findings(PublishedLine.Named(line.Verify("dist/minimal-1.0.1"), Digests(entries)));
    }

    [Fact]
    public void A_list_in_which_releases_follow_each_other_in_a_circle_is_found()
    {
        var entries = Entries();
        Write([entries[0] with { Previous = entries[1].ChecksumsDigest }, entries[1]]);
        Approved.Findings(PublishedLine.Named(line.Verify("dist/minimal-1.0.1"), Digests(entries)));
    }

    [Fact]
    public void What_is_changed_of_another_release_in_the_list_is_found_where_that_stands_beside()
    {
        var entries = Entries();
        line.Packed("1.0.1");
        Write([entries[0], entries[1] with { Released = new(2026, 1, 2) }]);
        Approved.Findings(PublishedLine.Named(line.Verify("dist/minimal-1.0.0"), Digests(entries)), "date");
        Write([entries[0], entries[1] with { ChecksumsDigest = Digest.OfNothing }]);
        Approved.Findings(PublishedLine.Named(line.Verify("dist/minimal-1.0.0"), Digests(entries)), "digest");
        Directory.Delete(line.At("dist/minimal-1.0.1"), recursive: true);
        Approved.Findings(PublishedLine.Named(line.Verify("dist/minimal-1.0.0"), Digests(entries)), "digest of the zip");
        File.Delete(line.At("dist/minimal-1.0.1.zip"));
        Assert.Empty(line.Verify("dist/minimal-1.0.0"));
    }

    [Fact]
    public void An_older_zip_under_the_name_of_a_newer_is_found_however_its_ending_is_written()
    {
        File.Copy(line.Packed("1.0.0").At("dist/minimal-1.0.0.zip"), line.At("minimal-1.0.1.ZIP"));
        Approved.Findings(line.Verify("minimal-1.0.1.ZIP"));
    }

    [Theory]
    [InlineData("minimal-1.0.0", "latest")]
    [InlineData("minimal-1.0.0.zip", "minimal-latest.zip")]
    public void DS8121_an_older_release_under_a_name_without_a_version_is_a_warning(string release, string name)
    {
        Directory.Move(line.Packed("1.0.0").At("dist/" + release), line.At("dist/" + name));
        Approved.Findings(line.Verify("dist/" + name), name);
        Directory.Move(line.At("dist/" + name), line.At("dist/" + release));
        Assert.Empty(line.Verify("dist/" + release));
        Directory.Move(line.At("dist/minimal-1.0.1"), line.At("dist/latest"));
        Assert.Empty(line.Verify("dist/latest"));
    }

    [Fact]
    public void DS8122_a_later_version_of_an_earlier_day_is_a_warning()
    {
        line.Corrected("1.0.1", "1.0.2", 13).Edit("seeds/dataset.yaml", "released: 2026-01-01", "released: 2020-01-01");
        var (outcome, findings) = line.Build();
        Assert.IsType<BuildOutcome.Built>(outcome);
        Approved.Findings(findings, "build");
        Approved.Findings(line.Verify("dist/minimal-1.0.2"), "verify");
    }

    [Fact]
    public void An_older_release_served_as_the_newest_is_found_by_whoever_knows_of_a_newer() =>
        Approved.Findings(line.Verify("dist/minimal-1.0.0", "1.0.1"));

    [Fact]
    public void An_older_release_in_the_folder_of_a_newer_is_found_by_its_name()
    {
        Directory.Delete(line.At("dist/minimal-1.0.1"), recursive: true);
        Directory.Move(line.At("dist/minimal-1.0.0"), line.At("dist/minimal-1.0.1"));
        Approved.Findings(line.Verify("dist/minimal-1.0.1"));
    }

    [Fact]
    public void A_release_that_the_chain_does_not_list_is_found()
    {
        line.Corrected("1.0.1", "1.0.2", 13);
        var chain = line.Chain;
        line.Built();
        File.WriteAllText(line.At("dist/releases.json"), chain);
        Approved.Findings(line.Verify("dist/minimal-1.0.2"));
    }

    [Fact]
    public void A_release_that_the_next_list_has_was_published_by_a_build_that_was_killed()
    {
        line.Corrected("1.0.1", "1.0.2", 13);
        var chain = line.Chain;
        line.Built();
        var next = line.Chain;
        File.WriteAllText(line.At("dist/releases.json"), chain);
        File.WriteAllText(line.At("dist/.next-releases.json"), next);
        Approved.Findings(line.Verify("dist/minimal-1.0.2"));
        Assert.Empty(line.Verify("dist/minimal-1.0.1"));
        foreach (var other in new[] { chain, next.Replace("\"minimal\"", "\"another\"", StringComparison.Ordinal), next + "\n", "" })
        {
            File.WriteAllText(line.At("dist/.next-releases.json"), other);
            Approved.Findings(line.Verify("dist/minimal-1.0.2"), "not in the next list");
        }
        File.WriteAllText(line.At("dist/.next-releases.json"), next);
        line.Build();
        Assert.Equal(next, line.Chain);
        Assert.False(File.Exists(line.At("dist/.next-releases.json")));
    }

    [Fact]
    public void Data_changed_and_all_checksums_computed_anew_is_found_by_the_chain()
    {
        var before = DigestOf("SHA256SUMS").ToString();
        Forge("README.md", "Two notes", "Some notes");
        var findings = line.Verify("dist/minimal-1.0.0");
        Assert.Equal(4, findings.Count);
        Assert.Matches("^dist/minimal-1.0.0/README.md\\(\\d+,\\d+\\): error DS6014: Expected \"Two notes", findings[0]);
        Approved.Findings(
            PublishedLine.Named(
                findings.Where(f => f.Contains(" DS8114: ", StringComparison.Ordinal)), before, DigestOf("SHA256SUMS").ToString()));
    }

    [Fact]
    public void One_file_of_a_release_inside_the_next_is_found_by_every_list()
    {
        File.Copy(line.At("dist/minimal-1.0.0/CHANGELOG.md"), line.At("dist/minimal-1.0.1/CHANGELOG.md"), overwrite: true);
        Assert.StartsWith(
            "dist/minimal-1.0.1/CHANGELOG.md: error DS6006: ", Assert.Single(line.Verify("dist/minimal-1.0.1")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_with_another_date_than_the_release_is_found()
    {
        Write([Entries()[0] with { Released = new(2026, 1, 2) }, Entries()[1]]);
        Approved.Findings(line.Verify("dist/minimal-1.0.0"));
    }

    [Fact]
    public void What_is_no_list_is_found()
    {
        File.WriteAllText(line.At("dist/releases.json"), "[]\n");
        Approved.Findings(line.Verify("dist/minimal-1.0.0"));
    }

    public void Dispose() => line.Dispose();

    private IReadOnlyList<ChainEntry> Entries() => ReleaseChainForm.Load(
        line.At("dist/releases.json"), "", new DiagnosticList())!.Entries;

    private static string[] Digests(IEnumerable<ChainEntry> entries) => [.. entries.Select(e => e.ChecksumsDigest.ToString())];

    private void Write(IReadOnlyList<ChainEntry> entries) => File.WriteAllBytes(
        line.At("dist/releases.json"), ReleaseChainForm.Write(new(entries)));

    private Digest DigestOf(string file) => Digest.Of(File.ReadAllBytes(line.At("dist/minimal-1.0.0/" + file)));

    /// <summary>Changes a file of 1.0.0 and makes every list in it right again.</summary>
    private void Forge(string file, string from, string to)
    {
        var folder = line.At("dist/minimal-1.0.0");
        File.WriteAllText(
            Path.Combine(folder, file), File.ReadAllText(Path.Combine(folder, file)).Replace(from, to, StringComparison.Ordinal));
        var manifest = ManifestReader.Read(File.ReadAllBytes(Path.Combine(folder, "release.json")), "", new DiagnosticList())!;
        ReleaseFile Listed(RelativePath path) => new(
            path, new FileInfo(path.Below(folder)).Length, Digest.Of(File.ReadAllBytes(path.Below(folder))));
        manifest = manifest with { Files = [.. manifest.Files.Select(f => Listed(f.Path))] };
        File.WriteAllBytes(Path.Combine(folder, "release.json"), ManifestForm.Write(manifest));
        File.WriteAllBytes(Path.Combine(folder, "SHA256SUMS"), ChecksumList.Write([.. manifest.Files, Listed(ReleaseLayout.Manifest)]));
        File.WriteAllBytes(
            Path.Combine(folder, "provenance.json"),
            ProvenanceStatement.Write(manifest, File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS"))));
    }
}
