using System.Globalization;
using System.Xml;
using Dataset.Text;

namespace Dataset.Diagnostics.Reporting;

/// <summary>
/// JUnit XML as the CI servers read it: a suite for the command, a failed test for each error, a passed test with the text as its output
/// for each warning, and one passed test where nothing was found, since servers take a report without tests for a failed run.
/// </summary>
internal sealed class JUnitReporter : IReporter
{
    public void Write(Report report, TextWriter output)
    {
        var findings = report.Listed;
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false };
        // Written by hand: the writer would name the encoding of a string, UTF-16.
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", $"{Report.ToolName} {report.Command}");
            xml.WriteAttributeString("tests", Number(Math.Max(1, findings.Count)));
            xml.WriteAttributeString("failures", Number(findings.Count(f => f.Rule.Severity == Severity.Error)));
            xml.WriteAttributeString("errors", "0");
            xml.WriteAttributeString("skipped", "0");
            if (findings.Count == 0)
                WriteTest(xml, Report.ToolName, report.Command, () => { });
            foreach (var finding in findings)
                WriteFinding(xml, finding);
            if (report.Omitted is { } omitted)
                xml.WriteElementString("system-out", omitted);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        output.Write('\n');
    }

    private static void WriteFinding(XmlWriter xml, Diagnostic finding)
    {
        WriteTest(
            xml, Text(finding.Location.Path), $"{finding.Rule.Id} {Text(finding.Rule.Title)}: {Text(finding.Location.ToString())}", () =>
            {
                var text = Text(finding.ToString()) + (finding.Rule.IsRemedyInMessage ? "" : $"\n{Text(finding.Rule.Remedy)}");
                if (finding.Rule.Severity == Severity.Error)
                {
                    xml.WriteStartElement("failure");
                    xml.WriteAttributeString("type", finding.Rule.Id);
                    xml.WriteAttributeString("message", Text(finding.Message));
                    xml.WriteString(text);
                    xml.WriteEndElement();
                }
                else
                {
                    xml.WriteElementString("system-out", text);
                }
            });
    }

    private static void WriteTest(XmlWriter xml, string group, string name, Action content)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", group);
        xml.WriteAttributeString("name", name);
        content();
        xml.WriteEndElement();
    }

    /// <summary>Text that XML 1.0 (section 2.2) can hold: no control characters, no half of a pair, no U+FFFE or U+FFFF.</summary>
    private static string Text(string text) => Printable.Line(text)
        .Replace("\uFFFE", "\\u{FFFE}", StringComparison.Ordinal)
        .Replace("\uFFFF", "\\u{FFFF}", StringComparison.Ordinal);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
