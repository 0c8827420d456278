using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Parquet.Thrift;
using Dataset.Releases;
using Dataset.Releases.Provenance;
using Dataset.Syntax;

namespace Dataset.Tests.Verification;

/// <summary>
/// Releases in which one thing was changed, and every list, digest and text made right again by our own writers. Each kind of change says
/// by itself, without asking the tool, whether what comes of it is another honest release: then nothing is found, else something is.
/// </summary>
public class SealedMutantTests(ITestOutputHelper output)
{
    private const int FixedSeed = 20260131;

    /// <summary>Of both seeds together; more with <c>DATASET_MUTANTS</c>, as CI has it, some milliseconds each.</summary>
    private static readonly int Cases = int.Parse(
        Environment.GetEnvironmentVariable("DATASET_MUTANTS") ?? "1000", CultureInfo.InvariantCulture);

    private static readonly Lazy<TestRelease> WithTexts = new(() => Build(hasTexts: true));

    /// <summary>
    /// One table of records: three of four changes that are not about what is derived of texts are made in it, at half the cost.
    /// </summary>
    private static readonly Lazy<TestRelease> Lean = new(() => Build(hasTexts: false));

    /// <summary>The kinds of changes, each with whether what comes of it is honest.</summary>
    private static readonly Mutation[] Kinds =
    [
        new("a curated text to another", true, (r, x) => Cell(r, x, "tags", "label", Json(Clean(x)))),
        new("a curated number to another", true, (r, x) => Cell(r, x, "tags", "weight", Number(x.Next(1, 100)))),
        new("a curated list to another", true, (r, x) => Cell(r, x, "tags", "words", $"[{Json(Clean(x))},{Json(Clean(x) + "2")}]")),
        new("a record left out", true, (r, x) => Rows(r, "tags", lines => lines.RemoveAt(x.Next(1, lines.Count)))),
        new("a text that no build takes", false, (r, x) => Cell(r, x, "tags", "label", Json(Clean(x) + Bad(x)))),
        new("an element that no build takes", false, (r, x) => Cell(r, x, "tags", "words", $"[{Json(Bad(x) + Clean(x))}]")),
        new("a value out of its bounds", false, (r, x) => Cell(r, x, "tags", "weight", Number(x.Next(100, 999)))),
        new("null where none is allowed", false, (r, x) => Cell(r, x, "tags", x.Next(2) == 0 ? "label" : "words", "null")),
        new("a list that has one thing twice", false, (r, x) => Cell(r, x, "tags", "words", "[\"a\",\"a\"]")),
        new("a reference to no row", false, (r, x) => Cell(r, x, "facts", "tag", Json("none" + x.Next(100)))) { NeedsTexts = true },
        new("a key that is there twice", false, (r, x) => Rows(r, "tags", lines => lines.Insert(1, lines[0]))),
        new("a derived number", false, (r, x) => Cell(r, x, "facts", Pick(x, "start", "paragraph"), Number(x.Next(100, 999))))
        { NeedsTexts = true },
        new("a derived count", false, (r, x) => Cell(r, x, "notes", "words", Number(x.Next(100, 999)))) { NeedsTexts = true },
        new("a derived text", false, (r, x) => Cell(r, x, Pick(x, "notes", "paragraphs"), "text", Json(Clean(x)))) { NeedsTexts = true },
        new("a quote", false, (r, x) => Cell(r, x, "facts", "quote", Json("Z" + Clean(x)))) { NeedsTexts = true },
        new("a digest of a source", false, (r, x) => Cell(r, x, "notes", "sha256", Json(Convert.ToHexStringLower(Bytes(x, 32)))))
        { NeedsTexts = true },
        new("a derived row left out", false, (r, x) => Rows(r, "paragraphs", lines => lines.RemoveAt(x.Next(lines.Count))))
        { NeedsTexts = true },
        new("a manifest's text to another", true, (r, x) => r.Manifest = Texts(r.Manifest, x, Clean(x))),
        new("a manifest's text to what no descriptor has", false, (r, x) => r.Manifest = Texts(r.Manifest, x, Clean(x) + Bad(x))),
        new("a manifest's language, address or licence", false, (r, x) => r.Manifest = x.Next(3) switch
        {
            0 => r.Manifest with { Language = Clean(x) + "_" },
            1 => r.Manifest with { Homepage = "javascript:" + Clean(x) },
            _ => r.Manifest with { Licenses = [r.Manifest.Licenses[0] with { Name = Clean(x) + "`" }] },
        }),
        new("a manifest's source", false, (r, x) => r.Manifest = r.Manifest with
        {
            Sources = [.. r.Manifest.Sources.Select(
                s => s.Path.Name.EndsWith(".txt", StringComparison.Ordinal) ? s with { Digest = Digest.Of(Bytes(x, 8)) } : s)],
        }) { NeedsTexts = true },
        new("a manifest's count of rows", false, (r, x) => r.Manifest = r.Manifest with
        {
            Tables = [.. r.Manifest.Tables.Select((t, i) => i != 0 ? t : t with
            {
                RowCount = t.RowCount + 1, Parts = [t.Parts[0] with { RowCount = t.RowCount + 1 }],
            })],
        }),
        new("a recipe", false, (r, x) => r.Manifest = r.Manifest with { RecipeSteps = [.. r.Manifest.RecipeSteps.Skip(x.Next(1, 5))] }),
        new("a description in a schema", true, (r, x) =>
        {
            // Parquet's footers say what columns mean.
            var table = Table(r, x);
            Replace(r, $"schema/{table}.schema.json", "\"D.\"", Json("D. " + Clean(x)));
            Rows(r, table, _ => { });
        }),
        new("a keyword that no schema has", false, (r, x) => Replace(
            r, $"schema/{Table(r, x)}.schema.json", "\"D.\"", $"\"D.\", \"x-{Clean(x)}\": 1")),
        new("a bound that rows break", false, (r, x) => Replace(r, "schema/tags.schema.json", "\"maximum\": 99", "\"maximum\": 0")),
        new("a derivation of another kind of table", false, (r, x) => Replace(
            r, "schema/notes.schema.json", "document.words", Pick(x, "mention.name", "record.number", "paragraph.words", Clean(x))))
        { NeedsTexts = true },
        new("a key of a schema", false, (r, x) => Replace(r, "schema/tags.schema.json", "\"x-primaryKey\": [\"id\"]", Pick(
            x, "\"x-primaryKey\": []", "\"x-primaryKey\": [\"words\"]", "\"x-primaryKey\": [\"none\"]"))),
        new("the manifest's own schema", false, (r, x) => Byte(r, x, "schema/release.schema.json"), Describes: true),
        new("a text for people or tools", false, (r, x) => Byte(r, x, Pick(
            x, "README.md", "LICENSE.md", "CITATION.cff", "CHANGELOG.md", "datapackage.json", "croissant.json", "index.html",
            "ro-crate-metadata.json", "bagit.txt", "bag-info.txt", "manifest-sha256.txt")), Describes: false),
        new("a spelling of CSV", false, (r, x) => Spell(r, "data/tags.csv", x.Next(6) switch
        {
            0 => t => "\uFEFF" + t,
            1 => t => t.Replace("\n", "\r\n", StringComparison.Ordinal),
            2 => t => t[..^1],
            3 => t => t + "\n",
            4 => t => "\"id\"" + t[2..],
            _ => t => t.Replace("\n", "\r", StringComparison.Ordinal),
        })),
        new("a spelling of JSON Lines", false, (r, x) => Spell(r, "data/tags.jsonl", x.Next(6) switch
        {
            0 => t => "\uFEFF" + t,
            1 => t => t.Replace("\":", "\": ", StringComparison.Ordinal),
            2 => t => t[..^1],
            3 => t => t + "\n",
            4 => t => t.Replace("\"id\"", "\"\\u0069d\"", StringComparison.Ordinal),
            _ => t => t.Replace("\n", "\r\n", StringComparison.Ordinal),
        })),
        new("a value of one format alone", false, OneFormat),
        new("a byte of a Parquet file's pages", false, (r, x) =>
        {
            var bytes = r.Files["data/tags.parquet"].ToArray();
            bytes[x.Next(4, bytes.Length / 4)] ^= (byte)x.Next(1, 256);
            r.Files["data/tags.parquet"] = bytes;
        }),
        new("a file left out", false, (r, x) => r.Files.Remove(Pick(x, [.. r.Listed().Select(f => f.Path.Value)])), Describes: false),
        new("a key of a Parquet footer", false, Footer),
        new("what a Parquet file says of its pages and values", false, Claim),
        new("a byte of a Parquet file's indexes or footer", false, (r, x) =>
        {
            var bytes = r.Files["data/tags.parquet"].ToArray();
            using var file = new MemoryStream(bytes);
            var start = ParquetFileReader.ReadFooter(file).RowGroups[0].Columns.Min(c => c.ColumnIndexOffset ?? c.OffsetIndexOffset!.Value);
            bytes[x.Next((int)start, bytes.Length)] ^= (byte)x.Next(1, 256);
            r.Files["data/tags.parquet"] = bytes;
        }),
        new("bytes that no page of a Parquet file has", false, (r, x) => Footer(r, f => f, Bytes(x, x.Next(1, 9)))),
        new("a name or version that no Parquet footer says", false, (r, x) => r.Manifest = x.Next(2) == 0
            ? r.Manifest with { Name = "t" + Clean(x) } : r.Manifest with { Version = new(1, 0, x.Next(1, 99)) }),
        new("a compression that the files do not have", false, (r, x) => r.Manifest = r.Manifest with
        {
            Parquet = x.Next(2) == 0 ? null : new("zstd", x.Next(1, 20), Clean(x)),
        }),
        new("a day of release", true, (r, x) => r.Manifest = r.Manifest with { Released = new(2026, 2, x.Next(1, 29)) }),
        new("an address, a contact or a datasheet", true, (r, x) => r.Manifest = x.Next(4) switch
        {
            0 => r.Manifest with { Url = $"https://{Clean(x)}.example/{Clean(x)}" },
            1 => r.Manifest with { Homepage = $"https://{Clean(x)}.example/{Clean(x)}?#" },
            2 => r.Manifest with { Contact = Clean(x) },
            _ => r.Manifest with { Datasheet = [new(Clean(x), Clean(x) + "\n\n" + Clean(x))] },
        }),
        new("a previous release that the changes do not name", false, (r, x) =>
            r.Manifest = r.Manifest with { Previous = new(new(0, 9, x.Next(9)), Digest.Of(Bytes(x, 8))) }),
        new("a provenance of another build", false, (_, _) => { })
        {
            After = (r, x) => r.Files["provenance.json"] = ProvenanceStatement.Write(
                x.Next(4) switch
                {
                    0 => r.Manifest with { Version = new(1, 0, x.Next(1, 99)) },
                    1 => r.Manifest with { Name = "t" + Clean(x) },
                    2 => r.Manifest with { Tool = r.Manifest.Tool with { Version = "9." + Number(x.Next(99)) } },
                    _ => r.Manifest with { Sources = [.. r.Manifest.Sources.Skip(1)] },
                },
                r.Files["SHA256SUMS"]),
        },
        new("a spelling of release.json", false, (_, _) => { })
        {
            After = (r, x) =>
            {
                Spell(r, "release.json", JsonSpelling(x));
                r.SealChecksums();
            },
        },
        new("a spelling of provenance.json", false, (_, _) => { }) { After = (r, x) => Spell(r, "provenance.json", JsonSpelling(x)) },
        new("a spelling of SHA256SUMS", false, (_, _) => { })
        {
            After = (r, x) =>
            {
                var before = Digest.Of(r.Files["SHA256SUMS"]);
                Spell(r, "SHA256SUMS", x.Next(6) switch
                {
                    0 => t => "\uFEFF" + t,
                    1 => t => t.Replace("\n", "\r\n", StringComparison.Ordinal),
                    2 => t => t[..^1],
                    3 => t => t + "\n",
                    4 => t => t.Replace("  README.md", " *README.md", StringComparison.Ordinal),
                    _ => t => string.Concat(t.Split('\n')[..^1].Reverse().Select(l => l + "\n")),
                });
                // The statement is about these very bytes.
                r.Replace("provenance.json", before.Hex, Digest.Of(r.Files["SHA256SUMS"]).Hex);
            },
        },
        new("a file that is nowhere promised", true, (r, x) => r[$"x{Clean(x)}.md"] = Clean(x)),
    ];

