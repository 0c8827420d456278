using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Building;

/// <summary>Builds in processes of their own, in surroundings that must not reach a release: all bytes are the same.</summary>
public sealed class ReproducibilityTests : IDisposable
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
    private readonly SourcesForCommands sources = new();
    private int outputs;

    [Fact]
    public async Task The_same_sources_give_the_same_bytes_whatever_surrounds_the_build()
    {
        var expected = await BuildAsync();
        async Task Same(string what, Task<string> build) => Assert.True(expected == await build, $"Another {what} gives other bytes.");
        // Several things differ at a time; a build takes a second. Where the machine has ICU, its cultures; where it has not, the same
        // locales in invariant mode.
        await Same(
            "time zone, locale, number of threads or user",
            BuildAsync(jobs: "1", environment: new(Locale("tr_TR.UTF-8"))
            {
                ["TZ"] = "Pacific/Kiritimati",
                ["HOME"] = "/",
                ["USER"] = "somebody",
                ["LOGNAME"] = "somebody",
            }));
        await Same(
            "time zone, locale, number of threads or path",
            BuildAsync(
                jobs: "8", environment: new(Locale("ar_SA.UTF-8")) { ["TZ"] = "America/St_Johns" },
                seeds: Copied(sources.Folder + "/" + string.Join('/', Enumerable.Repeat(new string('x', 40), 20)), backwards: false)));
        await Same(
            "locale, folder for temporary files or order of file creation",
            BuildAsync(
                environment: new(Locale("de_DE.UTF-8")) { ["TMPDIR"] = Directory.CreateDirectory(sources.Folder + "/tmp").FullName },
                seeds: Copied(sources.Folder + "/backwards", backwards: true)));
        await Same(
            "time zone, locale or working folder",
            BuildAsync(environment: new(Locale("C")) { ["TZ"] = "UTC" }, folder: sources.Seeds, seeds: "."));
        foreach (var locale in new[] { "tr_TR.UTF-8", "ar_SA.UTF-8", "th_TH.UTF-8" })
            await Same("culture", BuildAsync(environment: new(Locale(locale))
            {
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
                ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "0",
            }));
    }

    [PosixFact]
    public async Task Neither_umask_reaches_the_bytes()
    {
        var expected = await BuildAsync();
        foreach (var mask in new[] { "000", "027", "077" })
            Assert.Equal(expected, await BuildAsync(launcher: ["/bin/sh", "-c", $"umask {mask}; exec \"$@\"", "sh"]));
    }

    [ToolFact("/usr/bin/unshare", "util-linux", needsRoot: true)]
    public async Task The_host_name_does_not_reach_the_bytes() => Assert.Equal(
        await BuildAsync(),
        await BuildAsync(launcher: ["/usr/bin/unshare", "--uts", "/bin/sh", "-c", "hostname another-host; exec \"$@\"", "sh"]));

    [ToolFact(FakeTime, "libfaketime")]
    public async Task The_clock_does_not_reach_the_bytes()
    {
        var expected = await BuildAsync();
        foreach (var time in new[] { "@1999-12-31 23:59:58", "@2040-02-29 12:00:00" })
            Assert.Equal(
                expected,
                await BuildAsync(
                    environment: new() { ["LD_PRELOAD"] = FakeTime, ["FAKETIME"] = time, ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" }));
    }

    [Fact]
    public async Task SOURCE_DATE_EPOCH_says_what_the_descriptor_may_say_as_well()
    {
        var text = File.ReadAllText(sources.Seeds + "/dataset.yaml");
        var written = System.Text.RegularExpressions.Regex.Match(text, "(?m)^released: *([0-9-]+)").Groups[1].Value;
        var seconds = new DateTimeOffset(DateTime.ParseExact(written, "yyyy-MM-dd", null), TimeSpan.Zero).ToUnixTimeSeconds();
        string Epoch(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var expected = await BuildAsync();
        Assert.Equal(expected, await BuildAsync(environment: new() { ["SOURCE_DATE_EPOCH"] = Epoch(seconds) }));
        Assert.NotEqual(expected, await BuildAsync(environment: new() { ["SOURCE_DATE_EPOCH"] = Epoch(seconds + 86400) }));
    }

    public void Dispose() => sources.Dispose();

    private static Dictionary<string, string?> Locale(string name) => new() { ["LANG"] = name, ["LC_ALL"] = name };

    /// <summary>Builds, and gives every path of the output with the digest of its bytes.</summary>
    private async Task<string> BuildAsync(
        string[]? launcher = null, Dictionary<string, string?>? environment = null, string? folder = null, string? seeds = null,
        string jobs = "2")
    {
        var output = $"{sources.Folder}/out{++outputs}";
        environment ??= [];
        environment.TryAdd("SOURCE_DATE_EPOCH", null);
        var run = await ToolProcess.RunAsync(
            [.. launcher ?? [], ToolProcess.Host, ToolProcess.Assembly, "build", seeds ?? sources.Seeds, "-o", output, "--jobs", jobs],
            environment, folder);
        Assert.True(run.Status == 0, run.Out + run.Error);
        return StruckOutput.Describe(StruckOutput.Snapshot(output));
    }

    /// <summary>The sources in another folder, their files made in another order and with other times.</summary>
    private string Copied(string to, bool backwards)
    {
        foreach (var part in new[] { "seeds", "schema" })
        {
            var files = Directory.GetFiles($"{sources.Folder}/{part}", "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).ToList();
            if (backwards)
                files.Reverse();
            foreach (var file in files)
            {
                var target = Path.Combine(to, Path.GetRelativePath(sources.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
                File.SetLastWriteTimeUtc(target, new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
            }
        }
        return to + "/seeds";
    }
}
