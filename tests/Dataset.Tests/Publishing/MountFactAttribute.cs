using System.Diagnostics;

namespace Dataset.Tests.Publishing;

/// <summary>
/// A test that mounts a file system of its own, seen by no other process: skipped where that is not allowed, except in CI, where it then
/// fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(TryMount);

    public MountFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !CanMount.Value)
            Skip = "No file system can be mounted here: that takes Linux, root and Debian's util-linux and mount.";
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists(SmallDisk.Unshare))
            return false;
        using var process = Process.Start(new ProcessStartInfo(
            SmallDisk.Unshare, ["-m", "/bin/sh", "-c", "mount -t tmpfs -o size=64k none /mnt"])
        { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
