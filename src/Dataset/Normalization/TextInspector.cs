using System.Buffers;
using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Normalization;

/// <summary>Finds the places of what is wrong with a text, once normalising it has shown that something is.</summary>
internal static class TextInspector
{
    /// <summary>Where a text with its metadata in front declares its encoding, for messages.</summary>
    public const string FrontMatter = "the front matter";

    /// <summary>Reports everything that is wrong with a text.</summary>
    /// <param name="source">The text's bytes.</param>
    /// <param name="defects">What <see cref="Recipe.Normalize"/> said of them.</param>
    /// <param name="text">The place of the text.</param>
    /// <param name="findings">Takes the findings, in the order of their places under each rule.</param>
    /// <param name="encoding">What the text was decoded from; null for UTF-8.</param>
    /// <param name="declaredIn">Where another encoding can be declared; null where it cannot.</param>
    public static void Report(
        ReadOnlySpan<byte> source, TextDefects defects, Location text, DiagnosticList findings, Encoding? encoding = null,
        string? declaredIn = null)
    {
        if ((defects & TextDefects.TooLong) != 0)
            findings.Add(Rules.TextTooLong, text, string.Create(
                CultureInfo.InvariantCulture,
                $"Expected at most {NormalizedDocument.MaximumSourceInBytes:N0} bytes "
                    + $"({nameof(NormalizedDocument.MaximumSourceInBytes)}), found {source.Length:N0}."));
        if ((defects & (TextDefects.NotUtf8 | TextDefects.Characters)) != 0 && FileContent.Of(source) is { } content)
        {
            findings.Add(Rules.TextNotUtf8, text, $"Expected a text in UTF-8, found {content.What}. {content.Instead}");
            return;
        }
        if ((defects & TextDefects.NotUtf8) != 0)
            ReportEncoding(source, text, declaredIn, findings);
        if ((defects & TextDefects.Empty) != 0)
            findings.Add(Rules.TextEmpty, text, source.IsEmpty
                ? "Expected a text, found nothing: it has no bytes."
                : declaredIn == FrontMatter ? "Expected a text, found nothing after the front matter."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected a text, found {source.Length:N0} {(source.Length == 1 ? "byte" : "bytes")} of white space."));
        if ((defects & TextDefects.Characters) != 0)
            ReportCharacters(source, text, encoding, declaredIn, findings);
    }

    /// <summary>How to declare the encoding that a text may have: a sentence to append, or nothing.</summary>
    private static string HowToDeclare(ReadOnlySpan<byte> source, string? declaredIn) =>
        declaredIn is null || EncodingGuess.Of(source) is not { } name ? ""
            : $" Where the file has another encoding, which may be {name}, write encoding: {name} into {declaredIn}.";

    private static void ReportEncoding(ReadOnlySpan<byte> source, Location text, string? declaredIn, DiagnosticList findings)
    {
        if (source is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            var (order, mark) = source[0] == 0xFF ? ("little", "FF FE 00 00") : ("big", "00 00 FE FF");
            findings.Add(Rules.TextNotUtf8, text, $"Expected UTF-8, found UTF-32 ({order}-endian: the text begins with the bytes {mark}).");
            return;
        }
        if (source is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var (order, mark) = source[0] == 0xFF ? ("little", "FF FE") : ("big", "FE FF");
            findings.Add(Rules.TextIsUtf16, text, $"Expected UTF-8, found UTF-16 ({order}-endian: the text begins with the bytes {mark})."
                + HowToDeclare(source, declaredIn));
            return;
        }
        var places = new TextPlaces(source, text);
        // A text in another encoding has such a byte in every other word: the first is told, and how many there are.
        var tally = new Tally(Rules.TextNotUtf8);
        for (var next = IllFormedUtf8.Find(source, 0); next is { } found; next = IllFormedUtf8.Find(source, found.Start + found.Length))
        {
            if (!tally.Takes())
                continue;
            var (location, within) = places.At(found.Start);
            tally.Tell(location, string.Create(
                CultureInfo.InvariantCulture, $"Expected UTF-8, found at byte {found.Start} {found.Describe(source)}{within}."));
        }
        tally.Close(findings, HowToDeclare(source, declaredIn));
    }

    private static void ReportCharacters(
        ReadOnlySpan<byte> source, Location text, Encoding? encoding, string? declaredIn, DiagnosticList findings)
    {
        var places = new TextPlaces(source, text);
        // What happened to a text happened to it as a whole: one finding of each rule, with the number of places after the first.
        Tally[] tallies =
        [
            new(Rules.TextHasNul), new(Rules.TextHasNoncharacter), new(Rules.TextHasBidirectionalControl), new(Rules.TextHasControl),
            new(Rules.TextHasInnerByteOrderMark), new(Rules.TextHasReplacementCharacter), new(Rules.TextHasUnseenCharacter),
        ];
        for (var i = source.StartsWith("\uFEFF"u8) ? 3 : 0; i < source.Length;)
        {
            var codePoint = Utf8Reader.Read(source, i, out var length);
            var kind = codePoint switch
            {
                0 => 0,
                _ when CodePoints.IsNoncharacter(codePoint) => 1,
                _ when CodePoints.IsBidirectionalControl(codePoint) => 2,
                _ when CodePoints.IsStrayControl(codePoint) => 3,
                CodePoints.ByteOrderMark => 4,
                CodePoints.Replacement => 5,
                _ when CodePoints.IsUnseen(codePoint) => 6,
                _ => -1,
            };
            if (kind >= 0 && tallies[kind].Takes())
            {
                var ((location, within), at) = (places.At(i), ByteAt(source, i, encoding));
                tallies[kind].Tell(location, string.Create(
                    CultureInfo.InvariantCulture, $"Found {CodePoints.Describe(codePoint)} at byte {at}{within}."));
            }
            i += length;
        }
        tallies[0].Close(findings, encoding is null ? HowToDeclare(source, declaredIn) : "");
        foreach (var tally in tallies.Skip(1))
            tally.Close(findings);
        ReportTwiceEncoded(source, text, encoding, findings);
    }

    /// <summary>The place of a byte in the source, which may be in another encoding.</summary>
    private static int ByteAt(ReadOnlySpan<byte> source, int at, Encoding? encoding) =>
        encoding is null ? at : SourceBytes.Count(source[..at], encoding);

    private static void ReportTwiceEncoded(ReadOnlySpan<byte> source, Location text, Encoding? encoding, DiagnosticList findings)
    {
        var places = new TextPlaces(source, text);
        var tally = new Tally(Rules.TextIsEncodedTwice);
        for (var i = 0; TwiceEncoded.Find(source, i) is { } found; i = found.Start + found.Length)
        {
            if (!tally.Takes())
                continue;
            var ((location, within), at) = (places.At(found.Start), ByteAt(source, found.Start, encoding));
            tally.Tell(location, string.Create(
                CultureInfo.InvariantCulture,
                $"Found \"{Encoding.UTF8.GetString(source.Slice(found.Start, found.Length))}\" at byte {at}, which is "
                    + $"{CodePoints.Describe(found.Meant.Value)} encoded twice{within}."));
        }
        tally.Close(findings);
    }

    /// <summary>Findings of one rule: the first is told, the others by their number.</summary>
    private sealed class Tally(Rule rule)
    {
        private int count;
        private (Location Location, string Message) first;

        /// <summary>Counts one more; whether it is to be told.</summary>
        public bool Takes() => ++count == 1;

        public void Tell(Location location, string message) => first = (location, message);

        public void Close(DiagnosticList findings, string remedy = "")
        {
            if (count == 0)
                return;
            findings.Add(rule, first.Location, first.Message + Printable.AndMore(count - 1) + remedy);
        }
    }
}

/// <summary>A sequence of bytes that is not UTF-8 (The Unicode Standard, table 3-7), and why.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">In bytes, at least 1.</param>
internal readonly record struct IllFormedUtf8(int Start, int Length)
{
    // What Windows-1252 has for 80 to 9F; 0 where it has nothing.
    private const string Windows1252 =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
            + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>The first at or after a place between sequences, or null.</summary>
    public static IllFormedUtf8? Find(ReadOnlySpan<byte> bytes, int from)
    {
        while (true)
        {
            var skip = bytes[from..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (skip < 0)
                return null;
            from += skip;
            if (Rune.DecodeFromUtf8(bytes[from..], out _, out var length) != OperationStatus.Done)
                return new(from, IsSurrogate(bytes[from..]) ? 3 : length);
            from += length;
        }
    }

    /// <summary>The bytes and what is wrong with them, as the end of a sentence that begins "found".</summary>
    public string Describe(ReadOnlySpan<byte> bytes)
    {
        var found = bytes.Slice(Start, Length);
        var after = Start + Length < bytes.Length ? bytes[Start + Length] : -1;
        var lead = found[0];
        var hex = string.Join(' ', found.ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
        var reason = lead switch
        {
            _ when IsSurrogate(found) => string.Create(
                CultureInfo.InvariantCulture,
                $"half of a surrogate pair (U+{Utf8Reader.Read(found, 0, out _):X4}), which UTF-8 does not encode"),
            < 0xC0 => "a continuation byte without a first byte" + Other(lead),
            0xC0 or 0xC1 => "a form longer than needed",
            0xE0 when after is >= 0x80 and < 0xA0 => "a form longer than needed",
            0xF0 when after is >= 0x80 and < 0x90 => "a form longer than needed",
            0xF4 when after is >= 0x90 and < 0xC0 => "a code point above U+10FFFF",
            >= 0xF5 => "no byte of UTF-8" + Other(lead),
            _ =>
                (after < 0 ? "a sequence that the end of the text breaks off" : "a sequence that breaks off")
                    + (Length == 1 ? Other(lead) : ""),
        };
        return $"the {(Length == 1 ? "byte" : "bytes")} {hex}: {reason}";
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> bytes) =>
        bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    private static string Other(byte value)
    {
        var meant = value is < 0x80 or >= 0xA0 ? (char)value : Windows1252[value - 0x80];
        return meant == 0 ? "" : $"; in Windows-1252 it is {CodePoints.Describe(meant)}";
    }
}

/// <summary>Kinds of things wrong with a source's text, as seen while it is normalised.</summary>
[Flags]
internal enum TextDefects
{
    None = 0,

    /// <summary>The bytes are not UTF-8; there are no paragraphs.</summary>
    NotUtf8 = 1,

    /// <summary>There are more bytes than <see cref="NormalizedDocument.MaximumSourceInBytes"/>; there are no paragraphs.</summary>
    TooLong = 2,

    /// <summary>There is nothing but white space.</summary>
    Empty = 4,

    /// <summary>There are characters that a text should not, or must not, have: NUL, noncharacters, invisible controls.</summary>
    Characters = 8,
}

/// <summary>
/// Turns bytes of a source into lines and columns, one after another in ascending order. Lines end as the recipe ends them; columns count
/// code points, without a byte-order mark.
/// </summary>
/// <param name="source">The source's bytes, of whatever encoding.</param>
/// <param name="text">The place of the text.</param>
internal ref struct TextPlaces(ReadOnlySpan<byte> source, Location text)
{
    private readonly ReadOnlySpan<byte> source = source;
    private int line = 1;
    private int lineStart = source.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>
    /// The place of a byte, and what to say of it in a message where the text is within a record: empty, or words to append.
    /// </summary>
    public (Location Location, string Within) At(int offset)
    {
        while (true)
        {
            var length = source[lineStart..Math.Max(offset, lineStart)].IndexOfAny((byte)'\n', (byte)'\r');
            if (length < 0)
                break;
            var end = lineStart + length;
            var next = end + (source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n' ? 2 : 1);
            // The LF of a CRLF is still of the line that it ends.
            if (next > offset)
                break;
            (line, lineStart) = (line + 1, next);
        }
        var column = CodePoints.Count(source[Math.Min(lineStart, offset)..offset]) + 1;
        return text.Line == 0
            ? (new(text.Path, line, column), "")
            : (text, string.Create(CultureInfo.InvariantCulture, $" (line {line}, column {column} of the text)"));
    }
}
