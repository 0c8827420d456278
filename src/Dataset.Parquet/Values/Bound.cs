namespace Dataset.Parquet.Values;

/// <summary>A bound as it stands in statistics: PLAIN without a length.</summary>
internal readonly record struct Bound(byte[] Bytes, bool IsExact);
