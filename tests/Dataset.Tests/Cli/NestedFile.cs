using Parquet;
using Parquet.Schema;

namespace Dataset.Tests.Cli;

/// <summary>A Parquet file with a structure, a list of lists and a map, written level by level.</summary>
internal static class NestedFile
{
    public static async Task WriteAsync(string path)
    {
        var schema = new ParquetSchema(
            new DataField<int>("id", false),
            new StructField("place", new DataField<string>("city"), new ListField("codes", new DataField<int>("element", true))),
            new ListField("nested", new ListField("element", new DataField<int>("element", true))),
            new MapField("counts", new DataField<string>("key", false), new DataField<int>("value", true)));
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, file, new() { CompressionMethod = CompressionMethod.Gzip });
        using var group = writer.CreateRowGroup();
        await group.WriteAllPartsAsync<int>(schema.DataFields[0], new[] { 1, 2, 3 }, null, null, default);
        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(
            schema.DataFields[1], new ReadOnlyMemory<char>[] { "Ö".AsMemory() }, new[] { 2, 0, 1 }, null, default);
        await group.WriteAllPartsAsync<int>(
            schema.DataFields[2], new[] { 7 }, new[] { 4, 3, 0, 2 }, new[] { 0, 1, 0, 0 }, default);
        await group.WriteAllPartsAsync<int>(
            schema.DataFields[3], new[] { 1, 2, 3 }, new[] { 5, 5, 3, 5, 0, 1 }, new[] { 0, 2, 1, 1, 0, 0 }, default);
        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(
            schema.DataFields[4], new ReadOnlyMemory<char>[] { "a".AsMemory(), "b".AsMemory(), "c".AsMemory() },
            new[] { 2, 2, 1, 2 }, new[] { 0, 1, 0, 0 }, default);
        await group.WriteAllPartsAsync<int>(schema.DataFields[5], new[] { 1, 3 }, new[] { 3, 2, 1, 3 }, new[] { 0, 1, 0, 0 }, default);
    }

    /// <summary>A row with a time in UTC and one that has no zone.</summary>
    public static async Task WriteTimesAsync(string path)
    {
        var schema = new ParquetSchema(
            new DateTimeDataField("utc", DateTimeFormat.Timestamp, true, DateTimeTimeUnit.Micros, false),
            new DateTimeDataField("local", DateTimeFormat.Timestamp, false, DateTimeTimeUnit.Micros, false));
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, file, new() { CompressionMethod = CompressionMethod.Gzip });
        using var group = writer.CreateRowGroup();
        foreach (var (field, kind) in schema.DataFields.Zip([DateTimeKind.Utc, DateTimeKind.Unspecified]))
            await group.WriteAllPartsAsync<DateTime>(
                field, new DateTime[] { new(2026, 1, 31, 8, 15, 0, 500, kind) }, null, null, default);
    }
}
