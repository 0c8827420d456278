using Dataset.Files;
using Dataset.Releases.Reading;

namespace Dataset.Tests.Verification;

/// <summary>A release whose files are in memory, so that thousands of broken ones can be verified.</summary>
internal sealed class MemoryRelease : ReleaseFiles
{
    private readonly Dictionary<string, byte[]> files;

    public MemoryRelease(IEnumerable<KeyValuePair<string, byte[]>> files) : base("r")
    {
        this.files = files.ToDictionary();
        SetEntries(this.files.Select(f => new ReleaseEntry(RelativePath.Parse(f.Key), f.Value.Length)));
    }

    public override Stream Open(RelativePath path) => new MemoryStream(files[path.Value], writable: false);
}
