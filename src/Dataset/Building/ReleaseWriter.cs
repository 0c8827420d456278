using Dataset.Files;
using Dataset.Releases;

namespace Dataset.Building;

/// <summary>Writes the files of a release into its staging folder, has each forced to the disk, and remembers their checksums.</summary>
internal sealed class ReleaseWriter(string folder, DiskQueue disk)
{
    private readonly List<ReleaseFile> files = [];
    private readonly Dictionary<RelativePath, uint> crcs = [];

    /// <summary>Every file so far, by path.</summary>
    public IReadOnlyList<ReleaseFile> Files => [.. files.OrderBy(f => f.Path)];

    /// <summary>The CRC-32 of every file so far of which it is known.</summary>
    public IReadOnlyDictionary<RelativePath, uint> Crcs => crcs;

    /// <summary>The digest of every file so far whose bytes were written here, made as they were written.</summary>
    public IReadOnlyDictionary<RelativePath, Digest> Written => files.Where(f => crcs.ContainsKey(f.Path))
        .ToDictionary(f => f.Path, f => f.Digest);

    /// <summary>Makes a folder of the release and gives its path.</summary>
    public string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public ReleaseFile Write(RelativePath path, ReadOnlySpan<byte> bytes)
    {
        using var file = new HashingFile(path.Below(folder), disk);
        file.Write(bytes);
        return Complete(path, file);
    }

    /// <summary>Writes a file that may be large, piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public ReleaseFile Write(RelativePath path, Action<Stream> content)
    {
        using var file = new HashingFile(path.Below(folder), disk);
        content(file);
        return Complete(path, file);
    }

    /// <summary>Takes note of a file that somebody else wrote, and of its CRC-32 where it is known.</summary>
    public ReleaseFile Add(ReleaseFile file, uint? crc)
    {
        files.Add(file);
        if (crc is not null)
            crcs.Add(file.Path, crc.Value);
        return file;
    }

    private ReleaseFile Complete(RelativePath path, HashingFile file)
    {
        file.Complete();
        return Add(new(path, file.Length, file.Digest), file.Crc);
    }
}
