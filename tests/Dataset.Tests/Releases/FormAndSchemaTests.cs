using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Sharding;
using Dataset.Sources;
using Dataset.Text;
using NJsonSchema;

namespace Dataset.Tests.Releases;

/// <summary>
/// The JSON Schemas of <c>release.json</c>, <c>releases.json</c> and <c>shard.json</c> state the limits that the code holds. Of each member
/// values at a limit are taken by both, and values just over it are refused by both.
/// </summary>
public sealed partial class FormAndSchemaTests
{
    private const string Forbidden =
        "\0\u0007\u000b\r\u001b\u007f\u0085\u009b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufdd0\ufdef\ufffe\uffff";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Limits Line = Texts(
        ["x", new('x', 100_000)], ["", new('x', 100_001), "x\n", "x\ny", "x\ty", .. Forbidden.Select(c => $"x{c}y")]);
    private static readonly Limits Text = Texts(
        ["x\ty\nz\n", new('x', 100_000)], ["", new('x', 100_001), .. Forbidden.Select(c => $"x{c}y")]);
    private static readonly Limits Word = Texts([new('x', 64), "0.+-"], ["", new('x', 65), ".x", "-x", "+x", "x y", "x_y", "é"]);
    private static readonly Limits Name = Texts([new('x', 64), "0-"], ["", new('x', 65), "-x", "X", "x_y"]);
    private static readonly Limits TableName = Texts(
        [new('x', 64), "x_0", "com10"], ["", new('x', 65), "0x", "_x", "x-y", "X", "con", "prn", "aux", "nul", "com1", "lpt0"]);
    private static readonly Limits OfEdition = Texts([new('x', 64), "x_0"], ["", "0x", "_x", "x-y", "X", "x.y", "x\ny", "\u00e9"]);
    private static readonly Limits License = Texts([new('x', 100_000), "CC-BY-4.0+"], ["", new('x', 100_001), "-x", "x y", "x`"]);
    private static readonly Limits Language = Texts(
        ["en", "abc-12345678-x", "en" + string.Concat(Enumerable.Repeat("-x", 49_999))],
        ["", "e", "abcd", "EN", "en_GB", "en-", "en-123456789", "en" + string.Concat(Enumerable.Repeat("-x", 50_000))]);
    private static readonly string[] NoAddresses =
    [
        "", "http://", "https://", "HTTPS://x", "ftp://x", "javascript:x", "//x", $"https://x/{new string('x', 99_991)}",
        .. (Forbidden + " \t\n\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000").Select(c => $"https://x/{c}y"),
    ];
    private static readonly Limits Address = Texts(["http://x", $"https://x/{new string('x', 99_990)}", "https://x/?a#<b>"], NoAddresses);
    private static readonly Limits BaseAddress = Texts(
        ["http://x", $"https://x/{new string('x', 99_990)}"], [.. NoAddresses, .. "?#\"<>\\^`{|}".Select(c => $"https://x/{c}y")]);
    private static readonly Limits OfDigest = Texts(
        [$"sha256:{new string('a', 64)}"],
        [
            "", $"sha256:{new string('a', 63)}", $"sha256:{new string('a', 65)}", $"sha256:{new string('A', 64)}",
            $"sha512:{new string('a', 64)}",
        ]);
    private static readonly Limits OfVersion = Texts(
        ["0.0.0", "999999999.999999999.999999999"],
        ["", "1000000000.0.0", "0.0.1000000000", "01.0.0", "1.0", "1.0.0.0", "1.0.0-a", "+1.0.0"]);
    private static readonly Limits Day = Texts(
        ["0001-01-01", "9999-12-31"], ["", "0000-01-01", "10000-01-01", "2026-1-01", "2026-13-01", "2026-02-30", "2026-01-01T00:00:00Z"]);
    private static readonly Limits OfPath = Texts(
        [
            "x", ".x", "x y/z", new('x', 255), string.Concat(Enumerable.Repeat(new string('x', 204) + "/", 4)) + new string('x', 204),
            "com10", "xcon/y.con",
        ],
        [
            "", "/x", "x/", "x//y", ".", "..", "../x", "x/..", "x/./y", "x\\y", "c:x", " x", "x ", "x.", "x/ y", "x /y", "x./y",
            new('x', 256),
            string.Concat(Enumerable.Repeat(new string('x', 204) + "/", 4)) + new string('x', 205), "con", "x/NUL.txt", "Aux /x", "com1.x",
            "lpt\u00b9", "conin$", "CLOCK$.x", .. (Forbidden + "\n\t:*?\"<>|\u00ad\u200b\u2028\u2060\ufeff").Select(c => $"x{c}y"),
        ]);
    private static readonly Limits OfEncoding = Texts([.. TextEncodings.Others], ["", "utf-8", "latin1", "KOI8-R"]);
    private static readonly Limits Key = Texts(["x\ny\u202e", new('x', 1 << 20)], ["", new('x', (1 << 20) + 1)]);

