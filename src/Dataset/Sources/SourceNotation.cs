namespace Dataset.Sources;

/// <summary>How a table's rows are written in its source.</summary>
public enum SourceNotation
{
    /// <summary>A folder of NAME.txt with NAME.yaml or NAME.json.</summary>
    Folder,

    /// <summary>A line of JSON for each record, sorted by key.</summary>
    JsonLines,

    /// <summary>RFC 4180 with a header, sorted by key.</summary>
    Csv,

    /// <summary>A YAML list of mappings, in any order.</summary>
    Yaml,

    /// <summary>A JSON list of objects, in any order.</summary>
    Json,
}
