using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>Where a table's rows come from, as the descriptor says.</summary>
public sealed record TableSource
{
    public required string Name { get; init; }

    public required TableKind Kind { get; init; }

    /// <summary>Of documents and records: the folder or file, below the source folder; else null.</summary>
    public RelativePath? Path { get; init; }

    /// <summary>Of paragraphs, lists and mentions: the name of the documents' table; else null.</summary>
    public string? Of { get; init; }

    /// <summary>Of lists: the key in the documents' metadata; else null.</summary>
    public string? Field { get; init; }

    /// <summary>Of mentions: the name of the table that has the names; else null.</summary>
    public string? Entities { get; init; }

    /// <summary>Of the entry in the descriptor.</summary>
    public required Location Location { get; init; }
}

/// <summary>What a source's name says of how it is written.</summary>
/// <param name="Notation">Of its records.</param>
/// <param name="IsGzip">Whether the file is compressed with gzip.</param>
public readonly record struct SourceForm(SourceNotation Notation, bool IsGzip)
{
    /// <summary>Whether the file can be read from its beginning alone, so that it cannot be cut into parts.</summary>
    public bool IsReadWhole => IsGzip || Notation == SourceNotation.Parquet;

    private static readonly (string Ending, SourceForm Form)[] Bulk =
    [
        (".jsonl", new(SourceNotation.JsonLines, false)),
        (".jsonl.gz", new(SourceNotation.JsonLines, true)),
        (".csv", new(SourceNotation.Csv, false)),
        (".csv.gz", new(SourceNotation.Csv, true)),
        (".parquet", new(SourceNotation.Parquet, false)),
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

/// <summary>How a table's rows are written in its source.</summary>
public enum SourceNotation
{
    /// <summary>A folder of NAME.txt with NAME.yaml or NAME.json.</summary>
    Folder,

    /// <summary>A line of JSON for each record, sorted by key.</summary>
    JsonLines,

    /// <summary>RFC 4180 with a header, sorted by key.</summary>
    Csv,

    /// <summary>Parquet of any writer: flat columns and lists of values, sorted by key.</summary>
    Parquet,

    /// <summary>A YAML list of mappings, in any order.</summary>
    Yaml,

    /// <summary>A JSON list of objects, in any order.</summary>
    Json,
}
