using Dataset.Files;

namespace Dataset.Releases.Metadata;

/// <summary>
/// Where the files of a release are found: in its folder, each at its path, or beside each other, as places for downloads keep them, which
/// know no folders.
/// </summary>
internal sealed class FilePlaces
{
    private readonly string? url;

    private FilePlaces(bool areFlat, string? url) => (AreFlat, this.url) = (areFlat, url?.TrimEnd('/'));

    /// <summary>The folder of the release.</summary>
    public static FilePlaces InFolder { get; } = new(false, null);

    /// <summary>Whether the files are beside each other.</summary>
    public bool AreFlat { get; }

    /// <summary>Files beside each other.</summary>
    /// <param name="url">The address of the folder that they are in, or null where that is not known.</param>
    public static FilePlaces Flat(string? url) => new(true, url);

    /// <summary>The path of a file, from where the file that names it is.</summary>
    public string NameOf(RelativePath path) => AreFlat ? Path.GetFileName(path.Value) : path.Value;

    /// <summary>The address of a file, or its path where that is not known.</summary>
    public string AddressOf(RelativePath path) => url is null ? NameOf(path) : $"{url}/{NameOf(path)}";
}
