using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Tests.Publishing;

/// <summary>What was written is read back before it is published: a disk that gives other bytes than it was given must not pass.</summary>
public sealed class StagedReleaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dataset-staged-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DS8003_a_release_that_reads_back_otherwise_is_not_published()
    {
        var options = new BuildOptions { SourceFolder = Repository.At("tests/fixtures/minimal/seeds"), OutputFolder = folder };
        var findings = new DiagnosticList();
        var disk = new FaultyDisk(folder);
        Assert.IsType<BuildOutcome.Refused>(ReleaseBuilder.Build(options, findings, disk));
        Assert.True(disk.HasStruck);
        var messages = findings.Kept.Select(d => d.ToString()).ToArray();
        Assert.NotEmpty(messages);
        AssertEx.All(messages, m => Assert.StartsWith($"{folder}/minimal-1.0.0: error DS8003: DS", m, StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("data/notes.csv", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    /// <summary>Flips one bit of a table that has been written, as soon as the verification of it is reported to have begun.</summary>
    private sealed class FaultyDisk(string output) : IProgress<WorkProgress>
    {
        private string? building;

        public bool HasStruck { get; private set; }

        public void Report(WorkProgress value)
        {
            building ??= value.Stage;
            if (HasStruck || value.Stage == building || value.Stage == "writing")
                return;
            var file = Directory.GetFiles(output, "notes.csv", SearchOption.AllDirectories).Single();
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            var first = stream.ReadByte();
            stream.Position = 0;
            stream.WriteByte((byte)(first ^ 1));
            HasStruck = true;
        }
    }
}
