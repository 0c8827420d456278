namespace Dataset.Text;

/// <summary>
/// The one order of names and keys: ascending by UTF-8 bytes, which is the order of code points. .NET's ordinal order is that of
/// UTF-16 code units, which puts U+10000 and above before U+E000.
/// </summary>
internal static class Utf8Order
{
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Negative, zero or positive as <paramref name="a"/> comes before, at or after <paramref name="b"/>.</summary>
    public static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length.CompareTo(b.Length);
        // Surrogates stand for code points above every other UTF-16 unit.
        static int Weight(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
        return Weight(a[same]).CompareTo(Weight(b[same]));
    }

    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.SequenceCompareTo(b);
}
