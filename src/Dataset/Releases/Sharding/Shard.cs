using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases.Reading;

namespace Dataset.Releases.Sharding;

/// <summary>A part of a release as it lies in its folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">Its files.</param>
/// <param name="Manifest">What its <c>shard.json</c> says.</param>
internal sealed record Shard(string Folder, ReleaseFiles Files, ShardManifest Manifest) : IDisposable
{
    /// <summary>0-based.</summary>
    public int Part => Manifest.Number - 1;

    /// <summary>Its <c>shard.json</c>, in findings.</summary>
    public Location Location => new(Files.Display(ShardManifest.FileName));

    /// <summary>The path of a file of it.</summary>
    public string PathOf(RelativePath path) => path.Below(Folder);

    public void Dispose() => Files.Dispose();
}
