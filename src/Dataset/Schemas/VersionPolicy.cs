namespace Dataset.Schemas;

/// <summary>What a version's numbers promise to those who read releases.</summary>
public static class VersionPolicy
{
    /// <summary>The policy for <c>schema/README.md</c>, in Markdown without a heading; ends in LF.</summary>
    public static string Markdown => """
        A version is MAJOR.MINOR.PATCH as in Semantic Versioning, from the side of those who read the data. A change asks for at least:

        - **major** when code that reads the data may break: a table, column or row is gone, a type or key changed, a constraint was loosened;
        - **minor** when something was added: rows, columns, tables;
        - **patch** when values were corrected.

        """;
}
