namespace Dataset.Sources;

/// <summary>
/// Into how many parts the documents of each table are cut, and which of the parts are read. Where the cuts are depends on the sources
/// alone: a folder is cut by the count of its documents in order of their keys, a file of records by its bytes, at the ends of records.
/// </summary>
public sealed record PartSelection
{
    /// <summary>The most parts: their numbers have five digits.</summary>
    public const int MaximumCount = 99_999;

    private PartSelection(int count, int? number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(number ?? 1, 1, nameof(number));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number ?? 1, count, nameof(number));
        (Count, Number) = (count, number);
    }

    /// <summary>Everything, in one part.</summary>
    public static PartSelection Whole { get; } = All(1);

    /// <summary>At least 1.</summary>
    public int Count { get; }

    /// <summary>The 1-based number of the only part that is read; null where all are, one after another.</summary>
    public int? Number { get; }

    /// <summary>Whether anything is cut.</summary>
    public bool IsCut => Count > 1;

    /// <summary>Whether rows of other parts are not seen.</summary>
    public bool IsPartial => IsCut && Number is not null;

    /// <summary>All parts, one after another.</summary>
    public static PartSelection All(int count) => new(count, null);

    /// <summary>One part.</summary>
    /// <param name="number">From 1 to <paramref name="count"/>.</param>
    /// <param name="count">At least 1.</param>
    public static PartSelection Only(int number, int count) => new(count, number);

    /// <summary>The parts that are read, 0-based.</summary>
    internal IEnumerable<int> Parts => Number is { } number ? [number - 1] : Enumerable.Range(0, Count);

    /// <summary>
    /// Where part <paramref name="part"/> of something begins, as evenly as it goes: part <see cref="Count"/> begins at its end.
    /// </summary>
    internal long Start(int part, long size) => (long)((Int128)size * part / Count);
}
