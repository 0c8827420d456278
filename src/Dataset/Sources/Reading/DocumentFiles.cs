namespace Dataset.Sources.Reading;

/// <summary>The two files of a document in a folder.</summary>
/// <param name="Key">Their name without its ending.</param>
/// <param name="MetadataEnding"><c>.yaml</c> or <c>.json</c>.</param>
internal readonly record struct DocumentFiles(string Key, string MetadataEnding);
