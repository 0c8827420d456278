using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Holds an edition against what it carries of the full release: the manifests agree on all that is the same in both, and each schema is
/// that of the full release with what is withheld.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="carried">What it carries of the full release; null where that cannot be read.</param>
/// <param name="schemas">In the manifest's order, null where one cannot be read.</param>
internal sealed class EditionCheck(ReleaseContents release, CarriedRelease? carried, IReadOnlyList<TableSchema?> schemas) : IReleaseCheck
{
    public IEnumerable<Diagnostic> Run()
    {
        if (release.Manifest is not { } manifest)
            yield break;
        var prefix = ReleaseLayout.FullFolder + "/";
        var expected = manifest.Edition is null ? []
            : manifest.Edition.Withheld.Select(w => ReleaseLayout.FullSchemaOf(w.Table)).Append(ReleaseLayout.FullManifest).ToHashSet();
        foreach (var path in manifest.Files.Select(f => f.Path).Where(p => p.Value.StartsWith(prefix, StringComparison.Ordinal)))
            if (!expected.Contains(path))
                yield return Found(
                    $"Expected only what an edition carries of the full release in {ReleaseLayout.FullFolder}, found {path}.");
        if (manifest.Edition is not { } edition || carried is null)
            yield break;
        foreach (var (what, own, full) in Same(manifest, edition, carried.Manifest))
            if (Difference(own, full) is var (here, there))
                yield return Found(
                    $"Expected {what} of {ReleaseLayout.FullManifest}, {Printable.Line(there ?? "no more")}, found "
                        + $"{Printable.Line(here ?? "none")}.");
        if (carried.Manifest.Edition is not null)
            yield return Found($"Expected {ReleaseLayout.FullManifest} of a full release, found that of an edition.");
        if (!manifest.Description.EndsWith(edition.Sentence, StringComparison.Ordinal))
            yield return Found(
                $"Expected a description that ends with {Printable.Quoted(edition.Sentence)}, found "
                    + $"{Printable.Quoted(manifest.Description)}.");
        if (edition.Withheld.DistinctBy(w => w.Table).Count() < edition.Withheld.Count)
            yield return Found("Expected each table of which something is withheld once, found one again.");
        foreach (var withheld in edition.Withheld)
            if (ProblemOf(withheld, carried) is { } problem)
                yield return problem;
    }

    /// <summary>What is the same in an edition and the full release.</summary>
    private static IEnumerable<(string What, IEnumerable<string> Own, IEnumerable<string> Full)> Same(
        Manifest own, ReleaseEdition edition, Manifest full)
    {
        yield return ("the name", [edition.Of], [full.Name]);
        yield return ("the version", [own.Version.ToString()], [full.Version.ToString()]);
        yield return ("the day", [ReleaseKinds.DayText(own.Released)], [ReleaseKinds.DayText(full.Released)]);
        yield return ("the recipe", [own.Recipe], [full.Recipe]);
        yield return ("the tool", [$"{own.Tool.Name} {own.Tool.Version}"], [$"{full.Tool.Name} {full.Tool.Version}"]);
        yield return ("the sources", own.Sources.Select(Describe), full.Sources.Select(Describe));
        yield return ("the tables", own.Tables.Select(Describe), full.Tables.Select(Describe));
        yield return ("the schemas", SchemasOf(own, edition).Select(Describe), SchemasOf(full, edition).Select(Describe));
    }

    /// <summary>The first of two lists that differ, null for the end of one; null where none do. Neither list is kept.</summary>
    private static (string? Own, string? Full)? Difference(IEnumerable<string> own, IEnumerable<string> full)
    {
        using var left = own.GetEnumerator();
        using var right = full.GetEnumerator();
        while (true)
        {
            var (here, there) = (left.MoveNext() ? left.Current : null, right.MoveNext() ? right.Current : null);
            if (here != there)
                return (here, there);
            if (here is null)
                return null;
        }
    }

    /// <summary>The schemas of tables of which nothing is withheld.</summary>
    private static IEnumerable<ReleaseFile> SchemasOf(Manifest manifest, ReleaseEdition edition)
    {
        var paths = manifest.Tables.Where(t => edition.Find(t.Name) is null).Select(t => t.Schema).ToHashSet();
        return manifest.Files.Where(f => paths.Contains(f.Path));
    }

    private static string Describe(ReleaseFile file) =>
        FormattableString.Invariant($"{file.Path} of {file.SizeInBytes} bytes with {file.Digest}");

