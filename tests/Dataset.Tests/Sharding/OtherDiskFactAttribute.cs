using Dataset.Files;

namespace Dataset.Tests.Sharding;

/// <summary>A test that needs a folder on another file system than that of temporary files.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OtherDiskFactAttribute : FactAttribute
{
    public OtherDiskFactAttribute() => Skip = IsOther() ? null : $"{Folder} is not there, or on the file system of temporary files.";

    /// <summary>A file system in memory that every Linux has.</summary>
    public static string Folder => "/dev/shm";

    private static bool IsOther()
    {
        if (!Directory.Exists(Folder))
            return false;
        var (here, there) = (Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Path.Combine(Folder, Path.GetRandomFileName()));
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
