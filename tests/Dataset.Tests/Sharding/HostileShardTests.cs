using System.Text;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Sharding;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Sharding;

/// <summary>Whatever a <c>shard.json</c> says, the outcome is findings, and no release but the right one.</summary>
public sealed class HostileShardTests
{
    private const int Rounds = 200;

    [Fact]
    public void A_shard_json_with_any_bytes_changed_gives_findings_or_the_release_as_it_should_be()
    {
        using var sources = new ShardedSources("jsonl", 6);
        sources.ShardAll(2);
        Assert.IsType<BuildOutcome.Built>(sources.Assemble("right").Outcome);
        var right = SourcesForCommands.Snapshot(sources.Folder + "/right").ToList();
        var path = $"{sources.Shards}/{ShardedSources.Name(2, 2)}/shard.json";
        var bytes = File.ReadAllBytes(path);
        var (stays, drawn) = (new Random(1), new Random(Seeds.OfThisRun()));
        for (var round = 0; round < Rounds; round++)
        {
            var random = round < Rounds / 2 ? stays : drawn;
            var changed = bytes.ToArray();
            switch (round % 4)
            {
                case 0: changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8)); break;
                case 1: changed = [.. bytes.Take(random.Next(bytes.Length))]; break;
                case 2: Digits(changed, random); break;
                default: random.Shuffle(changed.AsSpan(random.Next(changed.Length - 8), 8)); break;
            }
            File.WriteAllBytes(path, changed);
            var (outcome, findings) = sources.Assemble("dist");
            if (outcome is BuildOutcome.Refused)
            {
                Assert.True(findings.HasErrors);
                Assert.Empty(SourcesForCommands.Snapshot(sources.Folder + "/dist"));
                continue;
            }
            // Keys of first and last rows and what was not changed after all are all that may pass.
            Assert.Equal(right, SourcesForCommands.Snapshot(sources.Folder + "/dist"));
            Directory.Delete(sources.Folder + "/dist", recursive: true);
        }
    }

    [Theory]
    [InlineData("\"rows\": 3", "\"rows\": 9223372036854775807")]
    [InlineData("\"sizeInBytes\": ", "\"sizeInBytes\": 922337203685477580")]
    [InlineData("\"parts\": 2", "\"parts\": 99999")]
    [InlineData("data/notes.csv", "../notes.csv")]
    [InlineData("data/notes.csv", "/etc/passwd")]
    public void Numbers_and_paths_that_cannot_be_are_findings(string old, string changed)
    {
        using var sources = new ShardedSources("jsonl", 6);
        sources.ShardAll(2);
        foreach (var number in new[] { 1, 2 })
        {
            var path = $"{sources.Shards}/{ShardedSources.Name(number, 2)}/shard.json";
            var text = File.ReadAllText(path);
            Assert.Contains(old, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
        }
        var (outcome, findings) = sources.Assemble("dist");
        Assert.IsType<BuildOutcome.Refused>(outcome);
        AssertEx.All(findings.Kept, d => Assert.StartsWith("DS85", d.Rule.Id, StringComparison.Ordinal));
        // What is broken in a part is reported once, and not again as what follows from it.
        Assert.DoesNotContain(findings.Kept, d => d.Message.StartsWith("Expected every file to be of one table", StringComparison.Ordinal));
        Assert.DoesNotContain(findings.Kept, d => d.Rule == Rules.ShardIsThereOnce && changed != "\"parts\": 99999");
    }

    [Fact]
    public void What_was_read_is_written_as_the_same_bytes()
    {
        using var sources = new ShardedSources("folder", 5);
        var shard = sources.Shard(1, 2);
        var bytes = File.ReadAllBytes(shard.Path + "/shard.json");
        var findings = new DiagnosticList();
        var read = ShardManifestForm.Read(bytes, "shard.json", findings);
        Assert.Equal(0, findings.ErrorCount);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(ShardManifestForm.Write(read!)));
    }

    private static void Digits(byte[] bytes, Random random)
    {
        var digits = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] is >= (byte)'0' and <= (byte)'9').ToArray();
        bytes[digits[random.Next(digits.Length)]] = (byte)('0' + random.Next(10));
    }
}
