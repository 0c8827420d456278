using System.Text;
using Dataset.Diagnostics;
using YamlDotNet.Core;

namespace Dataset.Syntax;

/// <summary>
/// Reads a YAML file with the places of its values: the part of YAML 1.2 that says data and nothing else. One document of mappings,
/// lists and scalars in any style; no anchors, aliases, tags, directives or merge keys, no tabs, no key twice. Which type a plain scalar
/// has is left to the column that it goes to; only <c>null</c>, <c>~</c> and nothing are null everywhere.
/// </summary>
internal static class YamlTree
{
    /// <summary>
    /// The file's value, or null where it could not be read to its end or is empty; every problem is a finding. Where a problem leaves
    /// the rest readable (a key twice, an anchor, a tag, an alias, which is then null), the value is given beside the finding.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static SourceNode? Read(ReadOnlySpan<byte> utf8, string displayPath, DiagnosticList findings)
    {
        if (!SourceEncoding.TryGetText(utf8, displayPath, findings, out var bytes) || !YamlCharacters.Check(bytes, displayPath, findings))
            return null;
        var text = Encoding.UTF8.GetString(bytes);
        var places = new YamlPlaces(text, displayPath);
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            return new YamlTreeBuilder(parser, places, findings).Build();
        }
        catch (YamlException problem)
        {
            findings.Add(Rules.YamlIsWellFormed, places.Of(problem.Start), YamlProblem.Describe(problem.Message));
            return null;
        }
    }
}