    /// <summary>Each member of the samples, with <c>*</c> for any element, and its limits.</summary>
    private static readonly Dictionary<string, Limits> OfRelease = new()
    {
        ["$schema"] = Texts(["schema/release.schema.json"], ["", "release.schema.json"]),
        ["manifest"] = Whole(1, 1),
        ["name"] = Name,
        ["version"] = OfVersion,
        ["released"] = Day,
        ["previous.version"] = OfVersion,
        ["previous.checksumsDigest"] = OfDigest,
        ["edition.of"] = Name,
        ["edition.withheld"] = List([1, 3], [0]),
        ["edition.withheld.*.table"] = OfEdition,
        ["edition.withheld.*.columns"] = List([1, 3], [0]),
        ["edition.withheld.*.columns.*"] = OfEdition,
        ["edition.withheld.*.unless.table"] = OfEdition,
        ["edition.withheld.*.unless.column"] = OfEdition,
        ["title"] = Line,
        ["description"] = Text,
        ["language"] = Language,
        ["languages"] = List([1, 10_000], [0, 10_001]),
        ["languages.*"] = Language,
        ["homepage"] = Address,
        ["url"] = BaseAddress,
        ["contact"] = Line,
        ["notes"] = Text,
        ["doi"] = Texts(
            ["10.1234/x", "10.123456789/a.b;c(d)/e", "10.1234/" + new string('x', 248)],
            ["", "10.123/x", "10.1234567890/x", "10.1234/", "11.1234/x", "10.1234/x y", "10.1234/é", "10.12a4/x", "doi:10.1234/x",
                "https://doi.org/10.1234/x", "10.1234/" + new string('x', 249)]),
        ["citation"] = Line,
        ["funding"] = List([1, 10_000], [0, 10_001]),
        ["funding.*"] = Line,
        ["coverage.time"] = Texts(
            ["1990", "1990-12", "1990-12-31", "1990/2000", "1990-01/..", "../2000-01-01"],
            ["", "..", "../..", "90", "1990-13", "1990-00", "1990-1", "1990-01-32", "1990-01-00", "1990/", "/1990",
                "1990/2000/2010", "1990-2000"]),
        ["coverage.places"] = List([0, 10_000], [10_001]),
        ["coverage.places.*"] = Line,
        ["method"] = Text,
        ["keywords"] = List([0, 10_000], [10_001]),
        ["keywords.*"] = Text,
        ["licenses"] = List([1, 10_000], [0, 10_001]),
        ["licenses.*.name"] = License,
        ["licenses.*.title"] = Line,
        ["licenses.*.url"] = Address,
        ["licenses.*.covers"] = Text,
        ["creators"] = List([1, 10_000], [0, 10_001]),
        ["creators.*.name"] = Line,
        ["creators.*.url"] = Address,
        ["creators.*.orcid"] = Texts(
            ["0000-0002-1825-0097", "0000-0002-1694-233X"],
            ["", "0000-0002-1825-009", "0000-0002-1825-00977", "0000-0002-182X-0097", "0000000218250097", "0000-0002-1825-009x",
                "https://orcid.org/0000-0002-1825-0097"]),
        ["datasheet"] = List([1, 10_000], [0, 10_001]),
        ["datasheet.*.question"] = Line,
        ["datasheet.*.answer"] = Text,
        ["recipe.name"] = Word,
        ["recipe.steps"] = List([1, 100], [0, 101]),
        ["recipe.steps.*"] = Word,
        ["tool.name"] = Word,
        ["tool.version"] = Word,
        ["parts"] = Whole(2, 99_999),
        ["parquet.compression"] = Texts(["zstd"], ["", "gzip", "ZSTD"]),
        ["parquet.level"] = Whole(1, 19),
        ["parquet.library"] = Line,
        ["tables"] = List([1, 10_000], [0, 10_001]),
        ["tables.*.name"] = TableName,
        ["tables.*.title"] = Line,
        ["tables.*.schema"] = OfPath,
        ["tables.*.rows"] = Whole(0, long.MaxValue),
        ["tables.*.contentDigest"] = OfDigest,
        ["tables.*.parts"] = List([1, 3], [0]),
        ["tables.*.parts.*.rows"] = Whole(0, long.MaxValue),
        ["tables.*.parts.*.jsonl"] = OfPath,
        ["tables.*.parts.*.csv"] = OfPath,
        ["tables.*.parts.*.parquet"] = OfPath,
        ["files"] = List([1], [0]),
        ["files.*.path"] = OfPath,
        ["files.*.sizeInBytes"] = Whole(0, long.MaxValue),
        ["files.*.digest"] = OfDigest,
        ["sources"] = List([1], [0]),
        ["sources.*.path"] = OfPath,
        ["sources.*.sizeInBytes"] = Whole(0, long.MaxValue),
        ["sources.*.digest"] = OfDigest,
        ["sources.*.encoding"] = OfEncoding,
    };

