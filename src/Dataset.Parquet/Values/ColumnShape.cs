namespace Dataset.Parquet.Values;

/// <summary>
/// What the levels of a column mean (Dremel's encoding). A definition level of at least <see cref="RowDefined"/> says
/// that the row is there, <see cref="MaxDefinition"/> that there is a value.
/// </summary>
/// <param name="IsList">Whether the column is a list.</param>
/// <param name="RowDefined">The least level at which a row is not null: 1, or 0 where the schema says REQUIRED.</param>
/// <param name="MaxDefinition">The level of a value.</param>
internal readonly record struct ColumnShape(bool IsList, int RowDefined, int MaxDefinition)
{
    /// <summary>A flat column: 0 null, 1 value. A list: 0 null, 1 empty, 2 null element, 3 value.</summary>
    public static ColumnShape Of(ParquetColumn column) => column.IsList ? new(true, 1, 3) : new(false, 1, 1);

    public int MaxRepetition => IsList ? 1 : 0;

    /// <summary>Lists: the least level at which there is an element, null or not.</summary>
    public int ElementDefined => RowDefined + 1;

    public int DefinitionWidth => MaxDefinition switch { 0 => 0, 1 => 1, _ => 2 };
}
