using Dataset.Diagnostics;
using Dataset.Verification;

namespace Dataset.Tests.Verification;

/// <summary>A release as an older version of the tool published it: today's tool finds it as sound as then.</summary>
public class OlderReleaseTests
{
    [Theory]
    [InlineData("overseas-chinese-news-1.0.0")]
    [InlineData("overseas-chinese-news-1.0.0.zip")]
    public void It_is_sound(string release)
    {
        var findings = new DiagnosticList();
        var outcome = ReleaseVerifier.Verify(
            Repository.At("tests/fixtures/older-release/" + release), VerifyOptions.Default, findings, null, CancellationToken.None);
        Assert.Equal(0, findings.ErrorCount);
        Assert.True(outcome.IsSound);
        Assert.Equal((7, 34), (outcome.TableCount, outcome.FileCount));
        Assert.Null(outcome.Manifest!.Parquet);
    }
}
