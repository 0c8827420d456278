using System.Diagnostics;
using Dataset.Parquet;

namespace Dataset.Benchmarks.ParquetThroughput;

/// <summary>Measures this project's writer and its verifying reader, on one thread.</summary>
internal static class OwnThroughput
{
    public static Throughput Measure(ArticleColumns rows, string path, int passes)
    {
        var (write, writeAllocated) = Best(passes, () => Write(rows, path, ParquetWriterOptions.Default));
        var (read, readAllocated) = Best(passes, () => Read(path));
        return new("this writer, and reader with all checks", write, read, new FileInfo(path).Length, writeAllocated, readAllocated);
    }

    public static void Write(ArticleColumns rows, string path, ParquetWriterOptions options)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var writer = new ParquetFileWriter(file, ArticleColumns.Schema, options);
        foreach (var columns in rows.RowGroups)
        {
            using var group = RowGroupEncoder.Encode(ArticleColumns.Schema, columns, options);
            writer.Append(group);
        }

        writer.Finish();
    }

    private static void Read(string path)
    {
        using var reader = ParquetFileReader.Open(path, ParquetReaderOptions.Strict);
        for (var i = 0; i < reader.RowGroupCount; i++)
            reader.ReadRowGroup(i).Dispose();
    }

    /// <summary>
    /// The least processor time, after passes that let the runtime compile; what else runs on the machine only ever adds.
    /// </summary>
    private static (double Seconds, long AllocatedInBytes) Best(int passes, Action pass)
    {
        var warmUp = Stopwatch.StartNew();
        do
        {
            pass();
        }
        while (warmUp.Elapsed.TotalSeconds < 3);
        var best = (Seconds: double.MaxValue, Allocated: long.MaxValue);
        for (var i = 0; i < passes; i++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var used = Environment.CpuUsage.TotalTime;
            pass();
            best = (Math.Min(best.Seconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds),
                Math.Min(best.Allocated, GC.GetTotalAllocatedBytes(precise: true) - allocated));
        }

        return best;
    }
}
