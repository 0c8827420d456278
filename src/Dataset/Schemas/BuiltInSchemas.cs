using System.Text;

namespace Dataset.Schemas;

/// <summary>The JSON Schemas of the files that this tool defines, from <c>schema/</c>.</summary>
internal static class BuiltInSchemas
{
    /// <summary>The files' names, those of the ones that are not built in too: they may be beside the schemas of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [
        "dataset.schema.json", "release.schema.json", "releases.schema.json", "shard.schema.json",
    ];

    /// <summary>Of <c>dataset.yaml</c>.</summary>
    public static byte[] Descriptor { get; } = Load("dataset.schema.json");

    /// <summary>Of <c>release.json</c>.</summary>
    public static byte[] Release { get; } = Load("release.schema.json");

    /// <summary>
    /// The same without the members that came later than others: a release that has none of them is the same bytes as before they came.
    /// </summary>
    public static byte[] ReleaseWithoutLater => Plain.Value;

    private static readonly Lazy<byte[]> Plain = new(() =>
    {
        var lines = Encoding.UTF8.GetString(Release).Replace("#/definitions/source\"", "#/definitions/file\"", StringComparison.Ordinal)
            .Split('\n').ToList();
        foreach (var member in (string[])["source", "languages", "doi", "citation", "funding", "coverage", "method", "orcid"])
        {
            var first = lines.FindIndex(l => l.TrimStart() == $"\"{member}\": {{");
            var indent = lines[first][..^lines[first].TrimStart().Length];
            lines.RemoveRange(first, lines.IndexOf(indent + "},", first) - first + 1);
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    });

    private static byte[] Load(string name)
    {
        using var stream = typeof(BuiltInSchemas).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
