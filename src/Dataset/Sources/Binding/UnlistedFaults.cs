using Dataset.Diagnostics;
using Dataset.Sources.Values;
using Dataset.Tables;

namespace Dataset.Sources.Binding;

/// <summary>
/// What is wrong with the values of one record, by rule alone: where a report has no more room, findings are counted without a place and
/// a message. Nothing is said until it is known of each that it will not be listed.
/// </summary>
internal sealed class UnlistedFaults
{
    private readonly List<(Rule Rule, string Subject)> faults = [];
    private readonly List<(TableBatch Rows, int Column, int Row)> refused = [];

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => faults.Count == 0;

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        faults.Clear();
        refused.Clear();
    }

    /// <summary>Adds a fault that takes no value away.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="subject">The column that it is about, or empty.</param>
    public void Add(Rule rule, string subject = "") => faults.Add((rule, subject));

    /// <summary>Adds what is wrong with a value.</summary>
    /// <param name="fault">Not <see cref="ValueFault.None"/>.</param>
    /// <param name="column">The column.</param>
    /// <param name="utf8">The value, of a text.</param>
    public void Add(ValueFault fault, ColumnLayout column, ReadOnlySpan<byte> utf8)
    {
        if (fault < ValueFault.Nul)
            Add(ValueFaults.RuleOf(fault, column.Type), column.Name);
        else
            foreach (var (each, _) in TextHygiene.All(utf8))
                Add(ValueFaults.RuleOf(each, column.Type), column.Name);
    }

    /// <summary>Says that the last value of a column, or an element of it, was not taken.</summary>
    public void Refuse(TableBatch rows, int column) => refused.Add((rows, column, rows.Columns[column].RowCount - 1));

    /// <summary>Counts the faults and refuses the values, unless one of them may be listed.</summary>
    /// <param name="findings">Takes the counts.</param>
    /// <param name="line">Where the record begins, or before.</param>
    /// <returns>Whether it was done; else nothing was.</returns>
    public bool TryCount(DiagnosticList findings, in Location line)
    {
        foreach (var fault in faults)
        {
            if (findings.Wants(fault.Rule, fault.Subject, line))
                return false;
        }
        foreach (var (rule, subject) in faults)
            findings.Count(rule, subject);
        foreach (var (rows, column, row) in refused)
            rows.Refuse(column, row);
        Clear();
        return true;
    }
}
