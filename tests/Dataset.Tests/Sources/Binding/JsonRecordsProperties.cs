using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Binding;
using Dataset.Sources.Reading;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Tests.Sources.Binding;

/// <summary>
/// What is taken without explanations is exactly what the way that explains finds nothing wrong with, and it is taken alike.
/// Faults that are only counted are as many, of the same rules and values, as those that are explained.
/// </summary>
public sealed class JsonRecordsProperties : IDisposable
{
    private const int Cases = 4_000;

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "5", "-17", "1.5", "1.50", "1e3", "01", "9007199254740993", "9223372036854775808", "1e400",
        "\"\"", "\"x\"",
        "\"a\\nb\"", "\"\\u00e9\"", "\"e\\u0301\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\u0000\"", "\"é中😀\"", "\"2020-02-29\"",
        "\"2021-02-29\"",
        "\"2020-01-01T00:00:00Z\"", "\"2020-01-01T00:00:00.5Z\"", "[]", "[1,null,-2]", "[\"a\",\"b\"]", "[null]", "[[1]]", "{}", "[{}]",
        "[{\"quote\":\"q\"}]", "[{\"quote\":\"q\",\"value\":1},{\"value\":null,\"quote\":\"r\",\"quote_paragraph\":2}]",
        "[{\"quote\":\"q\",\"quote\":\"r\"}]", "[{\"value\":1}]",
    ];

    private static readonly string[] Pieces = [
        "\"", "\\", ",", ":", "{", "}", "[", "]", " ", "\t", "\r", "null", "\\u0061", "é", "\u2028", "1", ".", "e", "\0", "\"id\":\"a\",",
    ];

    /// <summary>Full of findings before all others, so that no more are listed.</summary>
    private static readonly DiagnosticList Full = MakeFull();

    private readonly TempSources sources = new();

    public void Dispose() => sources.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Both_ways_agree_on_records(int seed) => Compare(
        seed, "things", ["id", "count", "ratio", "is_open", "day", "at", "counts"], ["other", "\\u0069d", "idd", "cuont"]);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Both_ways_agree_on_documents(int seed) => Compare(
        seed, "notes", ["id", "title", "stars", "tags", "text", "claims", "paragraphs"], ["words", "t\\u0069tle", "titel", "claim"]);

    [Fact]
    public void Both_ways_agree_on_other_records_in_each_run() => Both_ways_agree_on_records(Seeds.OfThisRun());

    [Fact]
    public void Both_ways_agree_on_other_documents_in_each_run() => Both_ways_agree_on_documents(Seeds.OfThisRun());

    private void Compare(int seed, string name, string[] keys, string[] others)
    {
        sources.Table("things", "from: records, path: things.jsonl", TempSources.RecordColumns)
            .Table("notes", "from: documents, path: notes.jsonl", TempSources.NoteColumns)
            .Table("claims", "from: list, of: notes, field: claims", TempSources.ClaimColumns, "id,number");
        var folder = sources.Open(new DiagnosticList())!;
        var table = folder.Table(name);
        var random = new Random(seed);
        var taken = 0;
        for (var i = 0; i < Cases; i++)
        {
            var line = Line(random, keys, others);
            var utf8 = Encoding.UTF8.GetBytes(line);
            var isTaken = name == "things" ? CompareRows(table, utf8, out var problem) : CompareDocuments(folder, table, utf8, out problem);
            Assert.True(problem is null, $"seed {seed}, case {i}: {line}: {problem}");
            taken += isTaken ? 1 : 0;
        }
        // Enough of each kind for the comparison to mean something.
        Assert.InRange(taken, Cases / 50, Cases - Cases / 50);
    }

    private static bool CompareRows(SourceTable table, byte[] line, out string? problem)
    {
        var plan = RecordPlan.OfRows(table.Schema, TableKind.Records);
        using var fast = table.Schema.CreateBatch();
        using var slow = table.Schema.CreateBatch();
        var findings = new DiagnosticList();
        var isTaken = JsonRecords.TryAppend(line, plan, fast);
        if (JsonTree.ReadLine(line, "a", 1, 0, findings) is { } node)
            TreeRecords.Append(node, plan, slow, findings);
        problem = !isTaken ? null
            : findings.Kept.Count > 0 ? findings.Kept[0].ToString()
            : TempSources.Describe(fast, 0) == TempSources.Describe(slow, 0) ? null
            : TempSources.Describe(fast, 0);
        if (isTaken || problem is not null)
            return isTaken;
        fast.TruncateRows(0);
        var faults = new UnlistedFaults();
        if (JsonRecords.TryAppend(line, plan, fast, faults))
            problem = DifferenceOf(faults, findings, () => RefusedOf(fast, 0), () => RefusedOf(slow, 0));
        return isTaken;
    }

    private static DiagnosticList MakeFull()
    {
        var full = new DiagnosticList();
        for (var i = 0; i < DiagnosticList.Limit; i++)
            full.Add(Rules.ValueIsThere, new Location("A"), "");
        return full;
    }

    /// <summary>What differs between faults that were counted and findings; null where nothing does.</summary>
    private static string? DifferenceOf(UnlistedFaults faults, DiagnosticList findings, Func<string> counted, Func<string> explained)
    {
        var own = new DiagnosticList(Full);
        // The first of each kind is listed too.
        foreach (var (rule, subject, _) in findings.CountsByKind)
        {
            own.Add(rule, new Location("A"), () => "", subject);
            own.Count(rule, subject, -1);
        }
        var isCounted = faults.TryCount(own, new Location("a", 1));
        var (found, expected) = (Counts(own), Counts(findings));
        return !isCounted ? "not counted"
            : found != expected ? $"{found} and not {expected}"
            : counted() != explained() ? $"{counted()} and not {explained()}"
            : null;

        static string Counts(DiagnosticList list) =>
            string.Join(' ', list.CountsByKind.Select(c => $"{c.Rule.Id} {c.Subject} {c.Count}"));
    }

    /// <summary>A row with what was refused of it.</summary>
    private static string RefusedOf(TableBatch rows, int row) => TempSources.Describe(rows, row) + string.Concat(
        Enumerable.Range(0, rows.Columns.Count).Select(c => rows.IsRefused(c, row) ? '-' : '+'));

    private static bool CompareDocuments(SourceFolder folder, SourceTable table, byte[] line, out string? problem)
    {
        var context = new Dataset.Sources.Reading.SourceContext(folder, table, SourceLimits.Default);
        var locator = new Dataset.Sources.Reading.TreeLocator(context, []);
        using var fast = context.CreateDocuments(locator, null);
        using var slow = context.CreateDocuments(locator, null);
        var findings = new DiagnosticList();
        var isTaken = JsonRecords.TryAppend(line, context.Plan, fast);
        if (isTaken)
            fast.EndDocument(new DocumentOrigin("f", 1), []);
        if (JsonTree.ReadLine(line, "a", 1, 0, findings) is SourceMap map)
            slow.EndDocument(new DocumentOrigin("f", 1), TreeDocuments.Append(map, context.Plan, slow, findings));
        problem = !isTaken ? null
            : findings.Kept.Count > 0 ? findings.Kept[0].ToString()
            : TempSources.Describe(fast, 0) == TempSources.Describe(slow, 0) ? null
            : TempSources.Describe(fast, 0);
        if (isTaken || problem is not null)
            return isTaken;
        fast.AbandonDocument();
        var faults = new UnlistedFaults();
        if (!JsonRecords.TryAppend(line, context.Plan, fast, faults))
            return false;
        fast.EndDocument(new DocumentOrigin("f", 1), []);
        problem = DifferenceOf(faults, findings, () => Described(fast), () => Described(slow));
        return false;

        static string Described(DocumentBatch batch) =>
            $"{TempSources.Describe(batch, 0)}{RefusedOf(batch.Documents, 0)}{batch.LacksListRows} " + string.Join(
                ' ', batch.Lists.SelectMany(l => Enumerable.Range(0, l.RowCount).Select(r => RefusedOf(l, r))));
    }

    private static string Line(Random random, string[] keys, string[] others)
    {
        var text = new StringBuilder("{");
        foreach (var key in keys.Where(_ => random.Next(12) > 0).Concat(others.Where(_ => random.Next(12) == 0))
            .OrderBy(_ => random.Next(3)))
        {
            if (text.Length > 1)
                text.Append(random.Next(20) == 0 ? " , " : ",");
            text.Append('"').Append(random.Next(40) == 0 ? keys[random.Next(keys.Length)] : key)
                .Append(random.Next(20) == 0 ? "\": " : "\":");
            text.Append(Fitting(random, key));
        }
        text.Append('}');
        for (var edits = random.Next(8) - 6; edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0)
                text.Remove(at, Math.Min(random.Next(1, 3), text.Length - at));
            else
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }
        return text.ToString();
    }

    /// <summary>Mostly a value that the column takes, else any.</summary>
    private static string Fitting(Random random, string key)
    {
        var fitting = key switch
        {
            "id" or "title" or "text" => "\"x\"",
            "count" or "stars" => "5",
            "ratio" => "1.5",
            "is_open" => "true",
            "day" => "\"2020-02-29\"",
            "at" => "\"2020-01-01T00:00:00Z\"",
            "counts" => "[1,null,-2]",
            "tags" => "[\"a\",\"b\"]",
            "claims" => "[{\"quote\":\"q\"}]",
            _ => "[]",
        };
        return random.Next(8) > 0 ? fitting : Values[random.Next(Values.Length)];
    }
}
