using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>
/// Sizes come before bytes: what no list names, or lists at another size, is neither hashed nor parsed, however large it says it is.
/// </summary>
/// <remarks>Alone, because what other tests allocate at the same time is counted too.</remarks>
[CollectionDefinition(nameof(UnlistedSizeTests), DisableParallelization = true)]
[Collection(nameof(UnlistedSizeTests))]
public sealed class UnlistedSizeTests : IDisposable
{
    /// <summary>Sparse: it takes no room on the disk, and hashing it would take a quarter of an hour.</summary>
    private const long Huge = 1L << 40;

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-sizes-").FullName;

    public UnlistedSizeTests() => TestReleases.Small().WriteTo(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("junk.bin", "DS6005")]
    [InlineData("data/more.parquet", "DS6005")]
    [InlineData("data/people.csv", "DS6006")]
    [InlineData("data/people.jsonl", "DS6006")]
    [InlineData("data/people.parquet", "DS6006")]
    [InlineData("schema/people.schema.json", "DS6006")]
    [InlineData("schema/release.schema.json", "DS6006")]
    [InlineData("README.md", "DS6006")]
    [InlineData("CHANGELOG.md", "DS6006")]
    [InlineData("index.html", "DS6006")]
    [InlineData("tables.svg", "DS6006")]
    [InlineData("AUTHOR.md", "DS6006")]
    [InlineData("release.json", "DS6008")]
    [InlineData("SHA256SUMS", "DS6008")]
    [InlineData("provenance.json", "DS7004")]
    [InlineData("provenance.sigstore.json", "DS6008")]
    public void A_file_of_a_tebibyte_is_a_finding_and_is_not_read(string path, string rule)
    {
        using (var file = new FileStream(Path.Combine(folder, path), FileMode.OpenOrCreate))
            file.SetLength(Huge);
        var findings = new DiagnosticList();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var outcome = ReleaseVerifier.Verify(folder, VerifyOptions.Default with { IsAlone = true }, findings, null, CancellationToken.None);
        Assert.False(outcome.IsSound);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
        var finding = findings.Kept.First(f => f.Rule.Id == rule);
        Assert.EndsWith("/" + path, finding.Location.Path, StringComparison.Ordinal);
        if (rule is "DS6006" or "DS6008")
            Assert.Contains(Huge.ToString(CultureInfo.InvariantCulture), finding.Message, StringComparison.Ordinal);
    }
}
