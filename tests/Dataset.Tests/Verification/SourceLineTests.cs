using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Verification;

/// <summary>
/// <c>verify --source</c> of releases that follow others: they are built again with the one before, which is an input too.
/// </summary>
public sealed class SourceLineTests : IDisposable
{
    private static readonly string[] Versions = ["1.0.0", "1.0.1", "1.1.0"];
    private readonly PublishedLine line = new();

    public SourceLineTests()
    {
        line.Built();
        Keep("1.0.0");
        line.Corrected("1.0.0", "1.0.1", 12).Built();
        Keep("1.0.1");
        line.Version(
            "1.0.1", "1.1.0").Edit("seeds/people.yaml", "  names: [Ben]\n", "  names: [Ben]\n- person_id: cleo\n  names: [Cleo]\n").Built();
        Keep("1.1.0");
    }

    public void Dispose() => line.Dispose();

    [Fact]
    public void Each_release_of_a_line_of_three_is_built_again_from_its_sources_and_the_one_before()
    {
        foreach (var version in Versions)
            line.Packed(version);
        foreach (var version in Versions)
            foreach (var form in new[] { "", ".zip" })
                Is(0, Verify(version + form, version), "gives the same bytes.");
    }

    [Fact]
    public void The_zip_of_the_release_before_is_as_good_as_its_folder()
    {
        Directory.Delete(line.Packed("1.0.1").At("dist/minimal-1.0.1"), recursive: true);
        Is(0, Verify("1.1.0", "1.1.0"), "gives the same bytes.");
        Directory.Move(line.At("dist/minimal-1.1.0"), line.At("dist/download"));
        Is(0, CommandRun.Of("verify", line.At("dist/download"), "--source", line.At("1.1.0/seeds")), "gives the same bytes.");
    }

    [Fact]
    public void DS8303_the_release_before_that_is_not_at_hand_is_asked_for_and_can_be_given()
    {
        Directory.CreateDirectory(line.At("alone"));
        Directory.Move(line.At("dist/minimal-1.1.0"), line.At("alone/minimal-1.1.0"));
        Is(1, Verify("1.1.0", "1.1.0", "alone"),
            $"{line.At("alone/minimal-1.0.1")}: error DS8303: Expected minimal-1.0.1, the previous release, which building minimal-1.1.0 "
                + "again starts from, or its zip, found neither.");
        line.Packed("1.0.1");
        foreach (var form in new[] { "", "/", ".zip" })
            Is(0, Verify("1.1.0", "1.1.0", "alone", "--previous", line.At("dist/minimal-1.0.1" + form)), "gives the same bytes.");
    }

    [Fact]
    public void DS8303_another_release_in_its_place_is_not_taken()
    {
        var expected = "Expected minimal-1.0.1 with a SHA256SUMS of sha256:";
        Is(
            1, Verify("1.1.0", "1.1.0", "dist", "--previous", line.At("dist/minimal-1.0.0")),
            $"{line.At("dist/minimal-1.0.0")}: error DS8303: {expected}");
        Directory.Delete(line.At("dist/minimal-1.0.1"), recursive: true);
        StruckOutput.Copy(line.At("dist/minimal-1.0.0"), line.At("dist/minimal-1.0.1"));
        Is(1, Verify("1.1.0", "1.1.0"), $"{line.At("dist/minimal-1.0.1")}: error DS8303: {expected}");
    }

    [Fact]
    public void The_release_before_that_was_damaged_is_found_out()
    {
        line.Edit("dist/minimal-1.0.1/data/people.jsonl", "\"Ben\"", "\"Bob\"");
        Is(1, Verify("1.1.0", "1.1.0"), "/minimal-1.0.1/data/people.jsonl: error DS6006: Expected sha256:");
    }

    [Fact]
    public void DS8301_the_sources_of_another_version_are_told_from_those_of_the_release() => Is(1, Verify("1.1.0", "1.0.1"),
        $"{line.At("1.0.1/seeds/dataset.yaml")}(2,10): error DS8301: Expected the sources of minimal-1.1.0, found those of minimal-1.0.1.");

    [Fact]
    public void Previous_without_sources_is_wrong_usage() =>
        Is(
            2, CommandRun.Of("verify", line.At("dist/minimal-1.1.0"), "--previous", line.At("dist/minimal-1.0.1")),
            "dataset: --previous is used only with --source: give both.");

    private static void Is(int status, CommandRun run, string text)
    {
        Assert.True(status == run.Status, run.Out + run.Error);
        Assert.Contains(text, run.Out + run.Error, StringComparison.Ordinal);
    }

    private CommandRun Verify(string release, string sources, string folder = "dist", params string[] more) =>
        CommandRun.Of(["verify", line.At($"{folder}/minimal-{release}"), "--source", line.At($"{sources}/seeds"), .. more]);

    /// <summary>Keeps the sources as they are for a version.</summary>
    private void Keep(string version)
    {
        foreach (var part in new[] { "seeds", "schema" })
            StruckOutput.Copy(line.At(part), line.At($"{version}/{part}"));
    }
}
