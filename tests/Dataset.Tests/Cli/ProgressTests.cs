using Dataset.Cli;
using Dataset.Cli.Progress;

namespace Dataset.Tests.Cli;

public class ProgressTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void A_log_gets_nothing_for_ten_seconds_and_then_a_line_each_ten()
    {
        using var output = new StringWriter();
        using var stop = new StopRequest();
        using var progress = new LogProgress(new Terminal(TextWriter.Null, output, stop) { Clock = clock });
        for (var second = 0; second <= 25; second++)
        {
            progress.Report(new("reading", second * 100, second * 2_000_000, 100_000_000));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(
            "reading: 1,000 rows, 2.0 MB/s, 40 s left\nreading: 2,000 rows, 2.0 MB/s, 30 s left\n",
            output.ToString());
    }

    [Theory]
    [InlineData(0, 0, null, "")]
    [InlineData(7, 0, null, "7 rows")]
    [InlineData(1_234_567, 50_000_000, null, "1,234,567 rows, 5.0 MB/s")]
    [InlineData(1, 10_000_000, 1_000_000_000L, "1 row, 1.0 MB/s, 16 min 30 s left")]
    [InlineData(0, 10_000_000, 20_000_000_000L, "1.0 MB/s, 5 h 33 min left")]
    public void Numbers_are_told_as_far_as_they_are_known(long rows, long bytes, long? total, string expected)
    {
        var rate = new WorkRate(clock);
        rate.Report(new("reading", 0, 0, total));
        clock.Advance(TimeSpan.FromSeconds(10));
        rate.Report(new("reading", rows, bytes, total));
        Assert.Equal(expected, rate.Describe());
        Assert.Equal(total is null ? null : (double)bytes / total.Value, rate.Fraction);
    }

    [Fact]
    public void A_new_stage_starts_its_clock_anew()
    {
        var rate = new WorkRate(clock);
        rate.Report(new("reading", 0, 0, null));
        clock.Advance(TimeSpan.FromSeconds(10));
        rate.Report(new("writing", 0, 0, null));
        clock.Advance(TimeSpan.FromSeconds(1));
        rate.Report(new("writing", 0, 3_000_000, null));
        Assert.Equal("3.0 MB/s", rate.Describe());
    }

    [Fact]
    public void A_bar_is_drawn_and_taken_away_again()
    {
        using var output = new StringWriter();
        using var done = new ManualResetEvent(true);
        var rate = new WorkRate(clock);
        rate.Report(new("reading [a]", 12, 0, null));
        using var stop = new StopRequest();
        ProgressBar.Draw(new(TextWriter.Null, output, stop), rate, done);
        var text = output.ToString();
        Assert.Contains("reading [a]", text, StringComparison.Ordinal);
        Assert.Contains("12 rows", text, StringComparison.Ordinal);
        Assert.Contains("\e[?25h", text[text.LastIndexOf("12 rows", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Advance(TimeSpan by) => now += by.Ticks;
    }
}
