using System.Runtime.InteropServices;
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
    private readonly List<(ValueFault Fault, int CodePoint)> ofText = [];

    /// <summary>
    /// The unknown keys of the record that is read and of those around it, one after another, each with a line feed, which no key has that
    /// is written without escapes.
    /// </summary>
    private readonly List<byte> unknown = [];

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => faults.Count == 0;

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        faults.Clear();
        refused.Clear();
        unknown.Clear();
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
        ofText.Clear();
        if (fault < ValueFault.Nul)
            ofText.Add((fault, 0));
        else
            TextHygiene.AddAll(utf8, fault, ofText);
        foreach (var (each, _) in ofText)
            Add(ValueFaults.RuleOf(each, column.Type), column.Name);
    }

    /// <summary>How much is held of unknown keys: where those of the next record begin.</summary>
    public int UnknownLength => unknown.Count;

    /// <summary>Adds a key, without escapes, that the record's plan does not have.</summary>
    public void AddUnknown(ReadOnlySpan<byte> name)
    {
        unknown.AddRange(name);
        unknown.Add((byte)'\n');
    }

    /// <summary>Adds what is wrong with the unknown keys of a record; says which others they are meant for, or null of none.</summary>
    /// <param name="start">Where they begin (<see cref="UnknownLength"/>).</param>
    /// <param name="plan">The record's plan.</param>
    /// <param name="seen">The keys of the plan that it has.</param>
    public Misspellings? TakeUnknown(int start, RecordPlan plan, ReadOnlySpan<ulong> seen)
    {
        if (unknown.Count == start)
            return null;
        var keys = plan.UnknownOf(CollectionsMarshal.AsSpan(unknown)[start..], seen);
        unknown.RemoveRange(start, unknown.Count - start);
        foreach (var rule in keys.Broken)
            Add(rule);
        return keys.Misspellings;
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
