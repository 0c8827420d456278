using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Sources.Binding;

/// <summary>
/// Takes lines of JSON into batches without a string or a tree: the way of every record that has nothing wrong with it. Where a method
/// gives false, some columns have been appended to; the caller takes that back and reads the line by the way that explains. Given a list of
/// faults it also takes records with values that are wrong in ways that need no explanation to be counted.
/// </summary>
internal static class JsonRecords
{
    private const int WordBits = 64;

    /// <summary>Appends a row of a table from records.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> line, RecordPlan plan, TableBatch rows, UnlistedFaults? faults = null)
    {
        var scanner = new JsonScanner(line);
        return TryAppendObject(ref scanner, plan, rows, null, faults) && scanner.IsAtEnd();
    }

    /// <summary>Appends a document's columns, list rows, key and text; the caller ends the document.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> line, RecordPlan plan, DocumentBatch batch, UnlistedFaults? faults = null)
    {
        var scanner = new JsonScanner(line);
        return TryAppendObject(ref scanner, plan, batch.Documents, batch, faults) && scanner.IsAtEnd();
    }

    /// <summary>Appends a list that stands alone.</summary>
    public static bool TryAppendList(
        ReadOnlySpan<byte> json, ListColumn column, bool itemsNullable, UnlistedFaults? faults, out bool isTaken)
    {
        var scanner = new JsonScanner(json);
        return TryTakeList(ref scanner, column, itemsNullable, faults, out isTaken) && scanner.IsAtEnd();
    }

    private static bool TryAppendObject(
        ref JsonScanner scanner, RecordPlan plan, TableBatch rows, DocumentBatch? batch, UnlistedFaults? faults)
    {
        if (!scanner.Take((byte)'{'))
            return false;
        var keys = plan.Keys;
        Span<ulong> seen = stackalloc ulong[(keys.Count + WordBits - 1) / WordBits];
        seen.Clear();
        var expected = 0;
        var unknown = faults?.UnknownLength ?? 0;
        if (!scanner.Take((byte)'}'))
        {
            do
            {
                if (!scanner.TryTakeKey(out var name))
                    return false;
                // Records of one file mostly have their keys in one order.
                var index = expected < keys.Count && name.SequenceEqual(keys[expected].Utf8Name) ? expected : plan.Find(name);
                if (index < 0 || IsSeen(seen, index))
                {
                    if (faults is null || !scanner.TrySkip(faults))
                        return false;
                    if (index >= 0)
                        faults.Add(Rules.KeyStandsOnce);
                    else
                        faults.AddUnknown(name);
                    continue;
                }
                seen[index / WordBits] |= 1UL << (index % WordBits);
                expected = index + 1;
                if (!TryTakeValue(ref scanner, keys[index], rows, batch, faults))
                    return false;
            }
            while (scanner.Take((byte)','));
            if (!scanner.Take((byte)'}'))
                return false;
        }
        return TryFill(seen, plan, rows, faults, unknown);
    }

    private static bool TryTakeValue(
        ref JsonScanner scanner, PlannedKey key, TableBatch rows, DocumentBatch? batch, UnlistedFaults? faults)
    {
        switch (key.Role)
        {
            case KeyRole.Column:
                var column = rows.Columns[key.Index];
                if (scanner.TakeNull())
                {
                    column.AppendNull();
                    return !key.IsRequired || IsCounted(rows, key, faults);
                }
                var isTaken = true;
                if (column is ListColumn list
                    ? !TryTakeList(ref scanner, list, key.Column!.ItemsNullable, faults, out isTaken)
                    : faults is null
                        ? !scanner.TryTakeScalar((ScalarColumn)column)
                        : !scanner.TryTakeScalar((ScalarColumn)column, faults, out isTaken))
                    return false;
                if (!isTaken)
                    faults!.Refuse(rows, key.Index);
                return true;
            case KeyRole.DocumentKey: return scanner.TryTakeScalar(batch!.Keys);
            case KeyRole.DocumentText: return scanner.TryTakeText(batch!.Contents);
            case KeyRole.List: return scanner.TakeNull() || TryTakeRows(ref scanner, key, batch!.Lists[key.Index], faults);
            // Annotations keep places, which the other way knows; they are rare in files of many documents.
            default: return scanner.TakeNull() || (scanner.Take((byte)'[') && scanner.Take((byte)']'));
        }
    }

