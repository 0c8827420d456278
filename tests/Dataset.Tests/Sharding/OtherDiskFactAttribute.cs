using Dataset.Files;

namespace Dataset.Tests.Sharding;

/// <summary>A test that needs a folder on another file system than that of temporary files.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OtherDiskFactAttribute : FactAttribute
{
    public OtherDiskFactAttribute() =>
        Skip = Folder is null ? "No folder is known that is on another file system than temporary files." : null;

    /// <summary>One in memory, or where those are, one on the disk; null where neither is there.</summary>
    public static string? Folder { get; } = Array.Find(["/dev/shm", "/var/tmp"], IsOther);

    private static bool IsOther(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        var (here, there) = (Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Path.Combine(folder, Path.GetRandomFileName()));
        try
        {
            File.WriteAllText(here, "");
            return Dataset.Files.Posix.Link(here, there) == Dataset.Files.LinkObstacle.OtherFileSystem;
        }
        finally
        {
            File.Delete(here);
            File.Delete(there);
        }
    }
}
