using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// A Code Quality report of GitLab: a list of <c>description</c>, <c>check_name</c>, <c>fingerprint</c>, <c>severity</c> and
/// <c>location</c> with <c>path</c> and <c>lines.begin</c>.
/// </summary>
internal sealed class GitLabReporter(ReportStyle style) : IReporter
{
    public void Write(Report report, TextWriter output) => JsonText.Write(output, json =>
    {
        // GitLab tells findings of two runs apart by their fingerprints: lines move, so they are left out, and equals are numbered.
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartArray();
        foreach (var finding in report.Listed)
        {
            var path = RepositoryPath.Of(finding.Location.Path, style.Root);
            var content = $"{finding.Rule.Id}\n{path}\n{finding.Message}";
            var number = seen[content] = seen.GetValueOrDefault(content) + 1;
            json.WriteStartObject();
            json.WriteString("description", $"{finding.Rule.Id}: {finding.Message}");
            json.WriteString("check_name", finding.Rule.Id);
            json.WriteString(
                "fingerprint",
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{content}\n{number}")))));
            json.WriteString("severity", finding.Rule.Severity == Severity.Error ? "major" : "minor");
            json.WriteStartObject("location");
            json.WriteString("path", path);
            json.WriteStartObject("lines");
            json.WriteNumber("begin", Math.Max(1, finding.Location.Line));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
