using System.Text;
using Dataset.Building;
using Dataset.Diagnostics;

namespace Dataset.Tests.RuleFixtures;

/// <summary>A good dataset with bytes changed here and there ends in findings or in none, never in an exception.</summary>
public sealed class DamagedSourcesTests : IDisposable
{
    private const int Cases = 100;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\"", "'", "{", "}", "[", "]", ",", ":", "\n", "\r", "\r\n", "- ", "null", "0", "-1", "1e400", "\\u0000", "\\ud800", "é",
            "e\u0301", "\u202E", "\uFEFF", "\t", "\0",
            "note_id", "person_id", "\"a\":1,", "begins", "  ", "#", "&a ", "*a", "true", "Ada", "2020-13-01",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80],
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-damaged-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("yaml", 1)]
    [InlineData("jsonl", 2)]
    [InlineData("csv", 3)]
    public void No_damage_is_more_than_findings(string notation, int seed) => DamageAndCheck(notation, seed);

    [Theory]
    [InlineData("yaml")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void No_other_damage_of_each_run_is_more(string notation) => DamageAndCheck(notation, Seeds.OfThisRun());

    private void DamageAndCheck(string notation, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Cases; i++)
        {
            var files = Write(notation);
            var described = new StringBuilder();
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                var file = files[random.Next(files.Length)];
                var bytes = Damage(File.ReadAllBytes(file), random);
                File.WriteAllBytes(file, bytes);
                described.Append(Path.GetFileName(file)).Append(' ');
            }
            var findings = new DiagnosticList();
            try
            {
                SourceValidator.Validate(Path.Combine(folder, "seeds"), 1, findings);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, case {i}, {described}: {e}");
            }
            // Some damage does no harm.
            foreach (var finding in findings.Kept)
                Assert.DoesNotContain('\n', finding.ToString());
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        return random.Next(4) switch
        {
            0 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 20))..]],
            1 => [.. bytes[..at], .. bytes[random.Next(bytes.Length + 1)..]],
            2 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], .. Pieces[random.Next(Pieces.Length)], .. bytes[at..]],
        };
    }

    private string[] Write(string notation)
    {
        Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Repository.At("tests/fixtures/minimal"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Repository.At("tests/fixtures/minimal"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        if (notation != "yaml")
        {
            Put("people", notation == "jsonl"
                ? "{\"person_id\":\"ada\",\"names\":[\"Ada Stone\",\"Ada\"]}\n{\"person_id\":\"ben\",\"names\":[\"Ben\"]}\n"
                : "person_id,names\nada,\"[\"\"Ada Stone\"\",\"\"Ada\"\"]\"\nben,\"[\"\"Ben\"\"]\"\n");
            Put("notes", notation == "jsonl"
                ? "{\"note_id\":\"bridge\",\"title\":\"T\",\"written\":\"2020-05-01\",\"finished\":true,\"people\":[\"ada\"],"
                    + "\"text\":\"Ada Stone crossed in 12 minutes.\","
                    + "\"claims\":[{\"claim_id\":\"c\",\"value\":12,\"quote\":\"in 12 minutes\"}]}\n"
                    + "{\"note_id\":\"river\",\"title\":\"U\",\"written\":\"2020-05-03\",\"finished\":false,\"people\":[],"
                    + "\"text\":\"Head\\n\\nTwo boats.\",\"paragraphs\":[{\"begins\":\"Head\",\"role\":\"headline\"}]}\n"
                : "note_id,title,written,checked_at,rating,finished,people,text,claims,paragraphs\n"
                    + "bridge,T,2020-05-01,,0.5,true,\"[\"\"ada\"\"]\",Ada Stone crossed in 12 "
                    + "minutes.,\"[{\"\"claim_id\"\":\"\"c\"\",\"\"value\"\":12,\"\"quote\"\":\"\"in 12 minutes\"\"}]\",\n"
                    + "river,U,2020-05-03,2020-05-02T10:00:00Z,,false,[],\"Head\n\nTwo "
                    + "boats.\",,\"[{\"\"begins\"\":\"\"Head\"\",\"\"role\"\":\"\"headline\"\"}]\"\n");
        }
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        void Put(string table, string text)
        {
            var old = Path.Combine(folder, "seeds", table);
            if (Directory.Exists(old))
                Directory.Delete(old, recursive: true);
            File.Delete(old + ".yaml");
            File.WriteAllText($"{old}.{notation}", text);
            var descriptor = Path.Combine(folder, "seeds", "dataset.yaml");
            File.WriteAllText(descriptor, File.ReadAllText(descriptor)
                .Replace($"path: {table}.yaml", $"path: {table}.{notation}", StringComparison.Ordinal)
                .Replace($"path: {table}}}", $"path: {table}.{notation}}}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public void Undamaged_they_are_good(string notation)
    {
        Write(notation);
        var findings = new DiagnosticList();
        SourceValidator.Validate(Path.Combine(folder, "seeds"), 1, findings);
        Assert.Empty(findings.Kept);
    }
}
