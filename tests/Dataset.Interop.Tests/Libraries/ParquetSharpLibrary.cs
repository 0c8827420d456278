using ParquetSharp;

namespace Dataset.Interop.Tests.Libraries;

/// <summary>ParquetSharp: Arrow C++, the engine of pandas and pyarrow. It checks the pages' checksums here.</summary>
internal static class ParquetSharpLibrary
{
    public static IReadOnlyList<LibraryColumn> Read(string path)
    {
        using var file = Open(path);
        using var metadata = file.FileMetaData;
        using var root = metadata.Schema.GroupNode;
        var cells = root.Fields.Select(_ => new List<object?>()).ToArray();
        for (var i = 0; i < metadata.NumRowGroups; i++)
        {
            using var group = file.RowGroup(i);
            for (var c = 0; c < cells.Length; c++)
            {
                using var column = group.Column(c);
                using var reader = column.LogicalReader();
                reader.Apply(new Boxing(cells[c]));
            }
        }
        return [.. root.Fields.Select((field, c) => new LibraryColumn(field.Name, TypeNameOf(metadata.Schema.Column(c)), cells[c]))];
    }

    public static IReadOnlyDictionary<string, string> KeysOf(string path)
    {
        using var file = Open(path);
        using var metadata = file.FileMetaData;
        return metadata.KeyValueMetadata;
    }

    private static ParquetFileReader Open(string path)
    {
        using var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.EnablePageChecksumVerification();
        return new(path, properties);
    }

    private static string TypeNameOf(ColumnDescriptor column)
    {
        using var logical = column.LogicalType;
        var word = logical switch
        {
            TimestampLogicalType stamp => $"Timestamp({stamp.TimeUnit}, {(stamp.IsAdjustedToUtc ? "UTC" : "local")})",
            NoneLogicalType => column.PhysicalType.ToString(),
            _ => logical.Type.ToString(),
        };
        return column.MaxRepetitionLevel > 0 ? $"List({word})" : word;
    }

    private sealed class Boxing(List<object?> cells) : ILogicalColumnReaderVisitor<bool>
    {
        public bool OnLogicalColumnReader<TValue>(LogicalColumnReader<TValue> columnReader)
        {
            var room = new TValue[4096];
            while (columnReader.HasNext)
                cells.AddRange(room.Take(columnReader.ReadBatch(room, 0, room.Length)).Select(value => CellOf(value)));
            return true;
        }

        private static object? CellOf(object? value) => value switch
        {
            Date date => date.Days,
            DateTime instant => LibraryColumn.MicrosecondsOf(instant),
            Array list => list.Cast<object?>().Select(CellOf).ToArray(),
            _ => value,
        };
    }
}
