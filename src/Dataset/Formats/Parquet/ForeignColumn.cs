using System.Globalization;
using Dataset.Parquet.Metadata;

namespace Dataset.Formats.Parquet;

/// <summary>The values of one column of a row group, as they are stored.</summary>
/// <param name="leaf">The column.</param>
/// <param name="values">Those that are there: of bool, int, long, float, double or bytes.</param>
/// <param name="definitions">A level for each value, null and empty list.</param>
/// <param name="repetitions">As many.</param>
internal sealed class ForeignColumn(ForeignNode leaf, Array values, int[] definitions, int[] repetitions)
{
    public ForeignNode Leaf => leaf;

    public int[] Definitions => definitions;

    public int[] Repetitions => repetitions;

    public bool Truth(int i) => ((bool[])values)[i];

    /// <summary>A value of INT32 or INT64.</summary>
    public long Whole(int i) => values is int[] small ? small[i] : ((long[])values)[i];

    /// <summary>A value of FLOAT, DOUBLE or FLOAT16.</summary>
    public double Number(int i) => values switch
    {
        double[] numbers => numbers[i],
        float[] numbers => numbers[i],
        _ => Bytes(i) is { Length: 2 } half ? (double)BitConverter.ToHalf(half) : double.NaN,
    };

    public ReadOnlySpan<byte> Bytes(int i) => ((ReadOnlyMemory<byte>[])values)[i].Span;

    /// <summary>A value as its type says; null where the bytes are not what they are said to be.</summary>
    public string? TextOf(int i) => values switch
    {
        bool[] => Truth(i) ? "true" : "false",
        float[] numbers => numbers[i].ToString(CultureInfo.InvariantCulture),
        double[] numbers => numbers[i].ToString(CultureInfo.InvariantCulture),
        ReadOnlyMemory<byte>[] => leaf.Type.TextOf(Bytes(i)),
        _ => leaf.Type.TextOf(Whole(i)),
    };
}
