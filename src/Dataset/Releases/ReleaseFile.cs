using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Dataset.Files;

namespace Dataset.Releases;

/// <summary>A file that a manifest names.</summary>
/// <param name="Path">Below the release folder, or for a source below the folder that holds the source and schema folders.</param>
public sealed record ReleaseFile(RelativePath Path, long SizeInBytes, Digest Digest)
{
    /// <summary>Of the text of a document: the encoding that its metadata declares; null for UTF-8, and of all others.</summary>
    public string? Encoding { get; init; }
}

/// <summary>
/// Files in a quarter of the memory that they take one by one: the sources of a release may be hundreds of thousands, and are looked at
/// twice or so. Each is made anew when it is asked for.
/// </summary>
internal sealed class ListedFiles : IReadOnlyList<ReleaseFile>
{
    private readonly List<byte> paths = [];
    private readonly List<byte> digests = [];
    private readonly List<(int PathEnd, long SizeInBytes)> files = [];
    private readonly Dictionary<int, string> encodings = [];

    private ListedFiles()
    {
    }

    public int Count => files.Count;

    public ReleaseFile this[int index]
    {
        get
        {
            var (start, (end, size)) = (index == 0 ? 0 : files[index - 1].PathEnd, files[index]);
            var path = RelativePath.OfValue(Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(paths)[start..end]));
            var digest = Digest.OfHash(CollectionsMarshal.AsSpan(digests).Slice(index * Digest.SizeInBytes, Digest.SizeInBytes));
            return new(path, size, digest) { Encoding = encodings.GetValueOrDefault(index) };
        }
    }

    public static ListedFiles Of(IEnumerable<ReleaseFile> files)
    {
        var list = new ListedFiles();
        foreach (var file in files)
        {
            list.paths.AddRange(Encoding.UTF8.GetBytes(file.Path.Value));
            list.digests.AddRange(file.Digest.ToHash());
            if (file.Encoding is { } encoding)
                list.encodings.Add(list.Count, encoding);
            list.files.Add((list.paths.Count, file.SizeInBytes));
        }
        return list;
    }

    public IEnumerator<ReleaseFile> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
