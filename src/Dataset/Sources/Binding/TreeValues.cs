using System.Buffers;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources.Values;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Binding;

/// <summary>
/// Takes values of a parsed file into columns. What is wrong is a finding, and null in the value's place keeps rows complete.
/// </summary>
internal static class TreeValues
{
    private const int StackBytes = 512;

    /// <summary>Appends the value of a key, null where the record does not have it.</summary>
    /// <param name="key">Of role <see cref="KeyRole.Column"/>.</param>
    /// <param name="record">The record.</param>
    /// <param name="plan">The keys that the record may have.</param>
    /// <param name="column">The column.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>Whether the value, and each element of a list, was taken.</returns>
    public static bool Append(PlannedKey key, SourceMap record, RecordPlan plan, Column column, DiagnosticList findings)
    {
        var node = record.Find(key.InRecord)?.Value;
        if (node is null or SourceScalar { Kind: ScalarKind.Null })
        {
            if (key.IsRequired)
                ReportMissing(key, record, plan, node, findings);
            column.AppendNull();
            return !key.IsRequired;
        }
        return column is ListColumn list
            ? AppendList(key, node, list, findings)
            : AppendScalar(node, column.Layout, (ScalarColumn)column, findings);
    }

    /// <summary>Says that a key with a value was expected.</summary>
    /// <param name="key">The key.</param>
    /// <param name="record">The record.</param>
    /// <param name="plan">The keys that the record may have.</param>
    /// <param name="found">Its value, null as written, or null where the key is not there.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void ReportMissing(PlannedKey key, SourceMap record, RecordPlan plan, SourceNode? found, DiagnosticList findings)
    {
        if (found is null && (record.HasUnknownKeys || plan.MisspellingsOf(record).Has(key.Name)))
            return;
        var layout = key.Column!.Layout;
        findings.Add(
            Rules.ValueIsThere, found?.Location ?? record.Location,
            () => $"Expected {(layout.IsList ? "a list" : layout.Type.InSources)} in "
                + $"{Printable.Quoted(found is null ? key.Name : layout.Name)}, found {found?.Describe() ?? "no such key"}.",
            layout.Name);
    }

    /// <summary>Appends a scalar that is not null, or null with a finding.</summary>
    /// <param name="node">The scalar.</param>
    /// <param name="layout">The column as people know it.</param>
    /// <param name="column">Takes the value; of the layout's type.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>Whether the value was taken.</returns>
    public static bool AppendScalar(SourceNode node, ColumnLayout layout, ScalarColumn column, DiagnosticList findings)
    {
        if (node is SourceScalar { Kind: ScalarKind.Unknown })
        {
            column.AppendNull();
            return false;
        }
        var (fault, text) = (ValueFault.Form, "");
        if (node is SourceScalar scalar && IsFor(scalar.Kind, layout.Type))
            fault = AppendText(text = scalar.Text, column);
        if (fault == ValueFault.None)
            return true;
        ValueFaults.Report(fault, layout, text, () => Describe(node, layout.Type), node.Location, findings);
        if (fault == ValueFault.Unseen)
            return true;
        column.AppendNull();
        return false;
    }

    private static bool AppendList(PlannedKey key, SourceNode node, ListColumn column, DiagnosticList findings)
    {
        if (node is not SourceList list)
        {
            if (node is not SourceScalar { Kind: ScalarKind.Unknown })
                findings.Add(
                    Rules.ValueHasType, node.Location,
                    $"Expected a list in {Printable.Quoted(key.InFindings)}, found {node.Describe()}.");
            column.AppendNull();
            return false;
        }
        var isTaken = true;
        foreach (var item in list.Items)
        {
            if (item is not SourceScalar { Kind: ScalarKind.Null })
            {
                isTaken &= AppendScalar(item, column.Layout, column.Elements, findings);
                continue;
            }
            if (!key.Column!.ItemsNullable)
            {
                isTaken = false;
                findings.Add(
                    Rules.ValueIsThere, item.Location,
                    $"Expected {column.Layout.Type.InSources} in the list {Printable.Quoted(key.InFindings)}, found null.");
            }
            column.Elements.AppendNull();
        }
        column.EndList();
        return isTaken;
    }

    private static ValueFault AppendText(string text, ScalarColumn column)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[StackBytes];
        var fault = ScalarText.Append(utf8[..Encoding.UTF8.GetBytes(text, utf8)], column);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return fault;
    }

    /// <summary>
    /// Whether a scalar of that kind may be a value of the type: what is quoted is text, what is plain is what its column takes it for.
    /// </summary>
    private static bool IsFor(ScalarKind kind, ColumnType type) => kind == ScalarKind.Plain || type.JsonType switch
    {
        "integer" or "number" => kind == ScalarKind.Number,
        "boolean" => kind == ScalarKind.Boolean,
        _ => kind == ScalarKind.String,
    };

    private static string Describe(SourceNode node, ColumnType type) =>
        node is SourceScalar { Kind: ScalarKind.String } && !type.IsQuotedInJson
            ? $"the text {node.Describe()}"
            : node.Describe();
}