    private static string Describe(ManifestTable table) =>
        $"{table.Name} with {string.Join(" + ", table.Parts.Select(p => FormattableString.Invariant($"{p.RowCount}")))} rows";

    private Diagnostic? ProblemOf(WithheldColumns withheld, CarriedRelease full)
    {
        var (schema, path) = (full.Schemas[withheld.Table], ReleaseLayout.FullSchemaOf(withheld.Table));
        if (full.Manifest.Files.FirstOrDefault(f => f.Path == ReleaseLayout.SchemaOf(withheld.Table))?.Digest is var listed
            && Digest.Of(schema.Json.Span) is var digest && digest != listed)
            return new(
                Rules.WithheldAsSaid, new(release.Files.Display(path)),
                $"Expected {listed?.ToString() ?? "a schema that is listed"}, as {ReleaseLayout.FullManifest} says, found {digest}.");
        foreach (var column in withheld.Columns)
            if (schema.Find(column) is var index && (index < 0 || PlaceInText.Of(schema, index) is null))
                return Found(
                    $"Expected a column of {withheld.Table} that the texts give back, found {column} among those that are withheld.");
        if (withheld.Unless is { } unless && !schemas.Any(s => s is not null && WithheldRows.FlagOf(s, unless) is not null))
            return Found(
                $"Expected a boolean column of a table of documents for \"unless\", found {unless.Column} of {unless.Table}.");
        var own = ReleaseLayout.SchemaOf(withheld.Table);
        if (!release.IsAsListed(own)
            || release.Files.ReadWhole(own, new(), ReleaseFiles.MaximumSchemaInBytes) is not { } found)
            return null;
        return TextDifference.First(withheld.Apply(schema.Json), found) is { } difference
            ? new(Rules.WithheldAsSaid, new(release.Files.Display(own), difference.Line, difference.Column), difference.Message) : null;
    }

    private Diagnostic Found(string message) => new(Rules.WithheldAsSaid, release.ManifestLocation, message);
}

/// <summary>Holds the rows of a table of an edition to what it withholds: null there, and not where the full table has no null.</summary>
/// <param name="withheld">Of which rows.</param>
/// <param name="columns">The columns that are withheld.</param>
/// <param name="full">The table's schema in the full release.</param>
internal sealed class WithheldCheck(WithheldRows withheld, int[] columns, TableSchema full) : IDisposable
{
    private bool isOver;

    /// <summary>The check of a table; null where nothing is withheld of it, or what that is cannot be told.</summary>
    public static WithheldCheck? Of(
        ReleaseContents release, CarriedRelease? carried, IReadOnlyList<TableSchema?> schemas, TableSchema schema, WorkQueue work)
    {
        if (carried?.Schemas.GetValueOrDefault(schema.Name) is not { } full
            || release.Manifest!.Edition!.Find(schema.Name) is not { } own
            || !schema.Layouts.SequenceEqual(full.Layouts) || own.Columns.Any(c => schema.Find(c) < 0))
            return null;
        var rows = WithheldRows.Of(release.Files, release.Manifest, schemas, schema, own, work);
        return rows is null ? null : new(rows, [.. own.Columns.Select(schema.IndexOf)], full);
    }

    /// <summary>Takes the next rows.</summary>
    public void Add(TableBatch rows, JsonLinesPlaces places, DiagnosticList findings)
    {
        try
        {
            for (var row = 0; row < rows.RowCount && !isOver; row++)
                Check(rows, row, withheld.Holds(rows, row), places, findings);
        }
        catch (MalformedTableException)
        {
            // The check of the documents says so.
            isOver = true;
        }
    }

    public void Dispose() => withheld.Dispose();

    private void Check(TableBatch rows, int row, bool isWithheld, JsonLinesPlaces places, DiagnosticList findings)
    {
        foreach (var index in columns)
        {
            var column = full.Columns[index];
            if (isWithheld && !rows.Columns[index].IsNull(row))
                findings.Add(
                    Rules.WithheldAsSaid, places.Locate(full.Name, row, column.Name),
                    $"Expected null for {column.Name}, which this edition withholds here, found a value.");
            else if (!isWithheld && !column.IsNullable && rows.Columns[index].IsNull(row))
                findings.Add(
                    Rules.WithheldAsSaid, places.Locate(full.Name, row, column.Name),
                    $"Expected a value for {column.Name}, which this edition does not withhold here, found null.");
        }
    }
}
