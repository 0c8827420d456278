using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources.Binding;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>Which cell of a CSV file's rows belongs to which key.</summary>
internal sealed class CsvHeader
{
    private const int MaximumListed = 20;

    private static readonly PlannedKey Passed = new("", KeyRole.Passed, -1, null, null);

    private CsvHeader(IReadOnlyList<PlannedKey> cells) => Cells = cells;

    /// <summary>The keys in the order of the cells.</summary>
    public IReadOnlyList<PlannedKey> Cells { get; }

    /// <summary>Reads the first record of the file; null, with findings, where it does not name the columns wanted.</summary>
    /// <param name="piece">Whole records.</param>
    /// <param name="plan">The columns.</param>
    /// <param name="dialect">How the file is written.</param>
    /// <param name="displayPath">The file in findings.</param>
    /// <param name="line">Where the record begins, from 1.</param>
    /// <param name="findings">Takes the findings.</param>
    public static CsvHeader? Read(
        ReadOnlyMemory<byte> piece, RecordPlan plan, CsvDialect dialect, string displayPath, int line, DiagnosticList findings)
    {
        var wantedKeys = plan.Keys.Where(k => k.IsInEveryHeader).ToArray();
        if (!dialect.HasHeader)
            return new(wantedKeys);
        using var records = new CsvRecords(piece, dialect);
        var place = new Location(displayPath, line);
        var wanted = wantedKeys.Select(k => k.Name).ToList();
        if (!records.TryRead(out _))
        {
            findings.Add(
                Rules.CsvHeaderNamesColumns, place,
                $"Expected the header {string.Join((char)dialect.Delimiter, wanted)}, found an empty file.");
            return null;
        }
        var names = NamesOf(records, dialect, wanted.Count);
        var own = new DiagnosticList();
        var cells = Match(names, wanted, plan, passesFirst: false, place, own);
        if (!own.HasErrors)
            return new(cells);
        if (CsvDialectHints.OfHeader(piece, names, wanted, dialect) is { } cause)
            findings.Add(cause.Rule, place, cause.Message);
        else
            findings.AddRange(own);
        return null;
    }

    /// <summary>The names of the current record, with those that a ragged file or one with names of rows leaves out.</summary>
    private static string[] NamesOf(CsvRecords records, CsvDialect dialect, int wanted)
    {
        var names = Enumerable.Range(0, records.CellCount).Select(i => Encoding.UTF8.GetString(records[i])).ToList();
        if (dialect.HasRowNames)
            names.Insert(0, "");
        while (dialect.IsRagged && names.Count > wanted && names[^1].Length == 0)
            names.RemoveAt(names.Count - 1);
        while (dialect.IsRagged && names.Count < wanted)
            names.Add("");
        return [.. names];
    }

    /// <summary>What is said of values in a column that neither header nor schema has, up to the value that was found.</summary>
    public const string ExpectedNone = "Expected no value in a column that the header has no name for, found ";

    /// <summary>What mends that, a sentence to append.</summary>
    public const string NameTheColumn =
        " Name the column in the header, or add a column with \"x-source\": \"\" to the schema for each one without a name.";

    /// <summary>As <see cref="Read"/>, of a sheet: the column of the margin may come first.</summary>
    public static CsvHeader? OfNames(string[] names, RecordPlan plan, Location place, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var cells = Match(names, [.. plan.Keys.Where(k => k.IsInEveryHeader).Select(k => k.Name)], plan, passesFirst: true, place, own);
        findings.AddRange(own);
        return own.HasErrors ? null : new(cells);
    }

