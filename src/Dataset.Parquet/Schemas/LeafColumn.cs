using Dataset.Parquet.Metadata;
using Dataset.Parquet.Values;

namespace Dataset.Parquet.Schemas;

/// <summary>A column as a file's schema has it.</summary>
internal sealed record LeafColumn(ParquetColumn Column, ColumnShape Shape, PhysicalType Type, IReadOnlyList<string> Path);