    private static readonly Dictionary<string, Limits> OfChain = new()
    {
        ["index"] = Whole(1, 1),
        ["releases"] = List([0, 1], []),
        ["releases.*.name"] = Name,
        ["releases.*.version"] = OfVersion,
        ["releases.*.released"] = Day,
        ["releases.*.checksumsDigest"] = OfDigest,
        ["releases.*.previous"] = Texts([], ["", "sha256:0"]),
    };

    private static readonly Dictionary<string, Limits> OfShard = new()
    {
        ["shard"] = Whole(1, 1),
        ["name"] = Name,
        ["version"] = OfVersion,
        ["recipe"] = Word,
        ["tool.name"] = Word,
        ["tool.version"] = Word,
        ["part"] = Whole(1, 99_999),
        ["parts"] = Whole(1, 99_999),
        ["ranges"] = List([0], [10_001]),
        ["ranges.*.table"] = TableName,
        ["ranges.*.source"] = OfPath,
        ["ranges.*.unit"] = Texts(["byte"], ["", "line"]),
        ["ranges.*.from"] = Whole(0, long.MaxValue),
        ["ranges.*.to"] = Whole(0, long.MaxValue),
        ["ranges.*.of"] = Whole(0, long.MaxValue),
        ["ranges.*.digest"] = OfDigest,
        ["tables"] = List([1], [10_001]),
        ["tables.*.name"] = TableName,
        ["tables.*.rows"] = Whole(1, long.MaxValue),
        ["tables.*.first"] = List([1, 3], [0]),
        ["tables.*.first.*"] = Key,
        ["tables.*.last"] = List([1, 3], [0]),
        ["tables.*.last.*"] = Key,
        ["tables.*.parts"] = List([1], []),
        ["tables.*.parts.*.rows"] = Whole(1, long.MaxValue),
        ["tables.*.parts.*.jsonl"] = OfPath,
        ["tables.*.parts.*.csv"] = OfPath,
        ["tables.*.parts.*.parquet"] = OfPath,
        ["files"] = List([3], []),
        ["files.*.path"] = OfPath,
        ["files.*.sizeInBytes"] = Whole(1, long.MaxValue),
        ["files.*.digest"] = OfDigest,
        ["sources"] = List([1], [0]),
        ["sources.*.path"] = OfPath,
        ["sources.*.sizeInBytes"] = Whole(0, long.MaxValue),
        ["sources.*.digest"] = OfDigest,
        ["sources.*.encoding"] = OfEncoding,
    };

    // NJsonSchema asks the runtime for an expression anew for each value, which keeps 15.
    static FormAndSchemaTests() => Regex.CacheSize = Math.Max(Regex.CacheSize, 100);

    [Fact]
    public void The_manifest_of_a_release() => Compare(
        "release.schema.json", OfRelease, ManifestForm.Write(Release), (utf8, findings) => ManifestForm.Read(utf8, "r", findings));

