using Dataset.Tables;

namespace Dataset.Sources.Binding;

/// <summary>
/// Takes lines of JSON into batches without a string or a tree: the way of every record that has nothing wrong with it. Where a method
/// gives false, some columns have been appended to; the caller takes that back and reads the line by the way that explains.
/// </summary>
internal static class JsonRecords
{
    private const int WordBits = 64;

    /// <summary>Appends a row of a table from records.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> line, RecordPlan plan, TableBatch rows)
    {
        var scanner = new JsonScanner(line);
        return TryAppendObject(ref scanner, plan, rows, null) && scanner.IsAtEnd();
    }

    /// <summary>Appends a document's columns, list rows, key and text; the caller ends the document.</summary>
    public static bool TryAppend(ReadOnlySpan<byte> line, RecordPlan plan, DocumentBatch batch)
    {
        var scanner = new JsonScanner(line);
        return TryAppendObject(ref scanner, plan, batch.Documents, batch) && scanner.IsAtEnd();
    }

    /// <summary>Appends a list that stands alone.</summary>
    public static bool TryAppendList(ReadOnlySpan<byte> json, ListColumn column, bool itemsNullable)
    {
        var scanner = new JsonScanner(json);
        return TryTakeList(ref scanner, column, itemsNullable) && scanner.IsAtEnd();
    }

    private static bool TryAppendObject(ref JsonScanner scanner, RecordPlan plan, TableBatch rows, DocumentBatch? batch)
    {
        if (!scanner.Take((byte)'{'))
            return false;
        var keys = plan.Keys;
        Span<ulong> seen = stackalloc ulong[(keys.Count + WordBits - 1) / WordBits];
        seen.Clear();
        var expected = 0;
        if (!scanner.Take((byte)'}'))
        {
            do
            {
                if (!scanner.TryTakeKey(out var name))
                    return false;
                // Records of one file mostly have their keys in one order.
                var index = expected < keys.Count && name.SequenceEqual(keys[expected].Utf8Name) ? expected : plan.Find(name);
                if (index < 0 || (seen[index / WordBits] & (1UL << (index % WordBits))) != 0)
                    return false;
                seen[index / WordBits] |= 1UL << (index % WordBits);
                expected = index + 1;
                if (!TryTakeValue(ref scanner, keys[index], rows, batch))
                    return false;
            }
            while (scanner.Take((byte)','));
            if (!scanner.Take((byte)'}'))
                return false;
        }
        return TryFill(seen, keys, rows);
    }

    private static bool TryTakeValue(ref JsonScanner scanner, PlannedKey key, TableBatch rows, DocumentBatch? batch)
    {
        switch (key.Role)
        {
            case KeyRole.Column:
                var column = rows.Columns[key.Index];
                if (scanner.TakeNull())
                {
                    column.AppendNull();
                    return !key.IsRequired;
                }
                return column is ListColumn list
                    ? TryTakeList(ref scanner, list, key.Column!.ItemsNullable) : scanner.TryTakeScalar((ScalarColumn)column);
            case KeyRole.DocumentKey: return scanner.TryTakeScalar(batch!.Keys);
            case KeyRole.DocumentText: return scanner.TryTakeText(batch!.Contents);
            case KeyRole.List: return scanner.TakeNull() || TryTakeRows(ref scanner, key, batch!.Lists[key.Index]);
            // Annotations keep places, which the other way knows; they are rare in files of many documents.
            default: return scanner.TakeNull() || (scanner.Take((byte)'[') && scanner.Take((byte)']'));
        }
    }

    private static bool TryTakeList(ref JsonScanner scanner, ListColumn column, bool itemsNullable)
    {
        if (!scanner.Take((byte)'['))
            return false;
        if (!scanner.Take((byte)']'))
        {
            do
            {
                if (itemsNullable && scanner.TakeNull())
                    column.Elements.AppendNull();
                else if (!scanner.TryTakeScalar(column.Elements))
                    return false;
            }
            while (scanner.Take((byte)','));
            if (!scanner.Take((byte)']'))
                return false;
        }
        column.EndList();
        return true;
    }

    private static bool TryTakeRows(ref JsonScanner scanner, PlannedKey key, TableBatch rows)
    {
        if (!scanner.Take((byte)'['))
            return false;
        if (scanner.Take((byte)']'))
            return true;
        do
        {
            if (!TryAppendObject(ref scanner, key.Inner!, rows, null))
                return false;
        }
        while (scanner.Take((byte)','));
        return scanner.Take((byte)']');
    }

    /// <summary>Appends null for the columns that the record does not have; false where one of them may not be null.</summary>
    private static bool TryFill(ReadOnlySpan<ulong> seen, IReadOnlyList<PlannedKey> keys, TableBatch rows)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if ((seen[i / WordBits] & (1UL << (i % WordBits))) != 0)
                continue;
            if (keys[i].IsRequired)
                return false;
            if (keys[i].Role == KeyRole.Column)
                rows.Columns[keys[i].Index].AppendNull();
        }
        return true;
    }
}
