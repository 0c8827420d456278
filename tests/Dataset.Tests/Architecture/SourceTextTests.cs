using System.Text.RegularExpressions;
using Dataset.Verification;

namespace Dataset.Tests.Architecture;

/// <summary>What <c>.editorconfig</c> says of the sources and <c>dotnet format</c> does not check.</summary>
public sealed partial class SourceTextTests
{
    private const int MaximumColumns = 140;

    [Fact]
    public void No_line_of_code_is_longer_than_140_columns()
    {
        Assert.Empty(Files("src", "tests").SelectMany(LongLines));
    }

    [Fact]
    public void Usings_are_sorted_as_dotnet_format_sorts_them() => Assert.Empty(
        from file in Files("src", "tests")
        let usings = File.ReadLines(file).TakeWhile(l => !l.StartsWith("namespace ", StringComparison.Ordinal))
            .Where(l => UsingDirective().IsMatch(l)).ToArray()
        let sorted = usings.OrderBy(u => u.Contains('=', StringComparison.Ordinal)) // Aliases last.
            .ThenBy(u => u.StartsWith("using static ", StringComparison.Ordinal))
            .ThenBy(u => !OfSystem().IsMatch(u))
            .ThenBy(u => u.TrimEnd(';'), StringComparer.OrdinalIgnoreCase)
        where !usings.SequenceEqual(sorted)
        select Path.GetRelativePath(Repository.Root, file));

    [Fact]
    public void No_test_checks_all_of_a_list_that_may_be_empty() => Assert.Empty(
        from file in Files("tests")
        where Path.GetFileName(file) != "AssertEx.cs"
        from line in File.ReadLines(file)
        where line.Contains(" Assert.All" + "(", StringComparison.Ordinal)
        select $"{Path.GetRelativePath(Repository.Root, file)}: use AssertEx.All: {line.Trim()}");

    [Fact]
    public void Threads_are_made_by_WorkQueue_and_for_the_progress_bar_alone()
    {
        var making = Files("src").Where(file => ThreadMade().IsMatch(File.ReadAllText(file))).Select(f => Path.GetFileName(f)!);
        Assert.Equal(["ScreenProgress.cs", "WorkQueue.cs"], making.Order(StringComparer.Ordinal));
        // The public default of --jobs.
        Assert.Equal(Environment.ProcessorCount, VerifyOptions.Default.Jobs);
    }

    [Fact]
    public void Approved_sentences_are_those_of_tests_that_exist()
    {
        var files = Directory.GetFiles(Repository.At("tests/Dataset.Tests"), "*.findings.txt", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            let tests = File.ReadAllText(file.Replace(".findings.txt", ".cs", StringComparison.Ordinal))
            from line in File.ReadLines(file)
            where line.StartsWith("## ", StringComparison.Ordinal)
                && !tests.Contains($" {line[3..].Split(':')[0]}(", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {line}");
    }

    /// <summary>Texts that people read from start to end; what is generated or part of a release is not among them.</summary>
    [Fact]
    public void No_sentence_of_a_readme_has_more_than_25_words()
    {
        var readmes = Directory.EnumerateFiles(Repository.Root, "README.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !NotOurProse().IsMatch(file)).ToArray();
        Assert.Contains("src/README.md", readmes);
        Assert.Empty(
            from file in readmes
            let prose = NotASentence().Replace(File.ReadAllText(Repository.At(file)), "\n\n")
            from paragraph in Paragraph().Split(prose)
            from sentence in EndOfSentence().Split(paragraph.ReplaceLineEndings(" "))
            let words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where words.Length > 25
            select $"{file}: {words.Length} words: {string.Join(' ', words)}");
    }

    private static string[] Files(params string[] folders)
    {
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "node_modules"]).Any())
            .Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        return files;
    }

    private static IEnumerable<string> LongLines(string file)
    {
        // The lines of a raw string are those of another file, such as a README, and have its bytes.
        var isRaw = false;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var opensOrCloses = line.Split("\"\"\"").Length % 2 == 0;
            isRaw ^= opensOrCloses;
            if (line.Length > MaximumColumns && !isRaw && !opensOrCloses)
                yield return $"{Path.GetRelativePath(Repository.Root, file)}({number}): {line.Length} columns";
        }
    }

    [GeneratedRegex("^(dist|schema)/|(^|/)(bin|obj|node_modules|fixtures)/")]
    private static partial Regex NotOurProse();

    /// <summary>Code, headings, rows of tables, and the addresses of links.</summary>
    [GeneratedRegex(@"^```.*?^```|^[#|].*?$|(?<=\])\([^)]*\)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NotASentence();

    [GeneratedRegex(@"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"(?<=[.!?:;]\W*)\s+")]
    private static partial Regex EndOfSentence();

    [GeneratedRegex(@"^using (?:static )?[\w.]+(?: = [^;]+)?;$")]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"^using (?:static )?System[.;]")]
    private static partial Regex OfSystem();

    [GeneratedRegex(
        @"\bProcessorCount\b|\bnew Thread\(|\bThread\??\s+\w+\s*[;=]|\bThreadPool\.|\bTask\.Run\(|\bTask\.Factory\b|\bnew Task(?:<|\()"
            + @"|\bParallel\.|\bAsParallel\(|\bnew (?:System\.Threading\.)?Timer\(|\bChannel\.")]
    private static partial Regex ThreadMade();
}
