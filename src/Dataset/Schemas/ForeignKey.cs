namespace Dataset.Schemas;

/// <summary>A reference from columns of one table to a key of another, as in Table Schema.</summary>
/// <param name="Columns">Of the table that refers. When the one column is a list, each element refers.</param>
/// <param name="Table">The table that is referred to; it may be the same one.</param>
/// <param name="References">The columns there, as many.</param>
public sealed record ForeignKey(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> References);
