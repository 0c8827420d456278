using System.Text;
using System.Text.Json;
using Dataset.Building;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Tests.Cli;
using Dataset.Tests.Publishing;
using Dataset.Tests.Verification;
using Dataset.Text;

namespace Dataset.Tests.Sources;

/// <summary>
/// Texts in other encodings, and texts with their metadata in front: their files stay as they are, and places are of their bytes.
/// </summary>
public sealed class EncodedTextTests
{
    private const string River = "Ben saw two boats.\n\nThe next day Ada saw two boats.\n";
    private const string Metadata =
        "title: T\nwritten: 2020-05-01\nchecked_at: null\nrating: null\nfinished: true\npeople: []\n";

    private const string LastTable = "  - {name: mentions,   from: mentions,   of: notes, entities: people}\n";

    /// <summary>Words that each encoding has and ASCII has not, some of which are not in normalisation form C.</summary>
    private static readonly (string Encoding, string Words)[] Words =
    [
        ("utf-16", "žluťoučký kůň \U0001F600 e\u0301"), ("utf-16le", "Größe \U0001F600"), ("utf-16be", "Größe \U0001F600 海"),
        ("windows-1250", "žluťoučký"), ("windows-1251", "булок"), ("windows-1252", "“Größe” – œuvre"), ("windows-1253", "αλεπού"),
        ("windows-1254", "ığdır"), ("windows-1255", "שלום"), ("windows-1256", "سلام"), ("windows-1257", "žąsis"),
        ("windows-1258", "Vi\u00EA\u0323t"), ("windows-874", "สวัสดี"), ("iso-8859-1", "Größe"), ("iso-8859-2", "gęślą"),
        ("iso-8859-3", "ĉiuĵaŭde"), ("iso-8859-4", "māja"), ("iso-8859-5", "булок"), ("iso-8859-6", "سلام"),
        ("iso-8859-7", "αλεπού"), ("iso-8859-8", "שלום"), ("iso-8859-9", "ığdır"), ("iso-8859-13", "žąsis"),
        ("iso-8859-15", "œuvre €"), ("macintosh", "Größe"), ("ibm437", "Größe"), ("ibm850", "Größe"), ("ibm852", "žluť"),
        ("ibm866", "булок"), ("koi8-r", "булок"), ("koi8-u", "їжак"), ("gb18030", "海外华人 é \U0001F600"), ("gbk", "海外华人"),
        ("big5", "海外華人"), ("shift_jis", "日本語ｱ"), ("euc-jp", "日本語"), ("euc-kr", "한국어"),
    ];

    [Fact]
    public void Every_encoding_but_UTF8_has_words_here() => Assert.Equal(
        TextEncodings.Others.Order(StringComparer.Ordinal), Words.Select(w => w.Encoding).Order(StringComparer.Ordinal));

