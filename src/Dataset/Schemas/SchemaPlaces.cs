using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Schemas;

/// <summary>Where the parts of a schema stand in its file. The file is parsed again at the first question: there is none where all is well.</summary>
/// <param name="schema">A schema that was read from its file.</param>
/// <param name="displayPath">The file's path in findings.</param>
public sealed class SchemaPlaces(TableSchema schema, string displayPath)
{
    private SourceMap? root;

    private SourceMap Root => root ??= (SourceMap)JsonTree.Read(schema.Json.Span, displayPath, new DiagnosticList())!;

    /// <summary>The value of a keyword of the schema itself; the schema where it does not have it.</summary>
    public Location Of(string keyword) => (Root.Find(keyword)?.Value ?? Root).Location;

    /// <summary>The value of a column's keyword; the column's name where the column does not have it.</summary>
    public Location OfColumn(string column, string? keyword = null)
    {
        var entry = ((SourceMap)Root.Find("properties")!.Value).Find(column)!;
        return keyword is not null && ((SourceMap)entry.Value).Find(keyword) is { } given ? given.Value.Location : entry.KeyLocation;
    }

    /// <summary>The reference at that place of <see cref="TableSchema.ForeignKeys"/>; of one of its keywords where that is given.</summary>
    public Location OfForeignKey(int index, string? keyword = null)
    {
        var map = (SourceMap)((SourceList)Root.Find("x-foreignKeys")!.Value).Items[index];
        return (keyword is null ? map : map.Find(keyword)?.Value ?? map).Location;
    }
}