    private static List<PlannedKey> Match(
        string[] names, List<string> wanted, RecordPlan plan, bool passesFirst, Location place, DiagnosticList findings)
    {
        var cells = new List<PlannedKey>();
        // Several columns may have one name, or none: then the first in the file is the first of the schema, and so on.
        var free = Enumerable.Range(0, plan.Keys.Count).ToLookup(i => plan.Keys[i].Name, StringComparer.Ordinal)
            .ToDictionary(k => k.Key, k => new Queue<int>(k), StringComparer.Ordinal);
        var meant = new HashSet<string>(StringComparer.Ordinal);
        // There may be thousands of names of both kinds: what is the same for each of them is made once.
        var (there, open) = (names.ToHashSet(StringComparer.Ordinal), wanted.Except(names).ToList());
        string[] known = [.. plan.Keys.Select(k => k.Name)];
        var byFolded = plan.Keys.Where(k => k.IsInEveryHeader).GroupBy(k => CsvDialectHints.Folded(k.Name), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        // Of a table with thousands of columns a finding for each would list them all.
        var listed = string.Join(',', wanted.Take(MaximumListed))
            + (wanted.Count > MaximumListed ? FormattableString.Invariant($" and {wanted.Count - MaximumListed} more") : "");
        if (names.Length > 0 && names.Length + wanted.Count > 2 && names.All(IsOfAnother))
        {
            // Not this table's header with mistakes, but something else: one finding, not one for each name.
            var looks = names[0].TrimStart().StartsWith('<') ? ", which looks like a page of HTML or XML" : "";
            findings.Add(
                Rules.CsvHeaderNamesColumns, place,
                $"Expected a header that names {CsvDialectHints.Names(wanted)}, found "
                    + $"{Printable.Quoted(string.Join(',', names.Take(MaximumListed)), 80)}{looks}.");
            return cells;
        }
        foreach (var (i, name) in names.Index())
        {
            // A first column without a name is that of a program's row numbers.
            if (name.Length == 0 && (i > 0 || passesFirst) && !(free.TryGetValue("", out var nameless) && nameless.Count > 0))
            {
                cells.Add(Passed);
                continue;
            }
            if (free.TryGetValue(name, out var indexes))
            {
                if (indexes.TryDequeue(out var index))
                    cells.Add(plan.Keys[index]);
                else
                    findings.Add(
                        Rules.CsvHeaderNamesColumns, place, $"Expected each column once, found {Printable.Quoted(name)} twice.");
                continue;
            }
            var found = name.Length == 0 ? "a first column without a name"
                : plan.IsDerived(name) ? $"{Printable.Quoted(name)}, which the build fills" : Printable.Quoted(name);
            var folded = CsvDialectHints.Folded(name);
            if (folded.Length > 0 && byFolded.TryGetValue(folded, out var same) && !there.Contains(same.Name) && meant.Add(same.Name))
            {
                open.Remove(same.Name);
                findings.Add(
                    Rules.CsvHeaderNamesColumns, place,
                    $"Expected {Printable.Quoted(same.Name)}, found {found}. Where the file calls the column so, write \"x-source\": "
                        + $"{Printable.Quoted(name)} in its schema.");
                continue;
            }
            // A column that is there under a name that is near is not missing too.
            var nearest = NearestName.Of(name, open, known);
            if (nearest is not null && open.Remove(nearest))
                meant.Add(nearest);
            findings.Add(
                Rules.CsvHeaderNamesColumns, place,
                $"Expected {(nearest is null ? "columns that curators write, " + listed : Printable.Quoted(nearest))}, "
                    + $"found {found}.");
        }
        foreach (var missing in wanted.Except(cells.Select(c => c.Name)).Except(meant))
            findings.Add(Rules.CsvHeaderNamesColumns, place, $"Expected the column {Printable.Quoted(missing)}, found none of that name.");
        var taken = cells.Where(c => c.IsInEveryHeader).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var more in free.Where(f => f.Value.Count > 0 && taken.Contains(f.Key)))
            findings.Add(
                Rules.CsvHeaderNamesColumns, place,
                $"Expected {Printable.Quoted(more.Key)} for each column of that name in the schema, found {more.Value.Count} too few.");
        return cells;

        bool IsOfAnother(string name) => !free.ContainsKey(name) && !plan.IsDerived(name) && NearestName.Of(name, wanted) is null
            && !(CsvDialectHints.Folded(name) is { Length: > 0 } folded && byFolded.ContainsKey(folded));
    }
}
