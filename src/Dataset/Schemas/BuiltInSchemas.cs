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

    private static byte[] Load(string name)
    {
        using var stream = typeof(BuiltInSchemas).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
