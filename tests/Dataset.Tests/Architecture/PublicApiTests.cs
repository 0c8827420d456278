using Dataset.Building;
using Dataset.Diagnostics;
using Dataset.Inspection;
using Dataset.Verification;
using PublicApiGenerator;

namespace Dataset.Tests.Architecture;

/// <summary>
/// What a user of the library sees: the approved list of types and members, and the lines that the READMEs show.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_as_approved() => Approved.Check(
        "Architecture/public-api.txt",
        typeof(ReleaseBuilder).Assembly.GeneratePublicApi(new()
        {
            ExcludeAttributes = ["System.Runtime.CompilerServices.InternalsVisibleToAttribute"],
            IncludeAssemblyAttributes = false,
        }).ReplaceLineEndings("\n") + "\n");

    [Fact]
    public void The_lines_that_the_readme_shows_build_verify_and_read_a_release()
    {
        var source = File.ReadAllLines(Repository.At("tests/Dataset.Tests/Architecture/PublicApiTests.cs"));
        var lines = source[(Array.IndexOf(source, "        // README: begin") + 1)..Array.IndexOf(source, "        // README: end")];
        foreach (var readme in new[] { "src/README.md", "src/Dataset/README.md" })
            Assert.Contains(
                "```csharp\n" + string.Concat(lines.Select(l => l[8..] + "\n")) + "```", File.ReadAllText(Repository.At(readme)),
                StringComparison.Ordinal);

        var temporary = Directory.CreateTempSubdirectory();
        var (seeds, dist) = (Repository.At("tests/fixtures/minimal/seeds"), temporary.FullName);

        // README: begin
        var findings = new DiagnosticList();
        ReleaseBuilder.Build(new() { SourceFolder = seeds, OutputFolder = dist }, findings);
        var release = Path.Combine(dist, "minimal-1.0.0");
        var outcome = ReleaseVerifier.Verify(release, VerifyOptions.Default, findings, progress: null, CancellationToken.None);
        foreach (var finding in findings.Sorted())
            Console.WriteLine(finding);
        var path = Path.Combine(release, "data", "notes.jsonl");
        using var rows = TableFile.Open(path);
        var notes = TableFile.Preview(rows, path, maximumRows: 10);
        Console.WriteLine($"{outcome.RowCount} rows; the first note is {notes.Rows[0][0]}");
        // README: end
        Assert.True(outcome.IsSound);
        Assert.Equal("bridge", notes.Rows[0][0]);
        temporary.Delete(recursive: true);
    }
}