    public static TheoryData<int> Seeds => [FixedSeed, Environment.TickCount];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_is_refused_or_another_honest_release(int seed)
    {
        Assert.Empty(WithTexts.Value.Verify());
        Assert.Empty(Lean.Value.Verify());
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new ConcurrentBag<string>();
        Parallel.For(0, Cases / 2, i =>
        {
            var random = new Random(HashCode.Combine(seed, i));
            var kind = Kinds[i % Kinds.Length];
            var sound = (kind.NeedsTexts || i / Kinds.Length % 4 == 0 ? WithTexts : Lean).Value;
            var release = sound.Copy();
            kind.Change(release, random);
            if (kind.Describes)
                release.Seal();
            else
            {
                release.Manifest = release.Manifest with { Files = release.Listed() };
                release.SealManifest();
            }
            kind.After?.Invoke(release, random);
            if (release.Files.All(f => sound.Files.TryGetValue(f.Key, out var bytes) && f.Value.AsSpan().SequenceEqual(bytes))
                && release.Files.Count == sound.Files.Count)
                return;
            counts.AddOrUpdate(kind.Name, 1, (_, n) => n + 1);
            var findings = release.Findings();
            if (kind.IsHonest != !findings.Any(f => f.Rule.Severity == Severity.Error))
                wrong.Add($"seed {seed}, case {i}, {kind.Name}: {(findings.Count == 0 ? "nothing is found" : findings[0].ToString())}");
        });
        output.WriteLine($"seed {seed}: {counts.Values.Sum()} sealed mutants of {counts.Count} kinds");
        foreach (var (kind, count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
            output.WriteLine($"{count,6} {kind}");
        Assert.Empty(wrong.Order(StringComparer.Ordinal).Take(20));
        Assert.Equal(Kinds.Select(k => k.Name).Order(StringComparer.Ordinal), counts.Keys.Order(StringComparer.Ordinal));
    }

    private static TestRelease Build(bool hasTexts)
    {
        string Table(string key, string references, params string[] columns) => $$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D.", "type": "object",
             "additionalProperties": false, "required": [{{string.Join(", ", columns.Select(c => c[..c.IndexOf(':')]))}}],
             "x-primaryKey": [{{key}}], "x-foreignKeys": [{{references}}],
             "properties": { {{string.Join(", ", columns)}} } }
            """;
        string Column(string name, string type, string more = "") =>
            $"\"{name}\": {{\"description\": \"D.\", \"type\": \"{type}\"{(more.Length == 0 ? "" : ", " + more)}}}";
        string Derived(string name, string type, string from) => Column(name, type, $"\"x-derived\": \"{from}\"");
        var files = new Dictionary<string, string>
        {
            ["seeds/dataset.yaml"] = """
                name: tiny
                version: 1.0.0
                released: 2026-01-01
                title: Tiny
                description: To be changed.
                language: en
                licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
                creators: [{name: The authors}]
                tables:

                """ + (hasTexts ? """
                  - {name: notes, from: documents, path: notes}
                  - {name: paragraphs, from: paragraphs, of: notes}
                  - {name: facts, from: list, of: notes, field: facts}

                """ : "") + "  - {name: tags, from: records, path: tags.yaml}\n",
            ["seeds/notes/a.txt"] = "A bridge of stone.\n\nIt is old.\n",
            ["seeds/notes/a.yaml"] = "facts: [{quote: stone, tag: x}]\n",
            ["seeds/tags.yaml"] = "- {id: x, label: Ex, weight: 1, words: [one]}\n- {id: y, label: Why, weight: 2, words: []}\n",
            ["schema/notes.schema.json"] = Table(
                "\"note\"", "", Derived("note", "string", "document.key"), Derived("sha256", "string", "document.sha256"),
                Derived("words", "integer", "document.words"), Derived("text", "string", "document.text")),
            ["schema/paragraphs.schema.json"] = Table(
                "\"note\", \"number\"", "", Derived("note", "string", "document.key"), Derived("number", "integer", "paragraph.number"),
                Derived("text", "string", "paragraph.text")),
            ["schema/facts.schema.json"] = Table(
                "\"note\", \"number\"", """{"columns": ["tag"], "table": "tags", "references": ["id"]}""",
                Derived("note", "string", "document.key"), Derived("number", "integer", "row.number"),
                Column("quote", "string", "\"x-quote\": true"), Derived("paragraph", "integer", "quote.paragraph"),
                Derived("start", "integer", "quote.start"), Column("tag", "string")),
            ["schema/tags.schema.json"] = Table(
                "\"id\"", "", Column("id", "string"), Column("label", "string"), Column("weight", "integer", "\"maximum\": 99"),
                Column("words", "array", "\"uniqueItems\": true, \"items\": {\"type\": \"string\"}")),
        };
        return BuiltForTests.Of(
            files.Where(f => hasTexts || f.Key == "seeds/dataset.yaml" || f.Key.Contains("tags", StringComparison.Ordinal)));
    }

    private static void Cell(TestRelease release, Random random, string table, string column, string value) => Rows(release, table, lines =>
    {
        var row = random.Next(lines.Count);
        lines[row] = With(lines[row], column, value);
    });

    private static string With(string line, string column, string value)
    {
        var record = JsonNode.Parse(line)!.AsObject();
        record[column] = JsonNode.Parse(value);
        return "{" + string.Join(",", record.Select(p => $"\"{p.Key}\":{Text(p.Value)}")) + "}";
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => "[" + string.Join(",", list.Select(Text)) + "]",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Json(text),
        _ => value.ToJsonString(),
    };

    private static void Rows(TestRelease release, string table, Action<List<string>> change)
    {
        var lines = release[$"data/{table}.jsonl"].Split('\n')[..^1].ToList();
        change(lines);
        try
        {
            release.SetRows(table, string.Concat(lines.Select(l => l + "\n")));
        }
        catch (ArgumentException)
        {
            // Our own writer of Parquet refuses rows that are out of order: the text formats alone have them then.
            release[$"data/{table}.jsonl"] = string.Concat(lines.Select(l => l + "\n"));
        }
    }

    private static void Footer(TestRelease release, Random random)
    {
        var (origin, rows) = (release.Manifest.Origin!, release["data/tags.jsonl"]);
        var digest = Digest.Of(Encoding.UTF8.GetBytes(rows));
        var (other, said) = random.Next(7) switch
        {
            0 => (origin with { Name = "t" + Clean(random) }, digest),
            1 => (origin with { Version = "1.0." + Number(random.Next(1, 99)) }, digest),
            2 => (origin with { Licenses = [Clean(random)] }, digest),
            3 => (origin with { Tool = Clean(random) }, digest),
            4 => (origin with { ToolVersion = "9." + Number(random.Next(99)) }, digest),
            5 => (null, digest),
            _ => (origin, Digest.Of(Bytes(random, 8))),
        };
        release.Files["data/tags.parquet"] = new TestTable("tags", release["schema/tags.schema.json"]).Encode(
            TableFormats.Parquet, rows, other, said);
    }

    /// <summary>A lie that is written as our own writer would write the truth.</summary>
    private static void Claim(TestRelease release, Random random) => Footer(release, footer =>
    {
        var at = random.Next(footer.RowGroups[0].Columns.Count);
        ParquetFileMetadata Group(Func<RowGroupMetadata, RowGroupMetadata> change) =>
            footer with { RowGroups = [change(footer.RowGroups[0])] };
        ParquetFileMetadata Chunk(Func<ColumnChunkMetadata, ColumnChunkMetadata> change) => Group(
            g => g with { Columns = [.. g.Columns.Select((c, i) => i == at ? change(c) : c)] });
        ParquetFileMetadata Statistics(Func<ColumnStatistics, ColumnStatistics> change) =>
            Chunk(c => c with { Statistics = change(c.Statistics!) });
        var other = footer.RowGroups[0].Columns[(at + 1) % footer.RowGroups[0].Columns.Count];
        return random.Next(25) switch
        {
            0 => Statistics(s => s with { Min = Bytes(random, 1 + (s.Min?.Length ?? 0)) }),
            1 => Statistics(s => s with { Max = Bytes(random, 1 + (s.Max?.Length ?? 0)) }),
            2 => Statistics(s => s with { Min = other.Statistics!.Min, Max = other.Statistics.Max }),
            3 => Statistics(s => s with { Min = null, Max = null, IsMinExact = null, IsMaxExact = null }),
            4 => Statistics(s => s with { IsMinExact = s.IsMinExact != true }),
            5 => Statistics(s => s with { NullCount = s.NullCount + random.Next(1, 9) }),
            6 => Statistics(s => s with { NullCount = null }),
            7 => Statistics(s => s with { DistinctCount = random.Next(9) }),
            8 => Chunk(c => c with { Statistics = null }),
            9 => Chunk(c => c with { OffsetIndexOffset = other.OffsetIndexOffset, OffsetIndexSizeInBytes = other.OffsetIndexSizeInBytes }),
            10 => Chunk(c => c with { ColumnIndexOffset = other.ColumnIndexOffset, ColumnIndexSizeInBytes = other.ColumnIndexSizeInBytes }),
            11 => Chunk(c => c with { OffsetIndexOffset = c.OffsetIndexOffset + random.Next(1, 99) }),
            12 => Chunk(c => c with { DataPageOffset = other.DataPageOffset }),
            13 => Chunk(c => c with { SizeStatistics = null }),
            14 => Chunk(c => c with { SizeStatistics = c.SizeStatistics! with { UnencodedByteArrayBytes = random.Next(100, 999) } }),
            15 => Chunk(c => c with { SizeStatistics = c.SizeStatistics! with { DefinitionLevels = [random.Next(100, 999), 0] } }),
            16 => Chunk(c => c with { UncompressedSizeInBytes = c.UncompressedSizeInBytes + random.Next(1, 9) }),
            17 => Chunk(c => c with { EncodingStatistics = [] }),
            18 => Group(g => g with { SortingColumns = [new() { ColumnIndex = random.Next(4), IsDescending = true }] }),
            19 => Group(g => g with { SortingColumns = null }),
            20 => Group(g => g with { UncompressedSizeInBytes = g.UncompressedSizeInBytes + random.Next(1, 9) }),
            21 => footer with { ColumnOrders = random.Next(2) == 0 ? null : [.. footer.ColumnOrders!.Skip(1)] },
            22 => footer with { KeyValues = [.. footer.KeyValues!, footer.KeyValues![random.Next(footer.KeyValues.Count)]] },
            23 => footer with { KeyValues = [.. footer.KeyValues!, new(Clean(random), random.Next(2) == 0 ? null : Clean(random))] },
            _ => footer with { CreatedBy = footer.CreatedBy + Clean(random) },
        };
    });

    /// <summary>Writes another footer, with these bytes before it.</summary>
    private static void Footer(TestRelease release, Func<ParquetFileMetadata, ParquetFileMetadata> change, byte[]? before = null)
    {
        var bytes = release.Files["data/tags.parquet"];
        using var file = new MemoryStream(bytes);
        var footer = ParquetFileReader.ReadFooter(file);
        using var written = new PooledBuffer();
        FooterStructs.FileMetaData.WriteElement(new(written), change(footer));
        release.Files["data/tags.parquet"] =
        [
            .. bytes[..^(footer.FooterSizeInBytes + 8)], .. before ?? [], .. written.Written,
            .. BitConverter.GetBytes(written.Length), .. "PAR1"u8,
        ];
    }

    private static Func<string, string> JsonSpelling(Random random) => random.Next(6) switch
    {
        0 => t => "\uFEFF" + t,
        1 => t => t.Replace("\n", "\r\n", StringComparison.Ordinal),
        2 => t => t[..^1],
        3 => t => t + "\n",
        4 => t => t.Replace("\": ", "\":", StringComparison.Ordinal),
        _ => t => t.Replace("sha256", "\\u0073ha256", StringComparison.Ordinal),
    };

    private static void OneFormat(TestRelease release, Random random)
    {
        var changed = release.Copy();
        Cell(changed, random, "tags", "weight", Number(random.Next(10, 90)));
        var path = Pick(random, "data/tags.jsonl", "data/tags.csv", "data/tags.parquet");
        release.Files[path] = changed.Files[path];
    }

    private static Manifest Texts(Manifest manifest, Random random, string text) => random.Next(5) switch
    {
        0 => manifest with { Title = text },
        1 => manifest with { Description = text },
        2 => manifest with { Keywords = [text] },
        3 => manifest with { Creators = [manifest.Creators[0] with { Name = text }] },
        _ => manifest with { Licenses = [manifest.Licenses[0] with { Title = text }] },
    };

    private static void Replace(TestRelease release, string path, string old, string @new)
    {
        var (text, at) = (release[path], release[path].IndexOf(old, StringComparison.Ordinal));
        release[path] = text[..at] + @new + text[(at + old.Length)..];
    }

    private static void Spell(TestRelease release, string path, Func<string, string> change) => release[path] = change(release[path]);

    private static void Byte(TestRelease release, Random random, string path)
    {
        var bytes = release.Files[path].ToList();
        bytes.Insert(random.Next(bytes.Count), (byte)random.Next(' ', '~'));
        release.Files[path] = [.. bytes];
    }

    private static string Table(TestRelease release, Random random) => Pick(random, [.. release.Manifest.Tables.Select(t => t.Name)]);

    private static string Clean(Random random) => string.Concat(
        Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)random.Next('a', 'z' + 1)));

    private static string Bad(Random random) => Pick(
        random, "\0", "\r", "\u001b[2J", "\u0007", "\u009b", "\u202e", "\u2066", "\ufffe", "\ufdd0", "e\u0301", "\u212b", "\u007f");

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Json(string text) => JsonText.Of(text);

    /// <summary>A kind of change.</summary>
    /// <param name="Name">What is changed.</param>
    /// <param name="IsHonest">Whether another honest release comes of it.</param>
    /// <param name="Change">Changes it.</param>
    /// <param name="Describes">Whether the texts for people and tools are written again too.</param>
    private sealed record Mutation(string Name, bool IsHonest, Action<TestRelease, Random> Change, bool Describes = true)
    {
        /// <summary>Whether it is about tables of texts, which not every release has that is changed.</summary>
        public bool NeedsTexts { get; init; }

        /// <summary>Changes it once more when it is sealed; may be null.</summary>
        public Action<TestRelease, Random>? After { get; init; }
    }
}
