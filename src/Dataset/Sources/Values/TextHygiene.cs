using System.Buffers;
using Dataset.Text;

namespace Dataset.Sources.Values;

/// <summary>What is asked of every string that curators write.</summary>
internal static class TextHygiene
{
    /// <summary>The lead byte of U+0300, below which everything is in NFC.</summary>
    private const byte LeadToCompose = 0xCC;

    // Controls but tab and line feed; C2 begins those of C1 and the soft hyphen; lead bytes from CC on are looked at more closely.
    private static readonly SearchValues<byte> Suspects = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Where(b => b is not ('\t' or '\n')).Select(b => (byte)b), 0x7F, 0xC2,
        .. Enumerable.Range(LeadToCompose, 0xF5 - LeadToCompose).Select(b => (byte)b),
    ]);

    /// <summary>The first thing that keeps the text from being a value; where nothing does, whether a curator should look at it.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static ValueFault Check(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return ValueFault.Empty;
        var first = utf8.IndexOfAny(Suspects);
        return first < 0 ? ValueFault.None : CheckFrom(utf8, first, ValueFault.None, null);
    }

    /// <summary>
    /// All that is wrong with a text, each code point once in the order in which they come up (0 where the fault is about the whole).
    /// </summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static IReadOnlyList<(ValueFault Fault, int CodePoint)> All(ReadOnlySpan<byte> utf8)
    {
        var all = new List<(ValueFault Fault, int CodePoint)>();
        AddAll(utf8, Check(utf8), all);
        return all;
    }

    /// <summary>As <see cref="All"/>, of a text that has been checked.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="fault">What <see cref="Check"/> says of it.</param>
    /// <param name="all">Takes each fault.</param>
    public static void AddAll(ReadOnlySpan<byte> utf8, ValueFault fault, List<(ValueFault Fault, int CodePoint)> all)
    {
        if (fault == ValueFault.Empty)
            all.Add((fault, 0));
        else if (fault != ValueFault.None)
            CheckFrom(utf8, 0, fault, all);
    }

    /// <param name="utf8">The text.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="known">What was found before, by which it may be known whether the text is in NFC; else none.</param>
    /// <param name="all">Takes each fault; null to end with the first.</param>
    private static ValueFault CheckFrom(
        ReadOnlySpan<byte> utf8, int at, ValueFault known, List<(ValueFault Fault, int CodePoint)>? all)
    {
        var (isUnseen, mayCompose) = (false, false);
        while (at < utf8.Length)
        {
            mayCompose |= utf8[at] >= LeadToCompose;
            var codePoint = Utf8Reader.Read(utf8, at, out var length);
            var fault = FaultOf(codePoint);
            isUnseen |= fault == ValueFault.Unseen;
            if (fault != ValueFault.None && all?.Contains((fault, codePoint)) == false)
                all.Add((fault, codePoint));
            if (fault is not (ValueFault.None or ValueFault.Unseen) && all is null)
                return fault;
            at += length;
            var next = utf8[at..].IndexOfAny(Suspects);
            if (next < 0)
                break;
            at += next;
        }
        if (mayCompose && known != ValueFault.Unseen && (known == ValueFault.NotNormalized || !Nfc.IsNormalized(utf8)))
        {
            all?.Add((ValueFault.NotNormalized, 0));
            return ValueFault.NotNormalized;
        }
        return isUnseen ? ValueFault.Unseen : ValueFault.None;
    }

    private static ValueFault FaultOf(int codePoint) => codePoint switch
    {
        0 => ValueFault.Nul,
        '\r' => ValueFault.CarriageReturn,
        _ when CodePoints.IsUnwantedControl(codePoint) => ValueFault.Control,
        _ when CodePoints.IsUnseen(codePoint) => ValueFault.Unseen,
        < 0x61C => ValueFault.None,
        _ when CodePoints.IsBidirectionalControl(codePoint) => ValueFault.BidirectionalControl,
        _ when CodePoints.IsNoncharacter(codePoint) => ValueFault.Noncharacter,
        _ => ValueFault.None,
    };
}
