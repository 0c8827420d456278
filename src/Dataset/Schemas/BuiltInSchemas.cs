namespace Dataset.Schemas;

/// <summary>The JSON Schemas of the files that this tool defines, as they stand in <c>schema/</c>.</summary>
public static class BuiltInSchemas
{
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
