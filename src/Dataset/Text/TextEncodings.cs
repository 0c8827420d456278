using System.Text;

namespace Dataset.Text;

/// <summary>
/// The encodings that a source may be declared to have. Every byte that an encoding has no character for is an error, never a question
/// mark.
/// </summary>
internal static class TextEncodings
{
    /// <summary>What a source has where nothing is said.</summary>
    public const string Utf8 = "utf-8";

    /// <summary>Names as IANA registers them, in lower case.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Utf8, "utf-16", "utf-16le", "utf-16be",
        "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
        "windows-1258", "windows-874",
        "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-9",
        "iso-8859-13", "iso-8859-15",
        "macintosh", "ibm437", "ibm850", "ibm852", "ibm866", "koi8-r", "koi8-u",
        "gb18030", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr",
    ];

    /// <summary>Those that are not UTF-8.</summary>
    public static IReadOnlyList<string> Others { get; } = [.. Names.Skip(1)];

    /// <summary>One of <see cref="Names"/> that is written in whatever case; null where it is none.</summary>
    public static string? Known(string name) => Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The encoding of one of <see cref="Names"/>; null for any other name.</summary>
    public static Encoding? Find(string name)
    {
        if (!Names.Contains(name))
            return null;
        var encoding = name switch
        {
            Utf8 => Encoding.UTF8,
            // With a byte-order mark the mark decides; where there is none, little-endian, as Windows writes it.
            "utf-16" or "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "iso-8859-1" => Encoding.Latin1,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(name)!,
        };
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
