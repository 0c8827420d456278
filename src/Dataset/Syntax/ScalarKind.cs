namespace Dataset.Syntax;

/// <summary>What a scalar is in the notation that it was written in.</summary>
internal enum ScalarKind
{
    /// <summary>JSON <c>null</c>; YAML <c>null</c>, <c>~</c> or nothing.</summary>
    Null,

    /// <summary>JSON <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A JSON number, its text as written.</summary>
    Number,

    /// <summary>A quoted or block string, its text with escapes resolved.</summary>
    String,

    /// <summary>A plain YAML scalar other than null, its text as written: the column that it goes to says what it is.</summary>
    Plain,
}
