namespace Dataset.Interop.Tests.Libraries;

/// <summary>A column of a Parquet file as a library of .NET gives it.</summary>
/// <param name="TypeName">The library's own word for its type.</param>
/// <param name="Cells">As those of <see cref="ParquetFiles.TestColumn"/>.</param>
public sealed record LibraryColumn(string Name, string TypeName, IReadOnlyList<object?> Cells)
{
    private static readonly long EpochTicks = DateTime.UnixEpoch.Ticks;

    internal static object MicrosecondsOf(DateTime instant) => (instant.Ticks - EpochTicks) / TimeSpan.TicksPerMicrosecond;
}