    /// <summary>Adds that the key has no value, where faults are counted; null was appended.</summary>
    private static bool IsCounted(TableBatch rows, PlannedKey key, UnlistedFaults? faults)
    {
        if (faults is null)
            return false;
        faults.Add(Rules.ValueIsThere, key.Column!.Layout.Name);
        faults.Refuse(rows, key.Index);
        return true;
    }

    private static bool TryTakeList(
        ref JsonScanner scanner, ListColumn column, bool itemsNullable, UnlistedFaults? faults, out bool isTaken)
    {
        isTaken = true;
        if (!scanner.Take((byte)'['))
        {
            if (faults is null || !scanner.TrySkip(faults))
                return false;
            isTaken = false;
            column.AppendNull();
            faults.Add(Rules.ValueHasType);
            return true;
        }
        if (!scanner.Take((byte)']'))
        {
            do
            {
                if ((itemsNullable || faults is not null) && scanner.TakeNull())
                {
                    column.Elements.AppendNull();
                    if (!itemsNullable)
                        faults!.Add(Rules.ValueIsThere);
                    isTaken &= itemsNullable;
                    continue;
                }
                var isElement = true;
                if (faults is null
                    ? !scanner.TryTakeScalar(column.Elements) : !scanner.TryTakeScalar(column.Elements, faults, out isElement))
                    return false;
                isTaken &= isElement;
            }
            while (scanner.Take((byte)','));
            if (!scanner.Take((byte)']'))
                return false;
        }
        column.EndList();
        return true;
    }

    private static bool TryTakeRows(ref JsonScanner scanner, PlannedKey key, TableBatch rows, UnlistedFaults? faults)
    {
        if (!scanner.Take((byte)'['))
            return false;
        if (scanner.Take((byte)']'))
            return true;
        do
        {
            if (!TryAppendObject(ref scanner, key.Inner!, rows, null, faults))
                return false;
        }
        while (scanner.Take((byte)','));
        return scanner.Take((byte)']');
    }

    /// <summary>Appends null for the columns that the record does not have; false where one of them may not be null.</summary>
    /// <param name="seen">The keys that it has.</param>
    /// <param name="plan">All keys.</param>
    /// <param name="rows">The table.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="unknown">Where the record's unknown keys begin among the faults.</param>
    private static bool TryFill(ReadOnlySpan<ulong> seen, RecordPlan plan, TableBatch rows, UnlistedFaults? faults, int unknown)
    {
        var keys = plan.Keys;
        var misspellings = faults?.TakeUnknown(unknown, plan, seen);
        for (var i = 0; i < keys.Count; i++)
        {
            if (IsSeen(seen, i))
                continue;
            if (keys[i].Role == KeyRole.Column)
                rows.Columns[keys[i].Index].AppendNull();
            var isMisspelt = misspellings?.Has(keys[i].Name) == true;
            // What a list under another name says of the batch, the other way knows.
            if (isMisspelt && keys[i].Role is KeyRole.List or KeyRole.Annotations)
                return false;
            if (!keys[i].IsRequired)
                continue;
            if (keys[i].Role != KeyRole.Column || faults is null)
                return false;
            if (!isMisspelt)
                faults.Add(Rules.ValueIsThere, keys[i].Column!.Layout.Name);
            faults.Refuse(rows, keys[i].Index);
        }
        return true;
    }

    /// <summary>Whether a record has a key of its plan.</summary>
    public static bool IsSeen(ReadOnlySpan<ulong> seen, int key) => (seen[key / WordBits] & (1UL << (key % WordBits))) != 0;
}
