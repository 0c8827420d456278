using System.Text;

namespace Dataset.Parquet;

/// <summary>The columns of a file, in order, and the columns that its rows are sorted by.</summary>
/// <param name="Name">The name of the schema's root; readers show it, none needs it.</param>
/// <param name="Columns">The columns, at least one.</param>
/// <param name="SortedBy">
/// Indexes into <paramref name="Columns"/>, the most significant first; empty when the rows are in no order. Rows ascend:
/// text by its UTF-8 bytes, false before true, nulls last. A list can't be sorted by.
/// </param>
public sealed record ParquetSchema(string Name, IReadOnlyList<ParquetColumn> Columns, IReadOnlyList<int> SortedBy)
{
    /// <summary>Throws when a file of this schema would not be read alike by every engine.</summary>
    /// <exception cref="ArgumentException">Some name or index is at fault; the message says which, and why.</exception>
    public void Validate()
    {
        if (Columns.Count is 0 or > short.MaxValue)
            throw new ArgumentException($"Expected 1 to {short.MaxValue} columns, found {Columns.Count}.");
        CheckName("the schema", Name);
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Columns)
        {
            CheckName("a column", column.Name);
            if (!seen.TryAdd(column.Name, column.Name))
                throw new ArgumentException(
                    $"The columns '{seen[column.Name]}' and '{column.Name}' have one name, or differ in case alone, which some engines "
                        + "take for one.");
            if (!Enum.IsDefined(column.Type))
                throw new ArgumentException($"Column '{column.Name}' has the unknown type {(int)column.Type}.");
        }
        var keys = new HashSet<int>();
        foreach (var index in SortedBy)
        {
            if (index < 0 || index >= Columns.Count || !keys.Add(index))
                throw new ArgumentException($"SortedBy names column {index}; expected each of 0 to {Columns.Count - 1} at most once.");
            if (Columns[index].IsList)
                throw new ArgumentException($"SortedBy names column '{Columns[index].Name}', a list; lists have no order in Parquet.");
        }
    }

    /// <summary>A dot separates the parts of a path, and engines quote or refuse blanks and controls.</summary>
    private static void CheckName(string what, string name)
    {
        if (name.Length == 0)
            throw new ArgumentException($"The name of {what} is empty.");
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || rune.Value == '.' || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                throw new ArgumentException(
                    $"The name '{name}' of {what} holds U+{rune.Value:X4}; dots, blanks, controls and unpaired surrogates are read "
                        + "differently by engines.");
        }
    }
}
