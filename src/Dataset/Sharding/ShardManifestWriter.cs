using Dataset.Building;
using Dataset.Formats;
using Dataset.Releases;
using Dataset.Sources;
using Dataset.Syntax;

namespace Dataset.Sharding;

/// <summary>Writes <c>shard.json</c>; its form is described by <c>schema/shard.schema.json</c>.</summary>
internal static class ShardManifestWriter
{
    public static byte[] Write(ShardManifest shard) => IndentedJson.Write(json => Write(json, shard));

    /// <summary>Writes it piece by piece.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(ShardManifest shard, Stream target) => IndentedJson.Write(target, json => Write(json, shard));

    private static void Write(IndentedJson json, ShardManifest shard) => json.Object(() =>
    {
        json.Member("shard", ShardManifest.FormatVersion);
        json.Member("name", shard.Name);
        json.Member("version", shard.Version.ToString());
        json.Member("recipe", shard.Recipe);
        json.MemberObject("tool", () =>
        {
            json.Member("name", shard.Tool.Name);
            json.Member("version", shard.Tool.Version);
        });
        json.Member("part", shard.Number);
        json.Member("parts", shard.Count);
        json.MemberArray("ranges", () =>
        {
            foreach (var range in shard.Ranges)
                Write(json, range);
        });
        json.MemberArray("tables", () =>
        {
            foreach (var table in shard.Tables)
                Write(json, table);
        });
        Write(json, "files", shard.Files);
        Write(json, "sources", shard.Sources);
    });

    /// <summary>How a unit is written.</summary>
    public static string WordOf(SourceUnit unit) => unit == SourceUnit.Document ? "document" : "byte";

    private static void Write(IndentedJson json, SourceRange range) => json.Object(() =>
    {
        json.Member("table", range.Table);
        json.Member("source", range.Source.Value);
        json.Member("unit", WordOf(range.Unit));
        json.Member("from", range.From);
        json.Member("to", range.To);
        json.Member("of", range.Of);
        json.Member("digest", range.Digest.ToString());
    });

    private static void Write(IndentedJson json, ShardTable table) => json.Object(() =>
    {
        json.Member("name", table.Name);
        json.Member("rows", table.RowCount);
        Write(json, "first", table.First);
        Write(json, "last", table.Last);
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

    private static void Write(IndentedJson json, string name, KeyText? key)
    {
        if (key is null)
            json.Member(name, null);
        else
            json.Name(name).Array(key.Values);
    }

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
