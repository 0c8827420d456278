using Dataset.Checksums;

namespace Dataset.Releases.Writing;

/// <summary>A file as it was written.</summary>
/// <param name="Path">Relative to the folder of data.</param>
/// <param name="Crc">CRC-32, for the zip; null where it is not known.</param>
public sealed record WrittenFile(string Path, long SizeInBytes, Digest Digest, uint? Crc);
