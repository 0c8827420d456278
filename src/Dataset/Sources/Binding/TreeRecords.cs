using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Binding;

/// <summary>Takes records of a parsed file into the rows of a batch.</summary>
internal static class TreeRecords
{
    /// <summary>Appends a row, of nulls, with a finding, where the node is no mapping.</summary>
    /// <param name="node">The record.</param>
    /// <param name="plan">The keys that it may have.</param>
    /// <param name="rows">The table.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Append(SourceNode node, RecordPlan plan, TableBatch rows, DiagnosticList findings)
    {
        if (AsMap(node, "a record", findings) is not { } record)
        {
            foreach (var key in plan.Keys)
            {
                rows.Refuse(key.Index, rows.Columns[key.Index].RowCount);
                rows.Columns[key.Index].AppendNull();
            }
            return;
        }
        AppendColumns(record, plan, rows, findings);
        ReportUnknown(record, plan, findings);
    }

    /// <summary>Appends the values of the keys that are columns.</summary>
    public static void AppendColumns(SourceMap record, RecordPlan plan, TableBatch rows, DiagnosticList findings)
    {
        foreach (var key in plan.Keys)
        {
            if (key.Role == KeyRole.Column && !TreeValues.Append(key, record, plan, rows.Columns[key.Index], findings))
                rows.Refuse(key.Index, rows.Columns[key.Index].RowCount - 1);
        }
    }

    /// <summary>Finds the keys that the record should not have.</summary>
    public static void ReportUnknown(SourceMap record, RecordPlan plan, DiagnosticList findings)
    {
        foreach (var entry in record.Entries)
        {
            if (plan.Knows(entry.Key))
                continue;
            if (plan.IsDerived(entry.Key))
            {
                findings.Add(
                    Rules.DerivedIsNotWritten, entry.KeyLocation,
                    $"Expected no key {Printable.Quoted(entry.Key)}, which the build fills, found {entry.Value.Describe()}.");
                continue;
            }
            if (plan.IsAnyLost && plan.MayBeLost(entry.Key, plan.MisspellingsOf(record)))
                continue;
            // Put together at once where it may be listed: a message that waits would keep the record, with all of its values.
            if (findings.Wants(Rules.KeyIsKnown, "", entry.KeyLocation))
            {
                var nearest = plan.MisspellingsOf(record).MeantBy(entry.Key);
                findings.Add(
                    Rules.KeyIsKnown, entry.KeyLocation,
                    $"Expected {(nearest is null ? "one of " + plan.Listed : Printable.Quoted(nearest))}, "
                        + $"found the key {Printable.Quoted(entry.Key)}.");
            }
            else
            {
                findings.Count(Rules.KeyIsKnown);
            }
        }
    }

    /// <summary>The node as a mapping, or null with a finding.</summary>
    public static SourceMap? AsMap(SourceNode node, string what, DiagnosticList findings)
    {
        if (node is not SourceMap map)
        {
            if (node is not SourceScalar { Kind: ScalarKind.Unknown })
                findings.Add(
                    Rules.RecordIsMapping, node.Location, $"Expected {what} as a mapping of keys to values, found {node.Describe()}.");
            return null;
        }
        return map;
    }
}
