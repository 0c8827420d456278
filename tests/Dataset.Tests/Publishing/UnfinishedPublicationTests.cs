using System.Diagnostics;
using Dataset.Building;

namespace Dataset.Tests.Publishing;

/// <summary>
/// What a build makes of a publication that is not finished: one that was killed while it replaced a release is completed or rolled back as
/// a whole, and what another program has left under hidden names is not followed. Each build here is refused for its version, so that what
/// becomes of the output is the work of no other build.
/// </summary>
public sealed class UnfinishedPublicationTests : IDisposable
{
    private const string Next = "dist/.next-releases.json";
    private const string Staged = "dist/.staging-minimal-1.0.1";
    private const string Data = "/data/notes.csv";

    private readonly PublishedLine line = new();
    private readonly IReadOnlyDictionary<string, string> old;
    private readonly IReadOnlyDictionary<string, string> replaced;

    public UnfinishedPublicationTests()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built();
        old = line.Snapshot();
        StruckOutput.Copy(line.Output, line.At("old"));
        line.Edit("seeds/notes/bridge.yaml", "value: 13", "value: 14").Built(replace: true);
        replaced = line.Snapshot();
        Directory.Move(line.Output, line.At("new"));
        StruckOutput.Copy(line.At("old"), line.Output);
        line.Version("1.0.1", "0.9.0");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_publication_that_was_killed_is_completed(bool hasName)
    {
        Kill(hasName);
        Assert.Equal(replaced, AfterRefusedBuild());
    }

