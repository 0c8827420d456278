using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary><c>releases.json</c>: its form, how builds keep and mend it, and what <c>verify</c> finds by it.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly PublishedLine line = new();

    [Fact]
    public void A_build_that_was_killed_before_it_wrote_the_chain_is_mended_by_the_next()
    {
        line.Built();
        var first = line.Chain;
        line.Corrected("1.0.0", "1.0.1", 12).Built();
        var second = line.Chain;

        File.WriteAllText(line.At("dist/releases.json"), first);
        Assert.True(Assert.IsType<BuildOutcome.AlreadyThere>(line.Build().Outcome).ChainMended);
        Assert.Equal(second, line.Chain);

        File.Delete(line.At("dist/releases.json"));
        line.Corrected("1.0.1", "1.0.2", 13).Built();
        Assert.Equal(second.TrimEnd()[..^"\n  ]\n}".Length], line.Chain[..(second.TrimEnd().Length - "\n  ]\n}".Length)]);
        Assert.Empty(line.Verify("dist/minimal-1.0.2"));
    }

    [PosixFact]
    public void A_previous_release_that_is_a_link_is_not_built_on()
    {
        line.Built();
        Directory.Move(line.At("dist/minimal-1.0.0"), line.At("elsewhere"));
        Directory.CreateSymbolicLink(line.At("dist/minimal-1.0.0"), line.At("elsewhere"));
        Approved.Findings(line.Corrected("1.0.0", "1.0.1", 12).Refused());
        // A path that the user names may be a link.
        Assert.Empty(line.Verify("dist/minimal-1.0.0"));
    }

    [Fact]
    public void What_a_killed_build_left_of_the_chain_is_taken_away()
    {
        line.Built();
        File.WriteAllText(line.At("dist/.staging-releases.json"), "{\n");
        line.Build();
        Assert.False(File.Exists(line.At("dist/.staging-releases.json")));
    }

    [Fact]
    public void A_next_list_of_releases_that_somebody_took_away_is_taken_away_too()
    {
        line.Built();
        var first = line.Chain;
        line.Corrected("1.0.0", "1.0.1", 12).Built();
        File.Move(line.At("dist/releases.json"), line.At("dist/.next-releases.json"));
        File.WriteAllText(line.At("dist/releases.json"), first);
        Directory.Delete(line.At("dist/minimal-1.0.1"), recursive: true);
        line.Version("1.0.1", "1.0.2").Built();
        Assert.Equal(["minimal-1.0.0", "minimal-1.0.2"], Read(line.Chain, []).Entries.Select(e => e.ToString()));
        Assert.False(File.Exists(line.At("dist/.next-releases.json")));
    }

    [Fact]
    public void A_release_that_does_not_continue_the_chain_is_not_taken_into_it()
    {
        line.Built();
        var (chain, first) = (line.Chain, Digest("1.0.0"));
        line.Corrected("1.0.0", "1.0.1", 12).Built();
        File.WriteAllText(
            line.At("dist/releases.json"), chain.Replace(first, Dataset.Files.Digest.OfNothing.ToString(), StringComparison.Ordinal));
        Directory.Delete(line.At("dist/minimal-1.0.0"), recursive: true);
        Approved.Findings(PublishedLine.Named(line.Refused(), first));
    }

    [Fact]
    public void A_damaged_release_is_not_taken_into_the_chain()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built().Corrected("1.0.1", "1.0.2", 13);
        File.Delete(line.At("dist/releases.json"));
        File.AppendAllText(line.At("dist/minimal-1.0.0/data/notes.csv"), "\n");
        Assert.Contains(line.Refused(), f => f.StartsWith("dist/minimal-1.0.0/data/notes.csv: error DS6006: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_release_is_not_taken_into_the_chain_without_the_one_that_it_follows()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built().Corrected("1.0.1", "1.0.2", 13);
        var first = Digest("1.0.0");
        File.Delete(line.At("dist/releases.json"));
        Directory.Delete(line.At("dist/minimal-1.0.0"), recursive: true);
        Approved.Findings(PublishedLine.Named(line.Refused(), first));
    }

    [Fact]
    public void DS8123_a_zip_beside_a_release_that_is_not_that_release_is_a_warning()
    {
        line.Built().Packed("1.0.0").Corrected("1.0.0", "1.0.1", 12).Built();
        File.Copy(line.At("dist/minimal-1.0.0.zip"), line.At("dist/minimal-1.0.1.zip"));
        File.WriteAllText(line.At("dist/minimal-1.0.0.zip"), "PK");
        var (outcome, findings) = line.Corrected("1.0.1", "1.0.2", 13).Build();
        Assert.IsType<BuildOutcome.Built>(outcome);
        Approved.Findings(PublishedLine.Named(findings, Digest("1.0.0"), Digest("1.0.1")));
    }

    [Fact]
    public void A_folder_that_holds_another_version_is_not_taken_into_the_chain()
    {
        line.Built();
        Directory.Move(line.At("dist/minimal-1.0.0"), line.At("dist/minimal-1.2.0"));
        File.Delete(line.At("dist/releases.json"));
        Approved.Findings(line.Corrected("1.0.0", "1.3.0", 12).Refused());
    }

    [Fact]
    public void A_release_changed_after_it_was_published_stops_builds()
    {
        line.Built();
        File.AppendAllText(line.At("dist/minimal-1.0.0/SHA256SUMS"), "\n");
        line.Corrected("1.0.0", "1.0.1", 12);
        Assert.StartsWith(
            "dist/minimal-1.0.0: error DS8114: Expected a SHA256SUMS of sha256:", Assert.Single(line.Refused()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_release_in_the_place_of_one_stops_builds_with_one_finding()
    {
        line.Built();
        Directory.Delete(line.At("dist/minimal-1.0.0"), recursive: true);
        Directory.CreateDirectory(line.At("dist/minimal-1.0.0"));
        Approved.Findings(line.Refused());
    }

    [Fact]
    public void A_chain_of_another_form_is_never_written_over() =>
        Approved.Findings(line.Built().Edit("dist/releases.json", "\"index\": 1", "\"index\":  1").Refused());

    [Fact]
    public void Datasets_in_one_folder_have_chains_of_their_own()
    {
        line.Built().Edit("seeds/dataset.yaml", "name: minimal", "name: another").Version("1.0.0", "0.1.0").Built();
        Assert.Equal(["another-0.1.0", "minimal-1.0.0"], Read(line.Chain, []).Entries.Select(e => e.ToString()));
        Assert.Empty(line.Verify("dist/another-0.1.0"));
    }

    [Theory]
    [InlineData("\"index\": 1", "\"index\": 2")]
    [InlineData("\"released\"", "\"date\"")]
    [InlineData("\"previous\": null", "\"previous\": \"none\"")]
    [InlineData("\"name\": \"minimal\"", "\"name\": \"Minimal\"")]
    public void A_chain_has_one_form(string from, string to)
    {
        var findings = new List<string>();
        Read(line.Built().Chain.Replace(from, to, StringComparison.Ordinal), findings);
        Approved.Findings(findings, $"{from} | {to}");
    }

    [Fact]
    public void A_broken_chain_is_found_where_it_breaks()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built();
        var (first, nothing) = (Digest("1.0.0"), Dataset.Files.Digest.OfNothing.ToString());
        File.WriteAllText(
            line.At("dist/releases.json"),
            line.Chain.Replace($"\"previous\": \"{first}\"", $"\"previous\": \"{nothing}\"", StringComparison.Ordinal));
        var findings = line.Verify("dist/minimal-1.0.1");
        Approved.Findings(PublishedLine.Named(findings, first));
        Assert.Equal(findings, line.Corrected("1.0.1", "1.0.2", 13).Refused());
    }

    [Fact]
    public void Entries_twice_or_out_of_order_are_no_chain()
    {
        line.Built();
        var entry = line.Chain[
            line.Chain.IndexOf("    {", StringComparison.Ordinal)..(line.Chain.LastIndexOf('}', line.Chain.Length - 3) + 1)];
        var findings = new List<string>();
        Read(line.Chain.Replace(entry, entry + ",\n" + entry, StringComparison.Ordinal), findings);
        Approved.Findings(findings);
    }

    public void Dispose() => line.Dispose();

    private static ReleaseChain Read(string json, List<string> lines)
    {
        var findings = new DiagnosticList();
        var chain = ReleaseChainForm.Read(System.Text.Encoding.UTF8.GetBytes(json), "releases.json", findings);
        Assert.Equal(findings.HasErrors, chain is null);
        lines.AddRange(findings.Sorted().Select(f => f.ToString()));
        return chain ?? ReleaseChain.Empty;
    }

    private string Digest(string version) => Dataset.Files.Digest.Of(File.ReadAllBytes(line.At($"dist/minimal-{version}/SHA256SUMS")))
        .ToString();
}
