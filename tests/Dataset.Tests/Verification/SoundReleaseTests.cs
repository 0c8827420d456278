namespace Dataset.Tests.Verification;

public class SoundReleaseTests
{
    [Fact]
    public void A_sound_release_has_no_findings()
    {
        Assert.Empty(TestReleases.Tiny().Verify());
        Assert.Empty(TestReleases.Small().Verify());
        Assert.Empty(TestReleases.Small().Verify(jobs: 8));
    }
}
