using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>What this project's reader makes of a file, as JSON Lines.</summary>
public static class OurReader
{
    public static void WriteJsonLines(ParquetFileReader reader, string path)
    {
        using var lines = new StreamWriter(path) { NewLine = "\n" };
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.ReadRowGroup(i);
            RowText.Write(lines, reader.Schema, group.Columns);
        }
    }
}
