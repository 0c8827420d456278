namespace Dataset.Parquet;

/// <summary>What a file starts and ends with.</summary>
internal static class ParquetMagic
{
    public const int SizeInBytes = 4;

    public static ReadOnlySpan<byte> Bytes => "PAR1"u8;

    /// <summary>In its place when the footer is encrypted.</summary>
    public static ReadOnlySpan<byte> EncryptedBytes => "PARE"u8;
}
