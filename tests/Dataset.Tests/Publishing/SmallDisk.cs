using Dataset.Tests.Cli;

namespace Dataset.Tests.Publishing;

/// <summary>
/// Builds on a disk of its own (<c>tmpfs</c> in a mount namespace, which ends with the process), too small or just large enough.
/// </summary>
/// <param name="Status">Of the build.</param>
/// <param name="Error">What it said last.</param>
/// <param name="Before">Every file and folder of the output with the digest of its bytes.</param>
/// <param name="After">The same after the build.</param>
/// <param name="WithRoom">The same after another build, once there is room.</param>
internal sealed record SmallDisk(int Status, string Error, string Before, string After, string WithRoom)
{
    public const string Unshare = "/usr/bin/unshare";

    /// <summary>What the script says where the template alone does not fit.</summary>
    private const int NoRoomForTemplate = 77;

    private const string Script = """
        disk=$1 limit=$2 template=$3
        shift 3
        state() { (cd "$disk/dist" && find . -mindepth 1 -type d | LC_ALL=C sort && find . -type f -exec sha256sum {} + | LC_ALL=C sort); }
        mount -t tmpfs -o "$limit" none "$disk" || exit 9
        cp -a "$template" "$disk/dist" 2>/dev/null || exit 77
        state; echo ==
        "$@"; status=$?; echo ==
        state; echo ==
        mount -o remount,size=64m,nr_inodes=10000 none "$disk" && "$@" 2>/dev/null; echo ==
        state
        exit $status
        """;

    /// <summary>Builds into a copy of a folder on a disk, and once more when the disk has been made larger.</summary>
    /// <param name="mountPoint">An empty folder.</param>
    /// <param name="limit">As <c>mount -t tmpfs -o</c> takes it: <c>size=64k</c>, <c>nr_inodes=20</c>.</param>
    /// <param name="template">What is in the output folder before.</param>
    /// <param name="args">The build's arguments but for the output folder.</param>
    /// <returns>Null where the disk is too small for the template already.</returns>
    public static async Task<SmallDisk?> BuildAsync(string mountPoint, string limit, string template, params string[] args)
    {
        Directory.CreateDirectory(mountPoint);
        var run = await ToolProcess.RunAsync(
        [
            Unshare, "-m", "/bin/sh", "-c", Script, "sh", mountPoint, limit, template,
            ToolProcess.Host, ToolProcess.Assembly, "build", "-o", mountPoint + "/dist", .. args,
        ]);
        if (run.Status == NoRoomForTemplate)
            return null;
        var parts = run.Out.Split("==\n");
        Assert.True(parts.Length == 5, run.Out + run.Error);
        Assert.Equal("", parts[1] + parts[3]);
        return new(run.Status, run.LastError, parts[0], parts[2], parts[4]);
    }
}
