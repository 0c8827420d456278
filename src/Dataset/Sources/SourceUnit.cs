namespace Dataset.Sources;

/// <summary>What is counted where a source is cut into parts.</summary>
public enum SourceUnit
{
    /// <summary>Documents of a folder, in order of their keys.</summary>
    Document,

    /// <summary>Bytes of a file of records.</summary>
    Byte,
}
