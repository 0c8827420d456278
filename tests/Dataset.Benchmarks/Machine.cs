using System.Globalization;
using System.Runtime.InteropServices;

namespace Dataset.Benchmarks;

/// <summary>What figures were measured on, in words.</summary>
internal static class Machine
{
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.FrameworkDescription}, {Processor}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:N0} GB of memory, "
            + $"{RuntimeInformation.OSDescription}");

    /// <summary>The processor's name and cores.</summary>
    public static string Processor
    {
        get
        {
            const string place = "/proc/cpuinfo";
            var name = File.Exists(place)
                ? File.ReadLines(place).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1]
                : null;
            return $"{name ?? RuntimeInformation.ProcessArchitecture.ToString()} with {Environment.ProcessorCount} cores";
        }
    }
}
