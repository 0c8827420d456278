using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources;

namespace Dataset.Releases.Sharding;

/// <summary>Whether sources can be cut into parts.</summary>
internal static class DivisibleSources
{
    /// <summary>False, with findings, where they cannot.</summary>
    public static bool Check(SourceFolder folder, PartSelection parts, DiagnosticList findings)
    {
        var whole = folder.Tables.Where(t => parts.IsCut && t.Source.Kind == TableKind.Documents && SourceForm.Of(t.Source.Path!, TableKind.Documents)!.Value.IsGzip).ToArray();
        foreach (var table in whole)
            findings.Add(
                Rules.CutSourceIsPlain, new(folder.Display(table.Source.Path!.Value)),
                FormattableString.Invariant($"Expected a file that is not compressed, as the documents of {table.Name} are to be cut into {parts.Count} parts, found gzip, which can only be read from its beginning."));
        return whole.Length == 0;
    }
}
