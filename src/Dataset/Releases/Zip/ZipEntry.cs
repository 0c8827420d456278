namespace Dataset.Releases.Zip;

/// <summary>What a zip says of a file in it.</summary>
/// <param name="Name">The whole path in the zip, the release's folder first.</param>
/// <param name="SizeInBytes">Of the file, stored as it is.</param>
/// <param name="Crc">CRC-32 of the file.</param>
/// <param name="OffsetInBytes">Where its local header begins, from the start of the zip.</param>
internal sealed record ZipEntry(string Name, long SizeInBytes, uint Crc, long OffsetInBytes);
