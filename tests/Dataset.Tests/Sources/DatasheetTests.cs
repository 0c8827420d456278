using System.Text;
using System.Text.Json.Nodes;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Sources;

/// <summary><c>datasheet.md</c>: what is read of it, and where the answers go.</summary>
public sealed class DatasheetTests
{
    [Fact]
    public void Answers_are_the_paragraphs_below_the_questions_in_the_order_of_the_list()
    {
        var (first, last) = (Datasheet.Questions[0], Datasheet.Questions[^1]);
        var (answers, findings) = Read($"# Mine\n\nNot read.\n\n## {last}\n\nNo.\n\n### More\n\nNever.\n\n## {first}\r\nTo see.\n");
        Assert.Empty(findings);
        Assert.Equal([new(first, "To see."), new(last, "No.\n\n### More\n\nNever.")], answers);
    }

    [Fact]
    public void A_question_without_an_answer_is_not_answered() =>
        Assert.Empty(Read(string.Concat(Datasheet.Questions.Select(q => $"## {q}\n \n"))).Answers);

    [Fact]
    public void DS5112_other_questions_and_questions_asked_twice()
    {
        var question = Datasheet.Questions[1];
        Approved.Findings(Read($"## Who created the datasets?\n## Price\n## {question}\n## {question}\nWe.\n").Findings, "questions");
        Approved.Findings(Read($"## {question}\na\0\n").Findings, "null");
        var findings = new DiagnosticList();
        Datasheet.Read([0xFF], "d.md", findings);
        Approved.Findings(findings.Kept.Select(d => d.ToString()), "no UTF-8");
    }

    [Theory]
    [InlineData("utf-8", "a byte-order mark (EF BB BF) before it")]
    [InlineData("utf-16", "a byte-order mark of UTF-16, little-endian")]
    [InlineData("utf-32", "a byte-order mark of UTF-32, little-endian")]
    public void A_mark_before_the_first_question_does_not_hide_it(string encoding, string named)
    {
        var findings = new DiagnosticList();
        var form = Encoding.GetEncoding(encoding);
        Datasheet.Read([.. form.Preamble, .. form.GetBytes($"## {Datasheet.Questions[0]}\nTo see.\n")], "d.md", findings);
        var finding = Assert.Single(findings.Kept);
        Assert.Equal(new("d.md", 1, 1), finding.Location);
        Assert.EndsWith($"found {named}.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DS5111_a_build_asks_for_each_answer_and_a_whole_datasheet_is_in_the_release()
    {
        using var sources = new SourcesForCommands();
        var path = sources.Seeds + "/" + Datasheet.FileName;
        var whole = File.ReadAllText(path);
        foreach (var (text, open) in new[] { (null, 16), ("", 16), (whole.Replace("No, nothing.", "", StringComparison.Ordinal), 16),
            (whole[..whole.LastIndexOf("##", StringComparison.Ordinal)], 1) })
        {
            File.Delete(path);
            if (text is not null)
                File.WriteAllText(path, text);
            var run = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--replace");
            Assert.Equal(0, run.Status);
            Assert.StartsWith(
                $"{path}: warning DS5111: Expected an answer to each of 16 questions, found none to {open}, of which the first is ",
                run.Out, StringComparison.Ordinal);
        }
        File.WriteAllText(path, whole.Replace("No, nothing.", "No <script> and no\n# heading.", StringComparison.Ordinal));
        sources.Change("seeds/dataset.yaml", "title: Two notes", "contact: data@example.org\ntitle: Two notes");
        var built = CommandRun.Of("build", sources.Seeds, "-o", sources.Dist, "--replace");
        Assert.Equal((0, ""), (built.Status, built.Out));
        Assert.Equal(0, CommandRun.Of("verify", sources.Release, "--source", sources.Seeds).Status);
        var readme = File.ReadAllText(sources.Release + "/README.md");
        Assert.Contains($"\n### {Datasheet.Questions[0]}\n\nNo \\<script> and no\n\\# heading.\n", readme, StringComparison.Ordinal);
        Assert.Contains(
            "\n## Whom to ask\n\nContact: data@example.org\n\nNo \\<script> and no\n\\# heading.\n", readme, StringComparison.Ordinal);
        Assert.DoesNotContain("### " + Datasheet.Contact, readme, StringComparison.Ordinal);
        var croissant = JsonNode.Parse(File.ReadAllText(sources.Release + "/croissant.json"))!;
        foreach (var name in new[]
        {
            "dataLimitations", "dataBiases", "personalSensitiveInformation", "dataUseCases", "dataSocialImpact", "dataCollection",
            "dataAnnotationProtocol", "dataReleaseMaintenancePlan",
        })
            Assert.Equal("No <script> and no\n# heading.", (string)croissant["rai:" + name]!);
        Assert.False((bool)croissant["rai:hasSyntheticData"]!);
    }

    [Fact]
    public void The_datasheets_of_this_repository_have_every_question()
    {
        foreach (var (file, answers) in new[] { ("seeds", 16), ("src/Dataset.Cli/Templates/starter/seeds", 0) })
        {
            var text = File.ReadAllText(Repository.At($"{file}/{Datasheet.FileName}"));
            AssertEx.All(Datasheet.Questions, q => Assert.Contains($"\n## {q}\n", text, StringComparison.Ordinal));
            var (read, findings) = Read(text);
            Assert.Empty(findings);
            Assert.Equal(answers, read.Count);
        }
    }

    private static (IReadOnlyList<DatasheetAnswer> Answers, IReadOnlyList<string> Findings) Read(string text)
    {
        var findings = new DiagnosticList();
        return (Datasheet.Read(Encoding.UTF8.GetBytes(text), "d.md", findings), [.. findings.Kept.Select(d => d.ToString())]);
    }
}
