using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;
using Dataset.Parquet.Tests.Fuzzing;

namespace Dataset.Interop.Tests.Hostile;

/// <summary>A Parquet file that does harm to readers.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Properties">Of a JSON Schema that the file's columns have, so that a reader goes on to the values.</param>
internal sealed record HostileFile(string Name, byte[] Bytes, string Properties)
{
    private const string OfSample = """
        "id": {"description": "d", "type": "string"},
        "count": {"description": "d", "type": ["integer", "null"]},
        "score": {"description": "d", "type": ["number", "null"]},
        "open": {"description": "d", "type": ["boolean", "null"]},
        "day": {"description": "d", "type": ["string", "null"], "format": "date"},
        "seen": {"description": "d", "type": ["string", "null"], "format": "date-time"},
        "kind": {"description": "d", "type": ["string", "null"]},
        "tags": {"description": "d", "type": ["array", "null"], "items": {"type": ["string", "null"]}},
        "numbers": {"description": "d", "type": ["array", "null"], "items": {"type": ["integer", "null"]}}
        """;

    private const string OfBombs = """
        "text": {"description": "d", "type": "string"}
        """;

    private static readonly byte[] Good = TestFile.Write(
        Sample.Schema, [Sample.Rows(0, 40)], Sample.Options with { Codec = CompressionCodec.Uncompressed });

    /// <summary>Each with one lie, all else made to agree with it: the shapes of files that have broken the readers of others.</summary>
    public static IReadOnlyList<HostileFile> Shapes { get; } =
    [
        // Parquet.Net reads no column index.
        .. BombFiles.All.Where(b => !b.Key.StartsWith("a column index", StringComparison.Ordinal))
            .Select(b => new HostileFile(b.Key, b.Value, OfBombs)),
        Forged("a schema of 100,000 levels", f => f.EditFile = file => file with
        {
            Schema =
            [
                file.Schema[0] with { ChildCount = 1 },
                .. Enumerable.Repeat(new SchemaElement { Name = "g", Repetition = Repetition.Optional, ChildCount = 1 }, 100_000),
                file.Schema[1],
            ],
        }),
        Forged("a type that is none", f => f.EditFile = file => file with
        {
            Schema = [file.Schema[0], file.Schema[1] with { Type = (PhysicalType)42 }, .. file.Schema.Skip(2)],
        }),
        Forged("a dictionary of -1 entries", f => f.Groups[0][6].Dictionary.EditHeader = h => h with { ValueCount = -1 }),
        Forged("a dictionary cut in half", f => f.Groups[0][6].Dictionary.Body = f.Groups[0][6].Dictionary.Body[..^20]),
        Forged("indexes outside the dictionary", f => Fill(f.Groups[0][6].Data.Body, 6)),
        Forged("a page cut short by two values", f => f.Groups[0][2].Data.Body = f.Groups[0][2].Data.Body[..^16]),
        Forged("a page without its values", f => f.Groups[0][2].Data.Body = f.Groups[0][2].Data.Body[..6]),
        Forged("a page of no bytes", f => f.Groups[0][2].Data.Body = []),
        Forged("levels longer than their page", f => f.Groups[0][1].Data.Body[0] = 0xFF),
        Forged("fewer levels of values than values", f => f.Groups[0][2].Data.Body[5] = 5),
        Forged("more values than rows", f => f.Groups[0][1].Data.EditHeader = h => h with { ValueCount = h.ValueCount + 1000 }),
        Forged("a text longer than its page", f => Fill(f.Groups[0][0].Data.Body, 10)),
        Forged("a page of a negative size", f => f.Groups[0][3].Data.EditHeader = h => h with { CompressedSizeInBytes = -5 }),
        Forged("a page larger than its chunk", f => f.Groups[0][3].Data.EditHeader = h => h with { CompressedSizeInBytes = 1 << 30 }),
        Forged("a chunk before the file", f => f.Groups[0][3].EditPlaced = c => c with { DataPageOffset = -8 }),
        Forged("a chunk in the footer", f => f.Groups[0][3].EditPlaced = c => c with { DataPageOffset = 1 << 20 }),
        Forged("a row group of -1 rows", f => f.EditGroup = (g, _) => g with { RowCount = -1 }),
        Forged("rows that are not there", f => f.EditFile = file => file with { RowCount = file.RowCount + 1 }),
    ];

    /// <summary>
    /// Changes at random, half of them the same in every run: of the file, its footer, and pages whose checksums are right again.
    /// </summary>
    public static IEnumerable<HostileFile> Fuzzed(int count)
    {
#pragma warning disable CA5394 // Nothing here is secret.
        var random = new Random(20_261_129);
        for (var i = 0; i < count; i++)
        {
            if (i == count / 2)
                random = new(Seeds.OfThisRun());
            var bytes = Mutation.Of(Good, random);
            if (i % 3 != 0)
            {
                var forge = Forge.Of(Good);
                var pages = forge.Groups[0][random.Next(9)].Pages;
                var page = pages[random.Next(pages.Count)];
                if (i % 3 == 1)
                    forge.EditFooter = footer => Mutation.Of(footer, random);
                else
                    page.Body = Mutation.Of(page.Body, random);
                bytes = forge.Build();
            }
            yield return new($"case {i}", bytes, OfSample);
        }
#pragma warning restore CA5394
    }

    private static void Fill(byte[] body, int from) => body.AsSpan(from).Fill(0x7F);

    private static HostileFile Forged(string name, Action<Forge> lie)
    {
        var forge = Forge.Of(Good);
        lie(forge);
        return new(name, forge.Build(), OfSample);
    }
}
