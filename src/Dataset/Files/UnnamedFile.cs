using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>A file for what is too large for memory and gone with the process, however that ends.</summary>
internal static class UnnamedFile
{
    /// <summary>Makes an empty file in a folder, for reading and writing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder takes no files.</exception>
    public static SafeFileHandle Create(string folder)
    {
        var path = Path.Combine(folder, ".dataset-" + Path.GetRandomFileName());
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        // Where a file may lose its name while it is open, nothing is left of it even when the process is killed.
        if (Posix.IsAvailable)
            File.Delete(path);
        return file;
    }
}