    [Fact]
    public void The_list_of_releases() => Compare(
        "releases.schema.json", OfChain, ReleaseChainForm.Write(new([new("x", new(2, 0, 0), new(2026, 1, 31), Hash(0), null)])),
        (utf8, findings) => ReleaseChainForm.Read(utf8, "r", findings));

    [Fact]
    public void The_manifest_of_a_part() => Compare(
        "shard.schema.json", OfShard, ShardManifestForm.Write(Shard), (utf8, findings) => ShardManifestForm.Read(utf8, "r", findings));

    private static Manifest Release => new()
    {
        Name = "sample",
        Version = new(2, 0, 0),
        Released = new(2026, 1, 31),
        Previous = new(new(1, 0, 0), Hash(0)),
        Edition = new("whole", [new("t", ["c"], new("t", "d"))]),
        Title = "Title",
        Description = "Description",
        Language = "de",
        Homepage = "https://a.example/",
        Url = "https://b.example/",
        Contact = "Contact",
        Notes = "Notes",
        Languages = ["de", "en"],
        Doi = "10.5281/zenodo.1",
        Citation = "Citation",
        Funding = ["Grant"],
        Coverage = new("1990/2000", ["Place"]),
        Method = "Method",
        Keywords = ["Keyword"],
        Licenses = [new("MIT", "Licence", "https://c.example/", "Covers")],
        Creators = [new("Creator", "https://d.example/") { Orcid = "0000-0002-1825-0097" }],
        Datasheet = [new("Question?", "Answer")],
        Recipe = "other-1",
        RecipeSteps = ["step"],
        Tool = new("other", "0.0.1"),
        PartCount = 7,
        Parquet = new("zstd", 3, "library"),
        Tables = [new("t", "Table", Path("schema/t"), 11, Hash(1), [new(12, [Path("a.jsonl"), Path("a.csv"), Path("a.parquet")])])],
        Files = [new(Path("file"), 13, Hash(2))],
        Sources = [new(Path("source"), 14, Hash(3)) { Encoding = "koi8-r" }],
    };

    // Rows and sizes are one number, and so is part and parts: of two members that must agree, both are changed.
    private static ShardManifest Shard => new()
    {
        Name = "sample",
        Version = new(2, 0, 0),
        Recipe = "other-1",
        Tool = new("other", "0.0.1"),
        Number = 7,
        Count = 7,
        Ranges = [new("r", Path("range"), SourceUnit.Byte, 2, 3, 4, Hash(0))],
        Tables =
        [
            new("t", 11, new KeyText(["first"]), new KeyText(["last"]), [new(11, [Path("a.jsonl"), Path("a.csv"), Path("a.parquet")])]),
        ],
        Files = [new(Path("a.csv"), 11, Hash(1)), new(Path("a.jsonl"), 11, Hash(1)), new(Path("a.parquet"), 11, Hash(1))],
        Sources = [new(Path("source"), 14, Hash(3)) { Encoding = "koi8-r" }],
    };

    private static void Compare(
        string schemaFile, Dictionary<string, Limits> limits, byte[] sample, Action<ReadOnlyMemory<byte>, DiagnosticList> read)
    {
        var schema = JsonSchema.FromFileAsync(Repository.At("schema/" + schemaFile)).GetAwaiter().GetResult();
        var root = JsonNode.Parse(sample)!;
        Assert.Equal(sample, Bytes(root));
        // Every member of the schema is in the sample, and every value of the sample has limits here.
        var members = Paths(root).ToLookup(p => General(p.Path), p => p.Path);
        Assert.Equal(limits.Keys.Order(StringComparer.Ordinal), members.Select(m => m.Key).Order(StringComparer.Ordinal));
        var wrong = new List<string>();
        foreach (var (member, of) in limits)
        {
            foreach (var value in of.Taken)
                if (Judge(Changed(root, members[member].Last(), value)) is not (true, true) and var (byCode, bySchema))
                    wrong.Add($"{member}: {Shown(value)} is refused by {(byCode ? "" : "the code ")}{(bySchema ? "" : "the schema")}");
            foreach (var value in of.Refused)
                if (Judge(Changed(root, members[member].Last(), value)) is not (false, false) and var (byCode, bySchema))
                    wrong.Add($"{member}: {Shown(value)} is taken by {(byCode ? "the code " : "")}{(bySchema ? "the schema" : "")}");
        }
        Assert.Empty(wrong);

        (bool ByCode, bool BySchema) Judge(byte[] document)
        {
            var findings = new DiagnosticList();
            read(document, findings);
            try
            {
                return (!findings.HasErrors, schema.Validate(Encoding.UTF8.GetString(document)).Count == 0);
            }
            catch (InvalidCastException)
            {
                // An integer of more than 64 bits is none that NJsonSchema can compare.
                return (!findings.HasErrors, false);
            }
        }
    }

