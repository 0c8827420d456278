namespace Dataset.Comparison;

/// <summary>One thing that is not in a release as it was in the one before.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Table">The table; null where the change is of the release as a whole.</param>
/// <param name="Column">The column; null where the change is of the table as a whole.</param>
/// <param name="Message">What was and what is, as a clause: <c>the column is gone</c>.</param>
public sealed record Change(ChangeKind Kind, string? Table, string? Column, string Message)
{
    /// <summary>What the change is of: <c>claims.note</c>, <c>claims</c>, or <c>the release</c>.</summary>
    public string Subject => (Table, Column) switch
    {
        (null, _) => "the release",
        (_, null) => Table,
        _ => $"{Table}.{Column}",
    };

    /// <summary>What the change asks for.</summary>
    internal Bump Bump => VersionPolicy.Of(Kind).Bump;

    /// <inheritdoc/>
    public override string ToString() => $"{Subject}: {Message}";
}
