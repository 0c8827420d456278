using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// One JSON object: <c>tool</c>, <c>version</c>, <c>command</c>, <c>problem</c> (why the command could not run, or null), <c>result</c>
/// (what it made or checked, or null: <c>outcome</c>, <c>path</c>, <c>name</c>, <c>version</c>, <c>digest</c>, and <c>tables</c>, each with
/// <c>name</c>, <c>rows</c> and <c>digest</c>, or null), the counts <c>errors</c>, <c>warnings</c> and <c>omitted</c>, <c>counts</c>
/// with <c>rule</c>, <c>severity</c>, <c>found</c> and <c>listed</c> of each rule that was broken, and <c>findings</c>, each with
/// <c>rule</c>, <c>severity</c>, <c>path</c>, <c>line</c> and <c>column</c> (null where the finding is about
/// more than a line or a column), <c>message</c>, <c>title</c> and <c>remedy</c>.
/// </summary>
internal sealed class JsonReporter : IReporter
{
    public void Write(Report report, TextWriter output) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("tool", Report.ToolName);
        json.WriteString("version", report.ToolVersion);
        json.WriteString("command", report.Command);
        json.WriteString("problem", report.Problem?.Message);
        WriteResult(json, report.Result);
        json.WriteNumber("errors", report.Findings.ErrorCount);
        json.WriteNumber("warnings", report.Findings.WarningCount);
        json.WriteNumber("omitted", report.Counted.Sum(c => c.Count) - report.Listed.Count);
        json.WriteStartArray("counts");
        foreach (var (rule, found, listed) in report.CountsByRule)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Id);
            json.WriteString("severity", Severity(rule));
            json.WriteNumber("found", found);
            json.WriteNumber("listed", listed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Listed)
            Write(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteResult(Utf8JsonWriter json, ReportResult? result)
    {
        if (result is null)
        {
            json.WriteNull("result");
            return;
        }
        json.WriteStartObject("result");
        json.WriteString("outcome", result.Outcome);
        json.WriteString("path", result.Path);
        json.WriteString("name", result.Name);
        json.WriteString("version", result.Version);
        json.WriteString("digest", result.Digest);
        json.WriteStartArray("tables");
        foreach (var table in result.Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteNumber("rows", table.Rows);
            json.WriteString("digest", table.Digest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (result.SecondOpinions is { } others)
        {
            json.WriteStartObject("secondOpinions");
            json.WriteNumber("files", others.Files);
            json.WriteNumber("cells", others.Cells);
            json.WriteNumber("records", others.Records);
            json.WriteStartArray("libraries");
            foreach (var library in others.Libraries)
                json.WriteStringValue(library);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", Severity(finding.Rule));
        json.WriteString("path", finding.Location.Path);
        WritePlace(json, "line", finding.Location.Line);
        WritePlace(json, "column", finding.Location.Column);
        json.WriteString("message", finding.Message);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("remedy", finding.Rule.Remedy);
        json.WriteEndObject();
    }

    private static string Severity(Rule rule) => rule.Severity == Diagnostics.Severity.Error ? "error" : "warning";

    private static void WritePlace(Utf8JsonWriter json, string name, int place)
    {
        if (place > 0)
            json.WriteNumber(name, place);
        else
            json.WriteNull(name);
    }
}

/// <summary>JSON for a report: indented, with LF, and with letters of any script as themselves.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        // "Unsafe" means inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes one value and a line end.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
            write(json);
        output.Write(Printable.Json(Encoding.UTF8.GetString(bytes.WrittenSpan)));
        output.Write('\n');
    }
}
