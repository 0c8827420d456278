using Dataset.Files;

namespace Dataset.Cli.Templates;

/// <summary>Writes files that are not there yet; what is there is never touched.</summary>
internal sealed class NewFiles(string folder)
{
    private readonly List<string> made = [];

    /// <summary>The files written, below the folder, in order.</summary>
    public List<string> Written { get; } = [];

    /// <summary>The files that were replaced.</summary>
    public List<string> Replaced { get; } = [];

    /// <summary>The files that were there already with other content, below the folder, in order.</summary>
    public List<string> LeftAlone { get; } = [];

    /// <summary>Writes the files. If one cannot be written, those of this object are removed again.</summary>
    /// <exception cref="IOException">The folder or a file cannot be written, or a file that is copied cannot be read.</exception>
    public void Write(IEnumerable<NewFile> files)
    {
        try
        {
            MakeFolder(Path.GetFullPath(folder));
            foreach (var file in files)
            {
                var path = Below(file.Path);
                if (Path.Exists(path))
                {
                    if (!IsSame(path, file))
                        LeftAlone.Add(file.Path);
                    continue;
                }
                MakeFolder(Path.GetDirectoryName(path)!);
                Written.Add(file.Path);
                using var target = new FileStream(path, FileMode.CreateNew);
                if (file.CopyOf is not { } source)
                {
                    target.Write(file.Content!.Value.Span);
                    continue;
                }
                using var copied = File.OpenRead(source);
                copied.CopyTo(target);
            }
        }
        catch (Exception problem)
        {
            Remove();
            // So the runtime calls a file that the system does not let grow any further.
            if (problem is ArgumentOutOfRangeException)
                throw new IOException($"Could not write into {folder}: a file would be larger than the system lets it be.", problem);
            throw;
        }
    }

    /// <summary>Replaces a file that exists, as a whole.</summary>
    /// <exception cref="IOException">It cannot be written; the files of this object are removed then.</exception>
    public void Replace(string file, ReadOnlySpan<byte> content)
    {
        var beside = Below(file + ".new");
        try
        {
            using (var target = new FileStream(beside, FileMode.CreateNew))
                target.Write(content);
            File.Move(beside, Below(file), overwrite: true);
            Replaced.Add(file);
        }
        catch (Exception)
        {
            File.Delete(beside);
            Remove();
            throw;
        }
    }

    /// <summary>Whether a file has the bytes already that would be written.</summary>
    private static bool IsSame(string path, NewFile file) => File.Exists(path) && (file.CopyOf is { } source
        ? new FileInfo(path).Length == new FileInfo(source).Length && DigestOf(path) == DigestOf(source)
        : file.Content!.Value.Span.SequenceEqual(File.ReadAllBytes(path)));

    private static Digest DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Digest.Of(file);
    }

    private void Remove()
    {
        foreach (var file in Written)
            File.Delete(Below(file));
        foreach (var path in Enumerable.Reverse(made).Where(p => !Directory.EnumerateFileSystemEntries(p).Any()))
            Directory.Delete(path);
    }

    private string Below(string path) => Path.GetFullPath(Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar)));

    /// <summary>Makes a folder and those above it, and remembers which were not there.</summary>
    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (Path.GetDirectoryName(path) is { } above)
            MakeFolder(above);
        if (new FileInfo(path).LinkTarget is not null)
            throw new IOException(
                $"Could not make the folder {path}: a link of that name exists, which leads to no folder. Choose another one.");
        if (File.Exists(path))
            throw new IOException($"Could not make the folder {path}: a file of that name exists. Choose another one.");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // So the runtime calls it where the file system takes no folders.
            throw new IOException($"Could not make the folder {path}: no folder can be made there. Choose another one.", e);
        }
        made.Add(path);
    }
}
