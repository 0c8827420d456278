using Dataset.Files;
using Dataset.Releases;

namespace Dataset.Building;

/// <summary>Writes the files of a release into its staging folder, has each flushed to the disk, and remembers their checksums.</summary>
internal sealed class ReleaseWriter(string folder, DiskQueue disk)
{
    private readonly List<ReleaseFile> files = [];
    private readonly HashSet<RelativePath> linked = [];

    public string Folder => folder;

    /// <summary>Every file so far, by path.</summary>
    public IReadOnlyList<ReleaseFile> Files => [.. files.OrderBy(f => f.Path)];

    /// <summary>The digest of every file so far that this run wrote, made of the bytes as they were written.</summary>
    public IReadOnlyDictionary<RelativePath, Digest> Written =>
        files.Where(f => !linked.Contains(f.Path)).ToDictionary(f => f.Path, f => f.Digest);

    /// <summary>Makes a folder of the release and gives its path.</summary>
    public string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(RelativePath path, ReadOnlySpan<byte> bytes)
    {
        using var file = new HashingFile(path.Below(folder), disk);
        file.Write(bytes);
        Complete(path, file);
    }

    /// <summary>Writes a file that may be large, piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(RelativePath path, Action<Stream> content)
    {
        using var file = new HashingFile(path.Below(folder), disk);
        content(file);
        Complete(path, file);
    }

    /// <summary>Opens a file that is written, whether it is on the disk yet or not.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Stream Open(RelativePath path) => new FileStream(path.Below(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>Takes note of a file that is there already.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isLinked">Whether another run wrote it: its digest is then read again when it is verified.</param>
    public void Add(ReleaseFile file, bool isLinked)
    {
        files.Add(file);
        if (isLinked)
            linked.Add(file.Path);
    }

    private void Complete(RelativePath path, HashingFile file)
    {
        file.Complete();
        Add(new(path, file.Length, file.Digest), isLinked: false);
    }
}
