using System.Globalization;

namespace Dataset.Text;

/// <summary>The data of canonical normalisation, read from the assembly when the first text needs it.</summary>
internal static class NormalizationTables
{
    private static readonly TwoStageTable Classes = new();
    private static readonly TwoStageTable TraitsTable = new();
    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<long, int> Compositions = [];

#pragma warning disable CA1810 // The tables are filled together from one file.
    static NormalizationTables()
#pragma warning restore CA1810
    {
        using var stream = typeof(NormalizationTables).Assembly.GetManifestResourceStream("Dataset.Text.normalization-tables.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            Read(line);
        for (var jamo = Hangul.VowelBase; jamo < Hangul.VowelBase + Hangul.VowelCount; jamo++)
            Mark(jamo, CodePointTraits.ComposesBackward);
        // The first trailing consonant would be "none".
        for (var jamo = Hangul.TrailBase + 1; jamo < Hangul.TrailBase + Hangul.TrailCount; jamo++)
            Mark(jamo, CodePointTraits.ComposesBackward);
        MarkComposites();
        MarkSets();
    }

    public static CodePointTraits TraitsOf(int codePoint) => (CodePointTraits)TraitsTable[codePoint];

    /// <summary>The canonical combining class.</summary>
    public static int ClassOf(int codePoint) => Classes[codePoint];

    /// <summary>What a code point with <see cref="CodePointTraits.Decomposes"/> decomposes into, in full or one step.</summary>
    public static ReadOnlySpan<int> Decompose(int codePoint) => Decompositions[codePoint];

    /// <summary>What two code points compose to (Hangul aside), or -1.</summary>
    public static int Compose(int first, int second) => Compositions.GetValueOrDefault(Pair(first, second), -1);

    private static void Read(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "class":
                foreach (var range in words.AsSpan(2))
                {
                    var (first, last) = range.Split('-') is [var from, var to] ? (Hex(from), Hex(to)) : (Hex(range), Hex(range));
                    for (var codePoint = first; codePoint <= last; codePoint++)
                    {
                        Classes[codePoint] = byte.Parse(words[1], CultureInfo.InvariantCulture);
                        Mark(codePoint, CodePointTraits.Reorders);
                    }
                }
                break;
            case "pair":
                var (composite, a, b) = (Hex(words[1]), Hex(words[2]), Hex(words[3]));
                Decompositions[composite] = [a, b];
                Compositions[Pair(a, b)] = composite;
                Mark(composite, CodePointTraits.Decomposes);
                Mark(b, CodePointTraits.ComposesBackward);
                break;
            case "from":
                Decompositions[Hex(words[1])] = [.. words.Skip(2).Select(Hex)];
                Mark(Hex(words[1]), CodePointTraits.Decomposes | CodePointTraits.Expands);
                break;
        }
    }

    /// <summary>
    /// A composite whose first part may compose with what comes before it may be taken apart for that (UAX #15, since Unicode 16).
    /// </summary>
    private static void MarkComposites()
    {
        foreach (var composite in Compositions.Values)
        {
            var first = composite;
            while ((TraitsOf(first) & CodePointTraits.Decomposes) != 0)
                first = Decompositions[first][0];
            if ((TraitsOf(first) & CodePointTraits.ComposesBackward) != 0)
                Mark(composite, CodePointTraits.ComposesBackward);
        }
    }

    /// <summary>The sets that have nothing to do with normalisation but are asked for in the same scan.</summary>
    private static void MarkSets()
    {
        foreach (var (first, last) in (ReadOnlySpan<(int, int)>)[
            (0, 0xA0), (0x061C, 0x061C), (0x1680, 0x1680), (0x2000, 0x2069), (0x3000, 0x3000), (0xFDD0, 0xFFFF),
        ])
            for (var codePoint = first; codePoint <= last; codePoint++)
                MarkSet(codePoint);
        for (var plane = 1; plane <= 16; plane++)
            for (var codePoint = (plane << 16) | 0xFFFE; codePoint <= ((plane << 16) | 0xFFFF); codePoint++)
                MarkSet(codePoint);
    }

    private static void MarkSet(int codePoint)
    {
        if (CodePoints.IsWhiteSpace(codePoint))
            Mark(codePoint, CodePointTraits.WhiteSpace);
        if (codePoint is 0xA0 or 0x202F)
            Mark(codePoint, CodePointTraits.NoBreakSpace);
        if (CodePoints.IsNoncharacter(codePoint) || CodePoints.IsBidirectionalControl(codePoint) || CodePoints.IsStrayControl(codePoint)
            || CodePoints.IsUnseen(codePoint) || codePoint == CodePoints.Replacement)
            Mark(codePoint, CodePointTraits.Noted);
    }

    private static void Mark(int codePoint, CodePointTraits traits) => TraitsTable[codePoint] |= (byte)traits;

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;
}

/// <summary>A byte for each code point, in pages of 256 of which only those with a value other than 0 take room.</summary>
internal sealed class TwoStageTable
{
    private const int PageCount = 0x110000 >> 8;
    private readonly byte[] pageOf = new byte[PageCount];
    private byte[] pages = new byte[256];

    /// <param name="codePoint">0 to 10FFFF.</param>
    public byte this[int codePoint]
    {
        get => pages[(pageOf[codePoint >> 8] << 8) | (codePoint & 0xFF)];
        set
        {
            ref var page = ref pageOf[codePoint >> 8];
            if (page == 0)
            {
                page = checked((byte)(pages.Length >> 8));
                Array.Resize(ref pages, pages.Length + 256);
            }
            pages[(page << 8) | (codePoint & 0xFF)] = value;
        }
    }
}
