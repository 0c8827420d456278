using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Normalization;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Schemas.Checking;
using Dataset.Schemas.Reading;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>Checks every table of a release whose schema can be read.</summary>
/// <param name="release">The release.</param>
/// <param name="carried">Of an edition: what it carries of the full release; null where it is none, or that cannot be read.</param>
/// <param name="digests">Begins with the tables' files.</param>
/// <param name="progress">Told of rows that are done with.</param>
/// <param name="work">The threads.</param>
internal sealed class TablesCheck(
    ReleaseContents release, CarriedRelease? carried, FileDigests digests, VerifyProgress progress, WorkQueue work)
{
    /// <summary>The schemas in the manifest's order; null for one that cannot be read, and none before <see cref="Run"/>.</summary>
    public IReadOnlyList<TableSchema?> Schemas { get; private set; } = [];

    /// <summary>Tables that were checked.</summary>
    public int TableCount { get; private set; }

    /// <summary>Rows of those tables.</summary>
    public long RowCount { get; private set; }

    /// <summary>What second opinions were asked of; null for none.</summary>
    public SecondOpinions? Others { get; private set; }

    private long SizeInBytes => (release.Manifest?.Tables ?? []).SelectMany(t => t.Parts).SelectMany(p => p.Files)
        .Sum(p => release.Files.Find(p)?.SizeInBytes ?? 0);

    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run(VerifyOptions options, DiagnosticList findings)
    {
        if (release.Manifest is not { } manifest)
            return;
        var isSampled = options.IsSampled && SizeInBytes > options.SecondOpinionUpToInBytes;
        if (SizeInBytes <= options.SecondOpinionUpToInBytes)
            _ = SecondReaders.Load();
        var schemas = manifest.Tables.Select(t => ReadSchema(t, findings)).ToArray();
        Schemas = schemas;
        var references = References(manifest, schemas, findings);
        var footers = new FooterCheck(release.Files, manifest);
        var kinds = Kinds(manifest, schemas, findings);
        var ofDerived = findings.OfSameLimit();
        foreach (var (table, schema) in InOrder(manifest, schemas, references))
        {
            var sample = isSampled ? new SampledRows(schema, work.Cancellation) : null;
            var kind = kinds.FirstOrDefault(k => k.Schema == schema)?.Kind;
            // A large build has just derived them, by the same code.
            var derives = kind == TableKind.Documents && !(isSampled && options.Written.Count > 0);
            using var derived = derives ? DerivedCheck.Of(release, schema, kinds, work) : null;
            var numbers = kind == TableKind.Records ? RecordNumbers.Of(schema) : null;
            using var withheld = WithheldCheck.Of(release, carried, schemas, schema, work);
            var check = new TableCheck(release, footers, sample, digests, table, schema, references, progress, work)
            {
                Derived = derived,
                Numbers = numbers,
                Withheld = withheld,
            };
            check.Run(findings);
            derived?.Finish(ofDerived);
            numbers?.Finish(ofDerived);
            references?.End(schema, check.IsWhole, findings);
            TableCount++;
            RowCount += check.RowCount;
        }
        // What is derived from rows that are at fault themselves says nothing.
        if (!findings.HasErrors)
            findings.AddRange(ofDerived);
    }

    /// <summary>The tables whose schemas fit where their rows came from, as the build asks of them too.</summary>
    private List<KindOfTable> Kinds(Manifest manifest, TableSchema?[] schemas, DiagnosticList findings)
    {
        var kinds = new List<KindOfTable>();
        foreach (var (table, schema) in manifest.Tables.Zip(schemas))
        {
            if (schema is null)
                continue;
            var (own, kind) = (new DiagnosticList(), KindOfTable.Of(table, schema));
            // The places of a quote that is withheld are not, so of an edition the full table's schema is asked.
            if (manifest.Edition?.Find(table.Name) is null || carried is not null)
                SchemaChecks.CheckAgainst(
                    carried?.Schemas.GetValueOrDefault(table.Name) ?? schema, kind.Kind, release.Files.Display(table.Schema), own);
            if (!own.HasErrors)
                kinds.Add(kind);
            findings.AddRange(own);
        }
        return kinds;
    }

    /// <summary>
    /// What second opinions find on tables in which <see cref="Run"/> found nothing, as far as their size is within the limit.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public DiagnosticList AskOthers(VerifyOptions options)
    {
        var findings = new DiagnosticList();
        if (SizeInBytes > options.SecondOpinionUpToInBytes)
            return findings;
        var (files, cells, records) = (0, 0L, 0L);
        foreach (var (table, schema) in (release.Manifest?.Tables ?? []).Zip(Schemas))
            // A file that is not there, or of another size, is for the check of files to tell.
            if (schema is not null && table.Parts.SelectMany(p => p.Files).All(release.IsAsListed))
            {
                var opinion = new SecondOpinion(release.Files, table, schema, work);
                opinion.Run(findings);
                files += table.Parts.Sum(p => p.Files.Count);
                cells += opinion.CellCount * SecondReaders.Names.Count;
                records += table.RowCount;
            }
        Others = new(files, cells, records, SecondReaders.Names, SecondReaders.Judge);
        return findings;
    }

    private TableSchema? ReadSchema(ManifestTable table, DiagnosticList findings)
    {
        if (!release.IsAsListed(table.Schema) || release.Files.ReadWhole(
            table.Schema, findings, ReleaseFiles.MaximumSchemaInBytes) is not { } json)
            return null;
        var display = release.Files.Display(table.Schema);
        var schema = SchemaFile.Read(table.Name, json, display, findings);
        if (schema is not null && schema.Title != table.Title)
            findings.Add(
                Rules.TableSchemaAgrees, new(display),
                $"Expected the title {Printable.Quoted(table.Title)}, as {ReleaseLayout.Manifest} says, found "
                    + $"{Printable.Quoted(schema.Title)}.");
        return schema;
    }

    /// <summary>The check of references; null, with findings where the schemas are at fault, where some could lead nowhere.</summary>
    private ReferenceCheck? References(Manifest manifest, TableSchema?[] schemas, DiagnosticList findings)
    {
        if (schemas.Contains(null) || manifest.Tables.Select(t => t.Name).Distinct().Count() < schemas.Length)
            return null;
        var own = new DiagnosticList();
        SchemaChecks.CheckReferences(schemas!, s => release.Files.Display(ReleaseLayout.SchemaOf(s.Name)), own);
        findings.AddRange(own);
        return own.HasErrors ? null : new(schemas!);
    }

    /// <summary>Tables that others refer to come first where that is possible, so that no reference has to wait for its row.</summary>
    private static IEnumerable<(ManifestTable Table, TableSchema Schema)> InOrder(
        Manifest manifest, TableSchema?[] schemas, ReferenceCheck? references)
    {
        var pairs = manifest.Tables.Zip(schemas).Where(p => p.Second is not null)
            .Select(p => (Table: p.First, Schema: p.Second!)).ToArray();
        if (references is null)
            return pairs;
        var bySchema = pairs.ToDictionary(p => p.Schema);
        return ReferenceCheck.InOrder([.. pairs.Select(p => p.Schema)]).Select(s => bySchema[s]);
    }
}

