using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;

namespace Dataset.Building;

/// <summary>Where the files of a release's tables come from.</summary>
internal abstract class ReleaseData
{
    /// <summary>Brings the files of every table.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="target">The folder that takes them; it is there and empty.</param>
    /// <param name="disk">Forces what is written to the disk.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null where there are findings of severity error.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public abstract WrittenData? Write(
        SourceFolder folder, string target, DiskQueue disk, DiagnosticList findings, WorkMeter meter, CancellationToken cancellation);

    /// <summary>A finding about the release in the making, as one about what it is made from; null where it is none.</summary>
    /// <param name="finding">Of verifying the release in the making.</param>
    /// <param name="staging">The release in the making, as the finding has it.</param>
    public virtual Diagnostic? Explain(Diagnostic finding, string staging) => null;
}

/// <summary>Tables written from their sources.</summary>
internal sealed class BuiltData(BuildOptions options) : ReleaseData
{
    public override WrittenData? Write(
        SourceFolder folder, string target, DiskQueue disk, DiagnosticList findings, WorkMeter meter, CancellationToken cancellation)
    {
        var parts = PartSelection.All(options.PartCount);
        if (!DivisibleSources.Check(folder, parts, findings))
            return null;
        var work = new WorkQueue(options.Jobs, cancellation);
        using var outputs = new TableOutputs(
            folder.Tables, ToolIdentity.Current.OriginOf(folder.Descriptor), target, work, disk, options.Limits);
        meter.Begin("building", SourceSize.Of(folder));
        using var pipeline = new SourcePipeline(folder, parts, outputs.Of, work, findings, meter);
        pipeline.Run();
        if (findings.HasErrors)
            return null;
        meter.Begin("writing");
        return new(outputs.Finish(), pipeline.Files, parts.Count);
    }
}

/// <summary>Whether sources can be cut into parts.</summary>
internal static class DivisibleSources
{
    /// <summary>False, with findings, where they cannot.</summary>
    public static bool Check(SourceFolder folder, PartSelection parts, DiagnosticList findings)
    {
        var whole = folder.Tables.Where(
            t => parts.IsCut && t.Source.Kind == TableKind.Documents && t.Source.IsReadWhole)
                .ToArray();
        foreach (var table in whole)
            findings.Add(
                Rules.CutSourceIsPlain, new(folder.Display(table.Source.Path!.Value)),
                FormattableString.Invariant(
                    $"Expected a file that is not compressed, as the documents of {table.Name} are to be cut into {parts.Count} parts, ")
                    + $"found {What(table.Source)}, which can only be read from its beginning.");
        return whole.Length == 0;
    }

    private static string What(TableSource source) => SourceForm.Of(source.Path!, source.Kind) switch
    {
        { IsGzip: true } => "gzip",
        { Notation: SourceNotation.Parquet } => "Parquet",
        { Notation: SourceNotation.Excel } => "a workbook",
        _ => source.Csv!.Encoding,
    };
}
