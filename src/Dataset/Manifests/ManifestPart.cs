using Dataset.Files;

namespace Dataset.Manifests;

/// <summary>A part of a table: the same rows in a file of each format.</summary>
/// <param name="RowCount">Rows in each of the files.</param>
/// <param name="Files">In the order of <see cref="Formats.TableFormats.All"/>.</param>
public sealed record ManifestPart(long RowCount, IReadOnlyList<RelativePath> Files);