/// <summary>
/// Checks the rows of one table: form, order of keys, constraints, texts, references, and that every format has the same.
/// </summary>
/// <param name="release">The release.</param>
/// <param name="footers">Checks the footers of Parquet files.</param>
/// <param name="sample">Has some of the rows judged a second time; null for none.</param>
/// <param name="digests">Begins with the table's files, so that they are hashed while they are read.</param>
/// <param name="table">What the manifest says of the table.</param>
/// <param name="schema">The table's schema.</param>
/// <param name="references">Null where the schemas do not allow to check them.</param>
/// <param name="progress">Told of rows that are done with.</param>
/// <param name="work">The threads.</param>
internal sealed class TableCheck(
    ReleaseContents release, FooterCheck footers, SampledRows? sample, FileDigests digests, ManifestTable table, TableSchema schema,
    ReferenceCheck? references, VerifyProgress progress, WorkQueue work)
{
    /// <summary>Rows of the JSON Lines of all parts.</summary>
    public long RowCount { get; private set; }

    /// <summary>Whether the JSON Lines of all parts could be read to their end.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Derives again what the rows have of it; null where nothing is.</summary>
    public DerivedCheck? Derived { get; init; }

    /// <summary>Counts the records again; null where the rows have no numbers of records.</summary>
    public RecordNumbers? Numbers { get; init; }

    /// <summary>Looks for values that an edition withholds; null where it withholds none.</summary>
    public WithheldCheck? Withheld { get; init; }

    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Run(DiagnosticList findings)
    {
        using var order = new KeyOrderCheck(schema);
        var (constraints, values) = (new TableChecker(schema, work.Cancellation), new ValueCheck(schema));
        var texts = new NormalTexts(Recipe.Find(release.Manifest!.Recipe), schema);
        foreach (var part in table.Parts)
        {
            foreach (var path in part.Files.Where(release.IsAsListed))
                digests.Begin(path);
            var check = new PartCheck(release.Files, part, schema, progress, release.IsAsListed, isGuided: true, work);
            check.Run(
                (rows, places) =>
                {
                    order.Add(rows, places, findings);
                    constraints.Check(rows, 0, rows.RowCount, schema.Name, places, findings);
                    sample?.Add(rows, constraints, places, findings);
                    texts.Read(rows);
                    values.Add(rows, texts, places, findings);
                    references?.Add(schema, rows, places, findings);
                    Derived?.Add(rows, texts, places);
                    Numbers?.Add(rows, places);
                    Withheld?.Add(rows, places, findings);
                },
                findings);
            footers.Check(schema, part, findings);
            RowCount += check.RowCount;
            IsWhole &= check.IsWhole;
        }
    }
}
