using Dataset.Parquet;
using Dataset.Parquet.Metadata;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>The tables whose files every engine must read alike.</summary>
public static class TestTables
{
    public static TestTable DatesFarAway { get; } = new("dates-far-away", () => [new("value", ParquetType.Date, Samples.FarDates)]);

    public static IReadOnlyList<TestTable> All { get; } =
    [
        .. Samples.Types.Select(type => new TestTable($"{TestColumn.WordOf(type)}s", () => OfSamples(type))),
        new("dates-of-1900-to-2299", () => [new("value", ParquetType.Date, Samples.DatesOf1900To2299)]),
        DatesFarAway,
        new(
            "not-finite",
            () => [new("value", ParquetType.Number, [double.NaN, double.PositiveInfinity, double.NegativeInfinity, null, 1.0])]),
        new("zeros", () => [new("above", ParquetType.Number, [0.0, 0.0]), new("below", ParquetType.Number, [-0.0, -0.0])]),
        new("list-shapes-1-row", () => ListShapes.Columns(1, everyType: true, Samples.Types)),
        new("list-shapes-2-rows", () => ListShapes.Columns(2, everyType: true, Samples.Types)),
        new("list-shapes-3-rows", () => ListShapes.Columns(3, everyType: false, Samples.Types)),
        new("no-rows", () => Filled(0, _ => null)),
        new("all-null", () => Filled(7, _ => null)),
        new("one-row", () => Filled(1, type => Samples.Of(type)[^1])),
        new("empty-lists-alone", () => [new("value", ParquetType.String, [(object?[])[], (object?[])[]], IsList: true)]),
        new("long-text", LongText),
        .. new[] { 19_999, 20_000, 20_001 }.Select(rows => new TestTable($"pages-of-{rows}-rows", () => PagesByRows(rows), sortedBy: [0])),
        new("pages-of-1-MiB", PagesByBytes),
        new("dictionaries", () => Dictionaries(131_072)),
        new("mixed", () => Mixed.Columns(5_000), new() { PageRows = 700, RowGroupRows = 2_000 }),
        new("mixed-small-pages-new-in-each-run", () => Mixed.Columns(3_000, seed: Seeds.OfThisRun()), new() { PageSizeInBytes = 256 }),
        new("mixed-not-compressed", () => Mixed.Columns(3_000), new() { Codec = CompressionCodec.Uncompressed, PageRows = 1_000 }),
        new("names", Names),
    ];

    /// <summary>Each sample alone, between nulls, and in lists.</summary>
    private static IReadOnlyList<TestColumn> OfSamples(ParquetType type)
    {
        var samples = Samples.Of(type);
        return
        [
            new("alone", type, samples),
            new("beside_nulls", type, [.. samples.Select((sample, i) => i % 3 == 1 ? null : sample)]),
            new("constant", type, [.. samples.Select(_ => samples[^1])]),
            new("in_list", type, [.. samples.Select((sample, i) => (object?[])[sample, null, samples[i / 2]])], IsList: true),
        ];
    }

    /// <summary>A column and a list column of each type, with one value in every cell.</summary>
    private static IReadOnlyList<TestColumn> Filled(int rows, Func<ParquetType, object?> valueOf) =>
    [
        .. Samples.Types.Select(type => new TestColumn(TestColumn.WordOf(type), type, [.. Enumerable.Repeat(valueOf(type), rows)])),
        .. Samples.Types.Select(type => new TestColumn(
            TestColumn.WordOf(type) + "_list", type,
            [.. Enumerable.Repeat((object?)(valueOf(type) is { } value ? new[] { value } : null), rows)], IsList: true)),
    ];

    /// <summary>20 MB in one cell, in one element, and not compressible text among it.</summary>
    private static IReadOnlyList<TestColumn> LongText()
    {
        var words = string.Concat(Enumerable.Range(0, 3_200_000)
            .Select(i => (i * 2654435761L % 1_000_003).ToString(System.Globalization.CultureInfo.InvariantCulture) + " "))[..20_000_000];
        return
        [
            new("text", ParquetType.String, ["before", words, null, "after"]),
            new(
                "texts", ParquetType.String, [(object?[])["a"], null, (object?[])[words[..3_000_000], null, "b"], (object?[])[]],
                IsList: true),
        ];
    }

    private static IReadOnlyList<TestColumn> PagesByRows(int rows) =>
    [
        new("id", ParquetType.Integer, [.. Enumerable.Range(0, rows).Select(i => (object?)(long)i)]),
        new("text", ParquetType.String, [.. Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? null : (object?)$"row {i}")]),
        new("flag", ParquetType.Boolean, [.. Enumerable.Range(0, rows).Select(i => i % 5 == 0 ? null : (object?)(i % 3 == 0))]),
        new(
            "list", ParquetType.Integer,
            [
                .. Enumerable.Range(
                    0,
                    rows)
                        .Select(
                            i => i % 11 == 0
                                ? null
                                : (object?)Enumerable.Range(0, i % 4).Select(j => j == 2 ? null : (object?)(long)(i + j)).ToArray()),
            ], IsList: true),
        new("null_pages", ParquetType.Integer, [.. Enumerable.Range(0, rows).Select(i => i >= 20_000 ? (object?)(long)i : null)]),
    ];

    /// <summary>Cells that fill a page of 1 MiB to the byte, or miss or pass it by one (a text takes its length and 4 bytes).</summary>
    private static IReadOnlyList<TestColumn> PagesByBytes() =>
    [
        new(
            "text", ParquetType.String,
            [.. new[]
            {
                -1, 0, 1, 0, -1,
            }.SelectMany(more => (object?[])[new string('a', (1 << 19) - 4), new string('b', (1 << 19) - 4 + more)])]),
    ];

    /// <summary>
    /// Columns of so many different values, on both sides of where indices take another bit or byte, and where dictionaries end.
    /// </summary>
    private static IReadOnlyList<TestColumn> Dictionaries(int rows)
    {
        int[] sizes = [1, 2, 3, 255, 256, 257, 65_536, 65_537];
        return
        [
            .. sizes.Select(
                size => new TestColumn(
                    $"texts_{size}", ParquetType.String, [.. Enumerable.Range(0, rows).Select(i => (object?)$"value {i % size:00000}")])),
            .. sizes.Select(
                size => new TestColumn(
                    $"integers_{size}", ParquetType.Integer, [.. Enumerable.Range(0, rows).Select(i => (object?)(i % size * 1_000_003L))])),
            new(
                "with_nulls", ParquetType.String,
                [.. Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? null : (object?)$"value {i % 257}")]),
        ];
    }

    /// <summary>Column names that some engine might have to quote or escape.</summary>
    private static IReadOnlyList<TestColumn> Names() =>
        [.. new[] { "a", "Ünïcode", "中", "table", "with-dash", "quote\"'`", "back\\slash", "a$b", "😀" }.Select(
            name => new TestColumn(name, ParquetType.Integer, [1L]))];
}
