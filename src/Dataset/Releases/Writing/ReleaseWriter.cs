using Dataset.Checksums;
using Dataset.Files;
using Dataset.Manifests;

namespace Dataset.Releases.Writing;

/// <summary>Writes the files of a release into its staging folder, each flushed to disk, and remembers their digests.</summary>
internal sealed class ReleaseWriter(string folder)
{
    private readonly List<ReleaseFile> files = [];

    /// <summary>Every file so far, by path.</summary>
    public IReadOnlyList<ReleaseFile> Files => [.. files.OrderBy(f => f.Path)];

    /// <summary>Makes a folder of the release and gives its path.</summary>
    public string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public ReleaseFile Write(RelativePath path, ReadOnlySpan<byte> bytes)
    {
        using var file = new HashingFile(path.Below(folder));
        file.Write(bytes);
        file.Flush();
        return Add(new(path, bytes.Length, file.Digest));
    }

    /// <summary>Takes note of a file that somebody else wrote and flushed.</summary>
    public ReleaseFile Add(ReleaseFile file)
    {
        files.Add(file);
        return file;
    }
}
