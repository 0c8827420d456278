namespace Dataset.Benchmarks.ParquetThroughput;

/// <summary>What one program needed for one pass over all rows: the best of several passes.</summary>
/// <param name="Program">Name and version.</param>
/// <param name="WriteSeconds">Processor time, all threads of the process together.</param>
/// <param name="ReadSeconds">Likewise.</param>
/// <param name="WriteAllocatedInBytes">Allocated on the managed heap; null where that can't be asked.</param>
/// <param name="ReadAllocatedInBytes">Likewise.</param>
public sealed record Throughput(
    string Program, double WriteSeconds, double ReadSeconds, long FileSizeInBytes, long? WriteAllocatedInBytes = null,
    long? ReadAllocatedInBytes = null);
