using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>What a build says of the version, told by <c>validate</c> too; and a build after a release that is elsewhere.</summary>
public sealed class ForecastTests : IDisposable
{
    private readonly PublishedLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public void Validate_says_what_a_build_would_refuse_of_the_version()
    {
        Assert.Equal((0, ""), Validate());
        line.Built();
        Assert.Equal((0, ""), Validate());
        var before = line.Snapshot();
        line.Edit("seeds/dataset.yaml", "released: 2026-01-01", "released: 2026-01-02");
        Assert.Equal(
            (1, "seeds/dataset.yaml(2,10): error DS8002: Expected a version above 1.0.0, since dist/minimal-1.0.0 exists and was made of "
                + "other sources, found 1.0.0: seeds/dataset.yaml has changed; \"released\" is 2026-01-02 there, and 2026-01-01 as "
                + "published."),
            Validate());
        line.Edit("seeds/dataset.yaml", "released: 2026-01-02", "released: 2026-01-01");
        line.Edit("seeds/notes/bridge.yaml", "value: 12", "value: 13");
        Assert.Equal(
            (1, "seeds/dataset.yaml(2,10): error DS8002: Expected a version above 1.0.0, since dist/minimal-1.0.0 exists and was made of "
                + "other sources, found 1.0.0: seeds/notes/bridge.yaml has changed."),
            Validate());
        line.Version("1.0.0", "1.0.1");
        Assert.Equal((0, ""), Validate());
        line.Edit("seeds/notes/bridge.yaml", "crossing-time", "crossing");
        const string refused =
            "Expected 2.0.0 or later, since changes from 1.0.0 ask for a major version, found 1.0.1: claims: 1 row is gone.";
        Assert.Equal((1, $"seeds/dataset.yaml(2,10): error DS8101: {refused}"), Validate());
        Assert.Contains(line.Refused(), f => f.Contains(refused, StringComparison.Ordinal));
        line.Version("1.0.1", "0.9.0");
        Assert.EndsWith(
            "Expected a version above 1.0.0, the newest of dist/releases.json, found 0.9.0.", Validate().Finding, StringComparison.Ordinal);
        line.Version("0.9.0", "2.0.0");
        Assert.Equal((0, ""), Validate());
        Assert.Equal(before, line.Snapshot());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_build_after_a_release_that_is_elsewhere_holds_the_version_to_it_and_begins_a_chain(bool isZip)
    {
        line.Built();
        if (isZip)
            line.Packed("1.0.0");
        var earlier = line.At("dist/minimal-1.0.0" + (isZip ? ".zip" : ""));
        if (isZip)
            Directory.Delete(line.At("dist/minimal-1.0.0"), recursive: true);
        string[] build = ["build", line.At("seeds"), "-o", line.At("other"), "--previous", earlier];
        line.Edit("seeds/notes/bridge.yaml", "crossing-time", "crossing");
        Assert.Contains("DS8103", CommandRun.Of(build).Out, StringComparison.Ordinal);
        line.Version("1.0.0", "1.0.1");
        Assert.Contains("error DS8101: Expected 2.0.0 or later", CommandRun.Of(build).Out, StringComparison.Ordinal);
        line.Version("1.0.1", "2.0.0");
        Assert.Equal(0, CommandRun.Of(build).Status);
        Assert.Equal(0, CommandRun.Of(build).Status);
        Assert.Equal(0, CommandRun.Of("verify", line.At("other/minimal-2.0.0")).Status);
        line.Edit("seeds/notes/bridge.yaml", "value: 12", "value: 13").Version("2.0.0", "2.0.1");
        Assert.Equal(0, CommandRun.Of("build", line.At("seeds"), "-o", line.At("other")).Status);
        Assert.Equal(0, CommandRun.Of("verify", line.At("other/minimal-2.0.1")).Status);
    }

    [Fact]
    public void Without_the_list_beside_a_later_release_there_is_no_chain_to_go_on_from()
    {
        line.Built().Corrected("1.0.0", "1.0.1", 12).Built().Corrected("1.0.1", "1.0.2", 13);
        File.Delete(line.At("dist/releases.json"));
        var run = CommandRun.Of("build", line.At("seeds"), "-o", line.At("other"), "--previous", line.At("dist/minimal-1.0.1"));
        Assert.Equal(1, run.Status);
        Assert.Contains(
            "releases.json: error DS8103: Expected the list of the releases up to minimal-1.0.1 beside it", run.Out,
            StringComparison.Ordinal);
    }

    private (int Status, string Finding) Validate()
    {
        var run = CommandRun.Of("validate", line.At("seeds"), "-o", line.Output);
        return (run.Status, run.Out.Split('\n')[0].Replace(line.At("x")[..^1], "", StringComparison.Ordinal));
    }
}