    [Fact]
    public void Ranges_of_paragraphs_are_of_the_bytes_of_the_file()
    {
        using var line = new PublishedLine();
        var files = new Dictionary<string, (string File, string Encoding, string Words)>(StringComparer.Ordinal);
        foreach (var (encoding, words) in Words)
        {
            var (key, mark) = (encoding.Replace('_', '-'), encoding == "utf-16" ? "\uFEFF" : "");
            var text = $"{words} \r\n\r\n  In {encoding}. {words}\n{words}\n\n {words}";
            File.WriteAllText(line.At($"seeds/notes/{key}.yaml"), $"{Metadata}encoding: {encoding}\n");
            Add(key, key + ".txt", mark + text);
            // Without a byte-order mark nothing tells where the line with the encoding is.
            if (encoding is not ("utf-16le" or "utf-16be"))
                Add(key + "-m", key + "-m.MD", $"{mark}---\n# {words}\n{Metadata}encoding: {encoding}\n---\n{text} {words}");

            void Add(string name, string file, string content)
            {
                files.Add(name, (file, encoding, words));
                File.WriteAllBytes(line.At("seeds/notes/" + file), Encode(encoding, content));
            }
        }
        line.Built();
        var found = File.ReadLines(line.At("dist/minimal-1.0.0/data/paragraphs.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
            .ToLookup(r => r.GetProperty("note_id").GetString()!);
        AssertEx.All(files, of =>
        {
            var (file, encoding, words) = of.Value;
            var (bytes, rows) = (File.ReadAllBytes(line.At("seeds/notes/" + file)), found[of.Key].ToList());
            var strict = SourceBytes.EncodingOf(encoding, bytes);
            Assert.Equal(3, rows.Count);
            Assert.Equal(Nfc.Normalize(words), rows[0].GetProperty("text").GetString());
            AssertEx.All(rows, row =>
            {
                var (start, end) = (row.GetProperty("byte_start").GetInt32(), row.GetProperty("byte_end").GetInt32());
                Assert.Equal(row.GetProperty("text").GetString(), Nfc.Normalize(strict.GetString(bytes, start, end - start)));
                Assert.Equal(strict.GetString(bytes, 0, start).Count(c => c == '\n') + 1, row.GetProperty("line").GetInt32());
            });
        });
        var digests = File.ReadLines(line.At("dist/minimal-1.0.0/data/notes.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
            .ToDictionary(r => r.GetProperty("note_id").GetString()!, r => r.GetProperty("source_sha256").GetString());
        AssertEx.All(files, of => Assert.Equal(Digest.Of(File.ReadAllBytes(line.At("seeds/notes/" + of.Value.File))).Hex, digests[of.Key]));
    }

    /// <summary>A text with its metadata in front, and one in another encoding, in each thing that a release is proved by.</summary>
    [Fact]
    public void A_release_of_them_is_proved_by_its_sources_and_an_edition_restored_from_them()
    {
        using var line = new PublishedLine().Edit("seeds/dataset.yaml", LastTable, LastTable + """
            editions:
              - name: minimal-open
                withhold:
                  - {table: notes, columns: [text]}
                  - {table: paragraphs, columns: [text]}

            """);
        var bridge = File.ReadAllText(line.At("seeds/notes/bridge.txt"))
            .Replace("12 minutes.", "12 minutes – “quick”.", StringComparison.Ordinal);
        var markdown = Encode("windows-1252", MarkdownOf(line, "bridge", "encoding: \"windows-1252\" # as received\n", bridge));
        File.WriteAllBytes(line.At("seeds/notes/bridge.md"), markdown);
        File.WriteAllText(line.At("seeds/notes/river.txt"), River, Encoding.BigEndianUnicode);
        File.AppendAllText(line.At("seeds/notes/river.yaml"), "encoding: UTF-16BE\n");
        line.Built();
        Assert.Equal(0, CommandRun.Of("verify", line.At("dist/minimal-1.0.0"), "--source", line.At("seeds")).Status);
        Assert.Empty(line.Verify("dist/minimal-open-1.0.0"));
        var sources = TestRelease.Load(line.At("dist/minimal-1.0.0")).Manifest.Sources;
        Assert.Contains(
            sources, s => s is { Path.Value: "seeds/notes/bridge.md", Encoding: "windows-1252" } && s.Digest == Digest.Of(markdown));
        Assert.Contains(sources, s => s.Path.Value == "seeds/notes/river.txt" && s.Encoding == "utf-16be");
        Assert.DoesNotContain(sources, s => s.Path.Value == "seeds/notes/bridge.yaml");
        var findings = new DiagnosticList();
        var restored = ReleaseRestorer.Restore(
            new() { ReleasePath = line.At("dist/minimal-open-1.0.0"), TextsFolder = line.At("seeds"), OutputFolder = line.At("restored") },
            findings);
        Assert.Empty(findings.Kept);
        Assert.Empty(ReleaseComparison.Differences(line.At("dist/minimal-1.0.0"), restored!.Path));
    }

    [Fact]
    public void A_finding_in_metadata_in_front_is_at_its_line_of_the_file_and_so_is_one_in_the_text()
    {
        using var line = new PublishedLine();
        File.WriteAllText(line.At("seeds/notes/river.md"), "\uFEFF" + MarkdownOf(
            line, "river", "", River.Replace("next", "n\u0007ext", StringComparison.Ordinal))
            .Replace("two boats, quote", "ten boats, quote", StringComparison.Ordinal)
            .Replace("title: The river", "titel: The river", StringComparison.Ordinal));
        Assert.Equal(
            [
                "seeds/notes/river.md(2,1): error DS2012: Expected \"title\", found the key \"titel\".",
                "seeds/notes/river.md(9,58): error DS4201",
                "seeds/notes/river.md(13,6): warning DS4008: Found U+0007 (bell) at byte 234.",
            ],
            line.Refused().Select(f => f.Contains("DS4201", StringComparison.Ordinal) ? f.Split(':')[0] + ": error DS4201" : f));
    }

    [Fact]
    public void Release_json_has_the_schema_without_encodings_where_there_are_none()
    {
        using var line = new PublishedLine().Built();
        var schema = File.ReadAllText(line.At("dist/minimal-1.0.0/schema/release.schema.json"));
        Assert.DoesNotContain("\"encoding\"", schema, StringComparison.Ordinal);
    }

    /// <summary>Moves the metadata of a note in front of a text.</summary>
    private static string MarkdownOf(PublishedLine line, string note, string encoding, string text)
    {
        var yaml = File.ReadAllText(line.At($"seeds/notes/{note}.yaml"));
        File.Delete(line.At($"seeds/notes/{note}.yaml"));
        File.Delete(line.At($"seeds/notes/{note}.txt"));
        return $"---\n{yaml}{encoding}---\n{text}";
    }

    private static byte[] Encode(string name, string text)
    {
        var encoding = TextEncodings.Find(name)!;
        encoding.EncoderFallback = EncoderFallback.ExceptionFallback;
        return encoding.GetBytes(text);
    }
}
