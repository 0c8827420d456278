using System.Globalization;
using Dataset.Formats.Values;

namespace Dataset.Releases.Chaining;

/// <summary>Writes <c>releases.json</c>; its form is described by <c>schema/releases.schema.json</c>.</summary>
public static class ReleaseChainWriter
{
    public static byte[] Write(ReleaseChain chain) => IndentedJson.Write(json => json.Object(() =>
    {
        json.Member("index", ReleaseChain.FormatVersion);
        json.MemberArray("releases", () =>
        {
            foreach (var entry in chain.Entries)
                json.Object(() =>
                {
                    json.Member("name", entry.Name);
                    json.Member("version", entry.Version.ToString());
                    json.Member("released", entry.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    json.Member("checksumsDigest", entry.ChecksumsDigest.ToString());
                    json.Member("previous", entry.Previous?.ToString());
                });
        });
    }));
}
