using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources.Binding;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>Which cell of a CSV file's rows belongs to which key.</summary>
internal sealed class CsvHeader
{
    private const int MaximumListed = 20;

    private CsvHeader(IReadOnlyList<PlannedKey> cells) => Cells = cells;

    /// <summary>The keys in the order of the cells.</summary>
    public IReadOnlyList<PlannedKey> Cells { get; }

    /// <summary>Reads the first record of the file; null, with findings, where it does not name the columns wanted.</summary>
    public static CsvHeader? Read(ReadOnlyMemory<byte> piece, RecordPlan plan, string displayPath, DiagnosticList findings)
    {
        using var records = new CsvRecords(piece);
        var place = new Location(displayPath, 1);
        var wanted = plan.Keys.Where(k => k.IsInEveryHeader).Select(k => k.Name).ToList();
        if (!records.TryRead(out _))
        {
            findings.Add(Rules.CsvHeaderNamesColumns, place, $"Expected the header {string.Join(',', wanted)}, found an empty file.");
            return null;
        }
        var own = new DiagnosticList();
        var cells = new List<PlannedKey>();
        var seen = new HashSet<int>();
        // Of a table with thousands of columns a finding for each would list them all.
        var listed = string.Join(',', wanted.Take(MaximumListed))
            + (wanted.Count > MaximumListed ? FormattableString.Invariant($" and {wanted.Count - MaximumListed} more") : "");
        for (var i = 0; i < records.CellCount; i++)
        {
            var name = Encoding.UTF8.GetString(records[i]);
            if (plan.Find(name) is >= 0 and var index)
            {
                if (!seen.Add(index))
                    own.Add(Rules.CsvHeaderNamesColumns, place, $"Expected each column once, found {Printable.Quoted(name)} twice.");
                cells.Add(plan.Keys[index]);
                continue;
            }
            var found = plan.IsDerived(name) ? $"{Printable.Quoted(name)}, which the build fills" : Printable.Quoted(name);
            var nearest = NearestName.Of(name, plan.Keys.Select(k => k.Name));
            own.Add(
                Rules.CsvHeaderNamesColumns, place,
                $"Expected {(nearest is null ? "columns that curators write, " + listed : Printable.Quoted(nearest))}, "
                    + $"found {found}.");
        }
        foreach (var missing in wanted.Except(cells.Select(c => c.Name)))
            own.Add(Rules.CsvHeaderNamesColumns, place, $"Expected the column {Printable.Quoted(missing)}, found none of that name.");
        findings.AddRange(own);
        return own.HasErrors ? null : new(cells);
    }
}
