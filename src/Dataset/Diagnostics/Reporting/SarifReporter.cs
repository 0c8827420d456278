using System.Reflection;
using System.Text.Json;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): one run, with each rule that was broken described in the driver
/// (section 3.19) and a result (section 3.27) for each finding.
/// </summary>
internal sealed class SarifReporter(ReportStyle style) : IReporter
{
    /// <summary>Where the tool comes from, as its build knew; null where it did not.</summary>
    private static readonly string? Repository = typeof(SarifReporter).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "RepositoryUrl")?.Value is { } url && url.StartsWith("https://", StringComparison.Ordinal)
            ? url.Replace(".git", "", StringComparison.Ordinal) : null;

    /// <summary>The page that explains the rules; where no repository is known, a name in place of an address.</summary>
    private static readonly string Help = Repository is null ? "urn:dataset:rule:" : Repository + "/blob/HEAD/schema/README.md#";

    private const string SchemaUri = "https://json.schemastore.org/sarif-2.1.0.json";

    public void Write(Report report, TextWriter output) => JsonText.Write(output, json =>
    {
        var findings = report.Listed;
        using var lines = new SourceLines();
        var rules = findings.Select(f => f.Rule).DistinctBy(r => r.Id).OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteString("$schema", SchemaUri);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, report.ToolVersion, rules);
        WriteInvocation(json, report);
        // Section 3.14.17: what a column counts.
        json.WriteString("columnKind", "unicodeCodePoints");
        var indexOf = rules.Index().ToDictionary(r => r.Item.Id, r => r.Index, StringComparer.Ordinal);
        json.WriteStartArray("results");
        foreach (var finding in findings)
            WriteResult(json, finding, indexOf[finding.Rule.Id], lines);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, string version, List<Rule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", Report.ToolName);
        json.WriteString("semanticVersion", version);
        if (Repository is not null)
            json.WriteString("informationUri", Repository);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title);
            if (RuleExplanation.Of(rule.Id) is { } explanation)
                WriteMessage(json, "fullDescription", explanation.Why);
            json.WriteString("helpUri", Help + rule.Id);
            WriteMessage(json, "help", rule.Remedy);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        // Section 3.20.14: whether the tool did its work, whatever it found.
        json.WriteBoolean("executionSuccessful", report.Problem is null);
        if (report.Problem is { } problem)
        {
            json.WriteNumber("exitCode", problem.ExitStatus);
            // Section 3.20.22: what is wrong with how the tool was called is told apart from what happened while it ran.
            WriteNotification(
                json, problem.IsUsage ? "toolConfigurationNotifications" : "toolExecutionNotifications", "error", problem.Message);
        }
        else if (report.Omitted is { } omitted)
        {
            WriteNotification(json, "toolExecutionNotifications", "note", omitted);
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteNotification(Utf8JsonWriter json, string kind, string level, string message)
    {
        json.WriteStartArray(kind);
        json.WriteStartObject();
        json.WriteString("level", level);
        WriteMessage(json, "message", message);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteResult(Utf8JsonWriter json, Diagnostic finding, int ruleIndex, SourceLines lines)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Rule));
        WriteMessage(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(RepositoryPath.Of(finding.Location.Path, style.Root)));
        json.WriteEndObject();
        if (finding.Location.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", finding.Location.Line);
            if (finding.Location.Column > 0)
                json.WriteNumber("startColumn", finding.Location.Column);
            json.WriteNumber("endLine", finding.Location.Line);
            // Section 3.30.8: the column after the last; without it the region ends with its line.
            if (finding.Location.Column > 0 && lines.At(finding.Location) is { } line)
            {
                var length = SourceLines.LengthAt(line, lines.IndexOf(line, finding.Location.Column), finding.Location.Path);
                json.WriteNumber("endColumn", finding.Location.Column + length);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Rule rule) => rule.Severity == Severity.Error ? "error" : "warning";

    /// <summary>A path as a URI reference (RFC 3986, section 4.1); an absolute one as a <c>file:</c> URI.</summary>
    private static string UriOf(string path)
    {
        var escaped = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? "file://" + escaped : escaped;
    }
}
