using Dataset.Diagnostics;
using Dataset.Publishing;

namespace Dataset.Tests.Publishing;

/// <summary>The zip that <c>dataset pack</c> makes, put where a test wants it.</summary>
internal static class PackedZip
{
    /// <param name="release">The release.</param>
    /// <param name="folder">The folder that takes the zip, in place of one of that name.</param>
    /// <returns>The zip's path.</returns>
    public static string Of(string release, string folder)
    {
        var (findings, assets) = (new DiagnosticList(), Directory.CreateTempSubdirectory("packed-").FullName);
        var packed = ReleasePacker.Pack(new() { ReleasePath = release, OutputFolder = assets, Jobs = 1 }, findings);
        Assert.False(findings.HasErrors, string.Join('\n', findings.Kept));
        var zip = Path.Combine(folder, packed!.ZipName);
        File.Move(packed.Zip, zip, overwrite: true);
        Directory.Delete(assets, recursive: true);
        return zip;
    }
}
