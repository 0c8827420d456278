using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dataset.Tests;

/// <summary>
/// Texts that a person has read and approved, kept as files beside the tests. A test fails where what it made differs; run once with
/// <c>DATASET_APPROVE=1</c> the tests write the files again, and the difference is read and committed.
/// </summary>
internal static class Approved
{
    private const string Heading = "## ";
    private static readonly Lock Writing = new();

    private static bool IsApproving => Environment.GetEnvironmentVariable("DATASET_APPROVE") == "1";

    /// <param name="path">The file, below the folder of this project, with <c>/</c> between names.</param>
    /// <param name="found">What the test made.</param>
    public static void Check(string path, string found)
    {
        var file = Repository.At("tests/Dataset.Tests/" + path);
        if (IsApproving)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, found);
            return;
        }
        Assert.True(File.Exists(file), $"There is no {path}: run the tests once with DATASET_APPROVE=1, and read what they write.");
        Assert.Equal(File.ReadAllText(file), found);
    }

    /// <summary>The sentences of findings, in a file beside that of the tests: <c>ThingTests.findings.txt</c>, test by test.</summary>
    /// <param name="found">One line each.</param>
    /// <param name="of">What tells the cases of a theory apart, or several checks in one test.</param>
    /// <param name="source">Given by the compiler.</param>
    /// <param name="test">Given by the compiler.</param>
    public static void Findings(
        IEnumerable<string> found, string of = "", [CallerFilePath] string source = "", [CallerMemberName] string test = "")
    {
        // The compiler gives the path from the root of the repository.
        var file = Path.ChangeExtension(Repository.At(source.TrimStart('/')), ".findings.txt");
        var heading = Heading + test + (of.Length == 0 ? "" : ": " + OneLine(of));
        string[] lines = [.. found];
        lock (Writing)
        {
            var approved = Read(file);
            if (!IsApproving)
            {
                Assert.True(
                    approved.TryGetValue(heading, out var expected),
                    $"{file} has no \"{heading}\": run the test once with DATASET_APPROVE=1, and read what it writes.");
                Assert.Equal(expected, lines);
                return;
            }
            approved[heading] = lines;
            File.WriteAllText(file, string.Join('\n', approved.Select(a => a.Key + "\n" + string.Concat(a.Value.Select(l => l + "\n")))));
        }
    }

    private static SortedDictionary<string, string[]> Read(string file)
    {
        var all = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        if (!File.Exists(file))
            return all;
        foreach (var part in File.ReadAllText(file).Split("\n" + Heading))
        {
            var lines = part.Split('\n');
            all[lines[0].StartsWith(Heading, StringComparison.Ordinal) ? lines[0] : Heading + lines[0]] =
                [.. lines.Skip(1).Where(l => l.Length > 0)];
        }
        return all;
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value is >= ' ' and < 0x7F
                ? line.Append(rune.ToString())
                : line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
        return line.ToString();
    }
}
