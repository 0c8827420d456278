using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Fuzzing;

/// <summary>
/// The files that fuzzing starts from, kept in <c>tests/fixtures/parquet</c>: good ones from this writer, and every input
/// that once did harm. With <c>DATASET_PARQUET_CORPUS</c> set to that folder, the good ones are written again.
/// </summary>
internal static class Corpus
{
    /// <summary>Each file by its name, in the order of names.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = Load();

    /// <summary>The good ones, as they should be.</summary>
    public static IReadOnlyDictionary<string, byte[]> Make()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["every-type.parquet"] = Sample.File,
            ["no-rows.parquet"] = TestFile.Write(Sample.Schema, []),
            ["zstd.parquet"] = TestFile.Write(
                Sample.Schema, [Sample.Rows(0, 10)], Sample.Options with { Codec = CompressionCodec.Zstd }),
            ["uncompressed.parquet"] = TestFile.Write(
                Sample.Schema, [Sample.Rows(0, 5)], Sample.Options with { Codec = CompressionCodec.Uncompressed }),
        };
        foreach (var isList in new[] { false, true })
        {
            foreach (var type in Enum.GetValues<ParquetType>())
            {
                var column = new ParquetColumn("c", type, isList);
                var name = $"{type.ToString().ToLowerInvariant()}{(isList ? "-list" : "")}.parquet";
                files[name] = TestFile.Write(
                    column, Columns.Of(column, Enumerable.Range(0, 40).Select(row => Cell(type, isList, row))), new() { PageRows = 15 });
            }
        }
        return files;
    }

    private static object? Cell(ParquetType type, bool isList, int row)
    {
        if (row % 9 == 4)
            return null;
        return isList ? Enumerable.Range(row, row % 4).Select(i => i % 5 == 2 ? null : Value(type, i)).ToList() : Value(type, row);
    }

    private static object Value(ParquetType type, int i) => type switch
    {
        ParquetType.String => $"value number {i % 6}, é漢𝄞",
        ParquetType.Number => i / 3.0,
        ParquetType.Boolean => i % 3 == 0,
        ParquetType.Date => i * 1000,
        ParquetType.DateTime => i % 4 * 1_000_000L,
        _ => i * 1_000_000_007L,
    };

    private static SortedDictionary<string, byte[]> Load()
    {
        if (Environment.GetEnvironmentVariable("DATASET_PARQUET_CORPUS") is { Length: > 0 } folder)
        {
            foreach (var (name, bytes) in Make())
                File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", "parquet"), "*.parquet"))
            files[Path.GetFileName(path)] = File.ReadAllBytes(path);
        return files;
    }
}
