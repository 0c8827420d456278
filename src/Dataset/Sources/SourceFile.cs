using Dataset.Checksums;
using Dataset.Files;

namespace Dataset.Sources;

/// <summary>A file that a release is made from.</summary>
/// <param name="Path">
/// <c>seeds/</c> and the path in the source folder, or <c>schema/</c> and the path in the folder of schemas, whatever the two are called
/// on this machine: where the sources stand must not reach a release.
/// </param>
public sealed record SourceFile(RelativePath Path, long SizeInBytes, Digest Digest)
{
    /// <summary>Before the paths of files in the source folder.</summary>
    public const string SourcePrefix = "seeds";

    /// <summary>Before the paths of files in the folder of schemas.</summary>
    public const string SchemaPrefix = "schema";

    /// <summary>A path in the source folder as a release names it.</summary>
    internal static RelativePath PathOf(RelativePath path) => RelativePath.Parse($"{SourcePrefix}/{path}");
}
