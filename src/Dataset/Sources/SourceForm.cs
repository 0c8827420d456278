using Dataset.Files;
using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>What a source's name says of how it is written.</summary>
/// <param name="Notation">Of its records.</param>
/// <param name="IsGzip">Whether the file is compressed with gzip.</param>
public readonly record struct SourceForm(SourceNotation Notation, bool IsGzip)
{
    private static readonly (string Ending, SourceForm Form)[] Bulk =
    [
        (".jsonl", new(SourceNotation.JsonLines, false)),
        (".jsonl.gz", new(SourceNotation.JsonLines, true)),
        (".csv", new(SourceNotation.Csv, false)),
        (".csv.gz", new(SourceNotation.Csv, true)),
    ];

    private static readonly (string Ending, SourceForm Form)[] Lists =
    [
        (".yaml", new(SourceNotation.Yaml, false)),
        (".json", new(SourceNotation.Json, false)),
    ];

    /// <summary>The form of a documents table's or records table's path; null where a records table's name has no known ending.</summary>
    /// <param name="path">Of a documents table without a known ending, the folder.</param>
    /// <param name="kind"><see cref="TableKind.Documents"/> or <see cref="TableKind.Records"/>.</param>
    public static SourceForm? Of(RelativePath path, TableKind kind)
    {
        foreach (var (ending, form) in kind == TableKind.Records ? [.. Bulk, .. Lists] : Bulk)
        {
            if (path.Name.Length > ending.Length && path.Name.EndsWith(ending, StringComparison.Ordinal))
                return form;
        }
        return kind == TableKind.Documents ? new(SourceNotation.Folder, false) : null;
    }

    /// <summary>The endings that a records table's file may have, for messages.</summary>
    public static string RecordEndings => string.Join(" ", Lists.Concat(Bulk).Select(f => f.Ending));
}
