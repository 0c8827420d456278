namespace Dataset.Comparison;

/// <summary>What can change from one release to the next: the cases of <see cref="VersionPolicy"/>, in its order.</summary>
public enum ChangeKind
{
    /// <summary>The dataset has another name.</summary>
    DatasetRenamed,

    /// <summary>A table is gone.</summary>
    TableGone,

    /// <summary>A table is new.</summary>
    TableAdded,

    /// <summary>A column is gone, or has another name.</summary>
    ColumnGone,

    /// <summary>A column is new.</summary>
    ColumnAdded,

    /// <summary>Columns that were there are in another order.</summary>
    ColumnsReordered,

    /// <summary>A column has another type, or became a list, or is one no longer.</summary>
    TypeChanged,

    /// <summary>A column, or the elements of a list, may now be null.</summary>
    NullAllowed,

    /// <summary>A column, or the elements of a list, may no longer be null.</summary>
    NullForbidden,

    /// <summary>
    /// A constraint is gone or allows more: another value in an <c>enum</c>, wider bounds or lengths, no more <c>uniqueItems</c>.
    /// </summary>
    ConstraintLoosened,

    /// <summary>A constraint is new or allows less.</summary>
    ConstraintTightened,

    /// <summary>A <c>pattern</c> is another one.</summary>
    PatternChanged,

    /// <summary>A column is no longer a quote (<c>x-quote</c>).</summary>
    QuoteGivenUp,

    /// <summary>A column is now a quote.</summary>
    QuotePromised,

    /// <summary>The primary key has other columns, or its columns another order.</summary>
    KeyChanged,

    /// <summary>A reference to another table is gone or leads elsewhere.</summary>
    ReferenceGone,

    /// <summary>A reference to another table is new.</summary>
    ReferenceAdded,

    /// <summary>A column's unit is another one, or is not named any more.</summary>
    UnitChanged,

    /// <summary>A column's unit is named for the first time.</summary>
    UnitNamed,

    /// <summary>Rows are gone, which a row with another key also is.</summary>
    RowsGone,

    /// <summary>Rows are new.</summary>
    RowsAdded,

    /// <summary>Values of rows are others.</summary>
    RowsChanged,

    /// <summary>A table in one file became several files, or the other way round.</summary>
    TableSplit,

    /// <summary>A table in several files has another number of them.</summary>
    PartsChanged,

    /// <summary>A licence is new, gone, or covers something else (any change of those words).</summary>
    LicenceChanged,

    /// <summary>Texts are normalised by another recipe.</summary>
    RecipeChanged,

    /// <summary>The title or description of a table or column is another one.</summary>
    DescriptionChanged,

    /// <summary>A column is filled in another way (<c>x-derived</c>, <c>x-names</c>).</summary>
    DerivationChanged,

    /// <summary>A schema is written in other words or another layout, and says the same.</summary>
    SchemaRewritten,

    /// <summary>Title, description, language, homepage, keywords, creators, the order of tables, or a licence's title or address.</summary>
    PresentationChanged,

    /// <summary>Sources are others.</summary>
    SourcesChanged,

    /// <summary>Another version of the tool made it.</summary>
    ToolChanged,
}
