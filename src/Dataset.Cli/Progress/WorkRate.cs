using System.Globalization;
using Dataset.Tables;

namespace Dataset.Cli.Progress;

/// <summary>How fast work goes and when it ends, from what is reported of it. Safe for several threads.</summary>
internal sealed class WorkRate(TimeProvider clock)
{
    private readonly Lock gate = new();
    private WorkProgress latest;
    private long stageBegan = clock.GetTimestamp();

    /// <summary>Takes a report; a new stage starts its own clock.</summary>
    public void Report(WorkProgress progress)
    {
        lock (gate)
        {
            if (progress.Stage != latest.Stage)
                stageBegan = clock.GetTimestamp();
            latest = progress;
        }
    }

    /// <summary>The stage; null before the first report.</summary>
    public string? Stage
    {
        get
        {
            lock (gate)
                return latest.Stage;
        }
    }

    /// <summary>From 0 to 1, or null where the total is not known.</summary>
    public double? Fraction
    {
        get
        {
            lock (gate)
                return latest.TotalBytes is > 0 and var total ? Math.Clamp((double)latest.Bytes / total, 0, 1) : null;
        }
    }

    /// <summary><c>1,204 rows, 81.5 MB/s, 12 s left</c>, as far as it is known yet.</summary>
    public string Describe()
    {
        WorkProgress now;
        double seconds;
        lock (gate)
        {
            now = latest;
            seconds = clock.GetElapsedTime(stageBegan).TotalSeconds;
        }
        var parts = new List<string>(3);
        if (now.Rows > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{now.Rows:N0} {(now.Rows == 1 ? "row" : "rows")}"));
        if (now.Bytes > 0 && seconds > 0.1)
        {
            var speed = now.Bytes / seconds;
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{speed / 1e6:0.0} MB/s"));
            if (now.TotalBytes > now.Bytes)
                parts.Add($"{Duration((now.TotalBytes.Value - now.Bytes) / speed)} left");
        }
        return string.Join(", ", parts);
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {Math.Floor(seconds % 60):0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):0} min"),
    };
}
