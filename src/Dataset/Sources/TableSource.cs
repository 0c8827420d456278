using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>Where a table's rows come from, as the descriptor says.</summary>
public sealed record TableSource
{
    /// <summary>The table's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its rows come from.</summary>
    public required TableKind Kind { get; init; }

    /// <summary>Of documents and records: the folder or file, below the source folder; else null.</summary>
    public RelativePath? Path { get; init; }

    /// <summary>Of paragraphs, lists and mentions: the name of the documents' table; else null.</summary>
    public string? Of { get; init; }

    /// <summary>Of lists: the key in the documents' metadata; else null.</summary>
    public string? Field { get; init; }

    /// <summary>Of mentions: the name of the table that has the names; else null.</summary>
    public string? Entities { get; init; }

    /// <summary>Of an Excel workbook: the name of the sheet; null for its first one.</summary>
    public string? Sheet { get; init; }

    /// <summary>Of an Excel workbook: the rows of the sheet before the one that names the columns.</summary>
    public int Skip { get; init; }

    /// <summary>Of a delimited file: how it is written; null where nothing is said.</summary>
    internal CsvDialect? Csv { get; init; }

    /// <summary>Whether the source can be read from its beginning alone, so that it cannot be cut into parts.</summary>
    internal bool IsReadWhole =>
        Path is not null && SourceForm.Of(Path, Kind) is { } form && (form.IsReadWhole || Csv is { Encoding: not TextEncodings.Utf8 });

    /// <summary>Of the entry in the descriptor.</summary>
    public required Location Location { get; init; }
}

/// <summary>What a source's name says of how it is written.</summary>
/// <param name="Notation">Of its records.</param>
/// <param name="IsGzip">Whether the file is compressed with gzip.</param>
public readonly record struct SourceForm(SourceNotation Notation, bool IsGzip)
{
    /// <summary>Whether the file can be read from its beginning alone, so that it cannot be cut into parts.</summary>
    public bool IsReadWhole => IsGzip || Notation is SourceNotation.Parquet or SourceNotation.Excel;

    /// <summary>The byte between the cells of a delimited file, where nothing else is declared.</summary>
    internal static byte DelimiterOf(RelativePath path) =>
        path.Name.EndsWith(".tsv", StringComparison.Ordinal) || path.Name.EndsWith(".tsv.gz", StringComparison.Ordinal)
            ? (byte)'\t'
            : (byte)',';

    private static readonly (string Ending, SourceForm Form)[] Bulk =
    [
        (".jsonl", new(SourceNotation.JsonLines, false)),
        (".jsonl.gz", new(SourceNotation.JsonLines, true)),
        (".ndjson", new(SourceNotation.JsonLines, false)),
        (".ndjson.gz", new(SourceNotation.JsonLines, true)),
        (".csv", new(SourceNotation.Csv, false)),
        (".csv.gz", new(SourceNotation.Csv, true)),
        (".tsv", new(SourceNotation.Csv, false)),
        (".tsv.gz", new(SourceNotation.Csv, true)),
        (".parquet", new(SourceNotation.Parquet, false)),
        (".xlsx", new(SourceNotation.Excel, false)),
    ];

    private static readonly (string Ending, SourceForm Form)[] Lists =
    [
        (".yaml", new(SourceNotation.Yaml, false)),
        (".yml", new(SourceNotation.Yaml, false)),
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

    /// <summary>A line of JSON for each record.</summary>
    JsonLines,

    /// <summary>RFC 4180, with tabs where the ending says so, or in the dialect that is declared.</summary>
    Csv,

    /// <summary>Parquet of any writer: flat columns and lists of values.</summary>
    Parquet,

    /// <summary>A YAML list of mappings.</summary>
    Yaml,

    /// <summary>A JSON list of objects.</summary>
    Json,

    /// <summary>A sheet of an Excel workbook, its first row the header.</summary>
    Excel,
}