    /// <summary>Every scalar and every list, by its path.</summary>
    private static IEnumerable<(string Path, JsonNode Node)> Paths(JsonNode node) => node switch
    {
        JsonObject map => map.SelectMany(m => m.Value is null ? [(m.Key, null!)] : Below(m.Key, m.Value)),
        JsonArray list => list.SelectMany((item, i) => Below(FormattableString.Invariant($"{i}"), item!)),
        _ => [],
    };

    private static IEnumerable<(string Path, JsonNode Node)> Below(string name, JsonNode node) =>
        (node is JsonObject ? [] : new[] { (name, node) }).Concat(Paths(node).Select(p => ($"{name}.{p.Path}", p.Node)));

    private static string General(string path) => Index.Replace(path, "*");

    /// <summary>
    /// The document with another value at a path. Where a number or a path is changed, so is each that is the same: they have to agree.
    /// </summary>
    private static byte[] Changed(JsonNode root, string path, object value)
    {
        var copy = root.DeepClone();
        var old = Paths(copy).Single(p => p.Path == path).Node;
        JsonNode Other(JsonNode node) => value is Length { Count: var count }
            ? new JsonArray([.. Enumerable.Range(0, count).Select(i => node[Math.Min(i, ((JsonArray)node).Count - 1)]!.DeepClone())])
            : JsonSerializer.SerializeToNode(value)!;
        if (old is JsonArray or null)
            Put(copy, path, Other(old!));
        else
            foreach (var (same, _) in Paths(copy).Where(p => p.Node is JsonValue v && JsonNode.DeepEquals(v, old)).ToArray())
                Put(copy, same, Other(old));
        if (path.StartsWith("files.", StringComparison.Ordinal) || path.Contains(".parts.", StringComparison.Ordinal))
            Sort(copy);
        return Bytes(copy);
    }

    private static void Sort(JsonNode document)
    {
        var files = (JsonArray)document["files"]!;
        var sorted = files.OrderBy(f => f!["path"]!.ToString(), StringComparer.Ordinal).ToArray();
        files.Clear();
        foreach (var file in sorted)
            files.Add(file);
    }

    private static void Put(JsonNode root, string path, JsonNode value)
    {
        var names = path.Split('.');
        // A name with a dot is no member of a sample.
        var parent = names[..^1].Aggregate(root, (node, name) => node is JsonArray list ? list[int.Parse(name, null)]! : node[name]!);
        if (parent is JsonArray items)
            items[int.Parse(names[^1], null)] = value;
        else
            parent[names[^1]] = value;
    }

    private static byte[] Bytes(JsonNode root) => Encoding.UTF8.GetBytes(root.ToJsonString(Written) + "\n");

    private static string Shown(object value) => JsonSerializer.Serialize(value) is { Length: > 60 } text
        ? $"{text[..60]} and so on, {text.Length} characters" : JsonSerializer.Serialize(value);

    private static Digest Hash(int i) => Digest.Of([(byte)i]);

    private static RelativePath Path(string text) => RelativePath.Parse(text);

    private static Limits Texts(string[] taken, string[] refused) => new([.. taken], [.. refused, 1]);

    private static Limits Whole(long least, long most) => new(
        [least, most], [least - 1, most == long.MaxValue ? 1UL + long.MaxValue : most + 1, "1", 1.5]);

    private static Limits List(int[] taken, int[] refused) => new(
        [.. taken.Select(n => (object)new Length(n))], [.. refused.Select(n => (object)new Length(n)), "x"]);

    [GeneratedRegex(@"(?<=\.)\d+(?=\.|$)")]
    private static partial Regex Index { get; }

    /// <summary>In place of a list: as many of its elements.</summary>
    private sealed record Length(int Count);

    /// <summary>Values of a member at its limits, and just over them.</summary>
    private sealed record Limits(object[] Taken, object[] Refused);
}
