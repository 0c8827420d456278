using System.Globalization;
using Dataset.Formats;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Releases;

/// <summary>Writes <c>release.json</c>; its form is described by <c>schema/release.schema.json</c>.</summary>
internal static class ManifestWriter
{
    public static byte[] Write(Manifest manifest) => IndentedJson.Write(json => Write(json, manifest));

    /// <summary>Writes it piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(Manifest manifest, Stream target) => IndentedJson.Write(target, json => Write(json, manifest));

    private static void Write(IndentedJson json, Manifest manifest) => json.Object(() =>
    {
        json.Member("$schema", ReleaseLayout.ManifestSchema.Value);
        json.Member("manifest", Manifest.FormatVersion);
        json.Member("name", manifest.Name);
        json.Member("version", manifest.Version.ToString());
        json.Member("released", manifest.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (manifest.Previous is { } previous)
        {
            json.MemberObject("previous", () =>
            {
                json.Member("version", previous.Version.ToString());
                json.Member("checksumsDigest", previous.ChecksumsDigest.ToString());
            });
        }
        else
        {
            json.Member("previous", null);
        }
        json.Member("title", manifest.Title);
        json.Member("description", manifest.Description);
        json.Member("language", manifest.Language);
        json.Member("homepage", manifest.Homepage);
        json.Name("keywords").Array(manifest.Keywords);
        json.MemberArray("licenses", () =>
        {
            foreach (var license in manifest.Licenses)
                json.Object(() =>
                {
                    json.Member("name", license.Name);
                    json.Member("title", license.Title);
                    json.Member("url", license.Url);
                    json.Member("covers", license.Covers);
                });
        });
        json.MemberArray("creators", () =>
        {
            foreach (var creator in manifest.Creators)
                json.Object(() =>
                {
                    json.Member("name", creator.Name);
                    json.Member("url", creator.Url);
                });
        });
        json.MemberObject("recipe", () =>
        {
            json.Member("name", manifest.Recipe);
            json.Name("steps").Array(manifest.RecipeSteps);
        });
        json.MemberObject("tool", () =>
        {
            json.Member("name", manifest.Tool.Name);
            json.Member("version", manifest.Tool.Version);
        });
        if (manifest.PartCount > 1)
            json.Member("parts", manifest.PartCount);
        json.MemberArray("tables", () =>
        {
            foreach (var table in manifest.Tables)
                Write(json, table);
        });
        Write(json, "files", manifest.Files);
        Write(json, "sources", manifest.Sources);
    });

    private static void Write(IndentedJson json, ManifestTable table) => json.Object(() =>
    {
        json.Member("name", table.Name);
        json.Member("title", table.Title);
        json.Member("schema", table.Schema.Value);
        json.Member("rows", table.RowCount);
        json.Member("contentDigest", table.ContentDigest.ToString());
        json.MemberArray("parts", () =>
        {
            foreach (var part in table.Parts)
                json.Object(() =>
                {
                    json.Member("rows", part.RowCount);
                    foreach (var (format, file) in TableFormats.All.Zip(part.Files))
                        json.Member(format.Extension, file.Value);
                });
        });
    });

    private static void Write(IndentedJson json, string name, IReadOnlyList<ReleaseFile> files) => json.MemberArray(name, () =>
    {
        foreach (var file in files)
            json.Object(() =>
            {
                json.Member("path", file.Path.Value);
                json.Member("sizeInBytes", file.SizeInBytes);
                json.Member("digest", file.Digest.ToString());
            });
    });
}