    [Theory]
    [InlineData(false, Staged + Data)]
    [InlineData(false, Staged + "/SHA256SUMS")]
    [InlineData(true, "dist/minimal-1.0.1" + Data)]
    [InlineData(true, "dist/minimal-1.0.1/SHA256SUMS")]
    public void A_publication_of_which_something_is_damaged_is_rolled_back(bool hasName, string damaged)
    {
        Kill(hasName);
        File.AppendAllText(line.At(damaged), "1");
        Assert.Equal(old, AfterRefusedBuild());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_publication_whose_next_list_is_damaged_is_rolled_back(bool hasName)
    {
        Kill(hasName);
        File.WriteAllText(line.At(Next), "{");
        Assert.Equal(old, AfterRefusedBuild());
    }

    [Fact]
    public void A_publication_whose_next_list_has_another_date_is_rolled_back()
    {
        Kill(hasName: false);
        var next = File.ReadAllText(line.At(Next));
        var at = next.LastIndexOf("2026-01-01", StringComparison.Ordinal);
        File.WriteAllText(line.At(Next), next[..at] + "2026-01-02" + next[(at + 10)..]);
        Assert.Equal(old, AfterRefusedBuild());
    }

    [Fact]
    public void A_first_publication_is_completed_beside_the_releases_of_another_dataset()
    {
        var other = line.Chain.Replace("\"minimal\"", "\"another\"", StringComparison.Ordinal);
        Directory.Delete(line.Output, recursive: true);
        line.Version("0.9.0", "1.0.2").Built().Version("1.0.2", "0.9.0");
        var (entry, added) = (line.Chain.Split("[\n")[1], other[..^"\n  ]\n}\n".Length] + ",\n");
        File.WriteAllText(line.At(Next), added + entry);
        File.WriteAllText(line.At("dist/releases.json"), other);
        Directory.Move(line.At("dist/minimal-1.0.2"), line.At("dist/.staging-minimal-1.0.2"));
        AfterRefusedBuild();
        Assert.Equal(added + entry, line.Chain);
        Assert.Empty(line.Verify("dist/minimal-1.0.2"));
    }

    [Fact]
    public void A_release_without_a_signature_does_not_take_the_place_of_one_that_has_one()
    {
        File.WriteAllText(line.At("dist/minimal-1.0.1/provenance.sigstore.json"), "{}");
        var before = line.Snapshot();
        Kill(hasName: false);
        Assert.Equal(before, AfterRefusedBuild());
    }

    [Fact]
    public void A_folder_or_a_link_where_a_previous_file_is_kept_is_removed()
    {
        Kill(hasName: false);
        Directory.CreateDirectory(line.At(Staged + ".zip.before/folder"));
        Directory.CreateSymbolicLink(line.At("dist/.staging-releases.json.before"), line.At("new"));
        Assert.Equal(replaced, AfterRefusedBuild());
        Assert.True(File.Exists(line.At("new/releases.json")));
    }

    [Fact]
    public void Files_under_hidden_names_do_not_take_the_place_of_published_ones()
    {
        File.Copy(line.At("dist/releases.json"), line.At(Next));
        foreach (var planted in new[]
        {
            "minimal-1.0.0.zip", "minimal-1.0.0.zip.before", "minimal-1.0.1.zip", "releases.json", "releases.json.before",
        })
            File.WriteAllText(line.At("dist/.staging-" + planted), "evil");
        Assert.Equal(old, AfterRefusedBuild());
    }

    [Fact]
    public void What_others_name_nearly_as_builds_do_stays_as_it_is()
    {
        foreach (var name in new[] { "foo.zip", "notes", "minimal-1.0.zip", "minimal-1.0.1.zip.before.txt", "-1.0.0", "releases.json.txt" })
            File.WriteAllText(line.At("dist/.staging-" + name), "mine");
        Directory.CreateDirectory(line.At("dist/.staging-folder"));
        var before = line.Snapshot();
        File.Copy(line.At("dist/releases.json"), line.At(Next));
        Assert.Equal(before, AfterRefusedBuild());
    }

    [Theory]
    [InlineData("{\n  \"index\": 1,\n  \"releases\": []\n}\n")]
    [InlineData("")]
    public void A_shorter_next_list_takes_nothing_from_the_list(string next)
    {
        File.WriteAllText(line.At(Next), next);
        Assert.Equal(old, AfterRefusedBuild());
    }

    [Fact]
    public void A_next_list_that_leaves_out_a_release_brings_none()
    {
        Kill(hasName: false);
        var (list, first) = (File.ReadAllText(line.At(Next)), line.Chain.Split("    },\n")[0] + "    },\n");
        File.WriteAllText(line.At(Next), list.Replace(first, first.Split("    {\n")[0], StringComparison.Ordinal));
        Assert.NotEqual(list, File.ReadAllText(line.At(Next)));
        Assert.Equal(old, AfterRefusedBuild());
    }

    [Fact]
    public void Nothing_is_touched_where_the_list_cannot_be_read()
    {
        Kill(hasName: true);
        File.WriteAllText(line.At("dist/releases.json"), "[]\n");
        var before = line.Snapshot();
        Assert.Contains("DS8111", Assert.Single(line.Refused()), StringComparison.Ordinal);
        Assert.Equal(before, line.Snapshot());
        AssertEx.All(line.Verify("dist/minimal-1.0.1"), f => Assert.Contains("error DS8111", f, StringComparison.Ordinal));
    }

    [Fact]
    public void A_release_that_only_the_next_list_has_is_sound_with_a_warning()
    {
        Kill(hasName: true);
        Approved.Findings(line.Verify("dist/minimal-1.0.1"));
        var list = File.ReadAllText(line.At(Next));
        File.WriteAllText(line.At(Next), list.Replace("2026-01-01", "2026-01-02", StringComparison.Ordinal));
        Assert.Contains("error DS8114", Assert.Single(line.Verify("dist/minimal-1.0.1")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a folder")]
    [InlineData("a link")]
    [InlineData("a named pipe")]
    public void What_is_no_file_where_the_next_list_belongs_is_named_and_nothing_is_touched(string kind)
    {
        File.WriteAllText(line.At(Staged + ".zip.before"), "perhaps of use");
        var before = line.Snapshot();
        if (kind == "a folder")
            Directory.CreateDirectory(line.At(Next));
        else if (kind == "a link")
            File.CreateSymbolicLink(line.At(Next), line.At("new/releases.json"));
        else
            using (var mkfifo = Process.Start("mkfifo", [line.At(Next)]))
                mkfifo.WaitForExit();
        var failure = Assert.Throws<IOException>(() => line.Build());
        Assert.Contains($"{kind} is at {line.At(Next)}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(line.Verify("dist/minimal-1.0.1"));
        if (kind == "a folder")
            Directory.Delete(line.At(Next));
        else
            File.Delete(line.At(Next));
        Assert.Equal(before, line.Snapshot());
    }

    public void Dispose() => line.Dispose();

    private IReadOnlyDictionary<string, string> AfterRefusedBuild()
    {
        var (outcome, findings) = line.Build();
        Assert.IsType<BuildOutcome.Refused>(outcome);
        Assert.Contains("DS8102", Assert.Single(findings), StringComparison.Ordinal);
        return line.Snapshot();
    }

    /// <summary>Makes the output what it is when a build that replaces 1.0.1 is killed.</summary>
    /// <param name="hasName">Whether the new folder has its name already; the list has not changed yet.</param>
    private void Kill(bool hasName)
    {
        File.Copy(line.At("new/releases.json"), line.At(Next));
        if (hasName)
            Directory.Move(line.At("dist/minimal-1.0.1"), line.At(Staged));
        StruckOutput.Copy(line.At("new/minimal-1.0.1"), line.At(hasName ? "dist/minimal-1.0.1" : Staged));
    }
}
