using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>What both notations ask of a file's bytes: UTF-8 without a byte-order mark.</summary>
internal static class SourceEncoding
{
    /// <summary>
    /// The bytes to read: all, or those after a UTF-8 byte-order mark (a finding, after which reading goes on). False, with a
    /// finding, where they are not UTF-8.
    /// </summary>
    public static bool TryGetText(ReadOnlySpan<byte> bytes, string displayPath, DiagnosticList findings, out ReadOnlySpan<byte> text)
    {
        var isReadable = TryTakeMark(bytes, displayPath, findings, out var mark);
        text = bytes[mark..];
        return isReadable && IsUtf8(text, displayPath, 1, mark, findings);
    }

    /// <summary>Looks for byte-order marks, which are a finding; false where it is one of UTF-16 or UTF-32.</summary>
    /// <param name="bytes">The beginning of a file.</param>
    /// <param name="displayPath">Its path in findings.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <param name="length">Of all marks together, 0 where there is none.</param>
    /// <param name="takesMark">Whether one mark of UTF-8 is none, since the programs that write such files put it there.</param>
    /// <param name="isDelimited">Whether another encoding can be declared for the table.</param>
    public static bool TryTakeMark(
        ReadOnlySpan<byte> bytes, string displayPath, DiagnosticList findings, out int length, bool takesMark = false,
        bool isDelimited = false)
    {
        length = 0;
        if (FileContent.Of(bytes) is { } content)
        {
            findings.Add(
                Rules.EndingTellsContent, new Location(displayPath),
                $"Expected text in UTF-8, found {content.What}. {content.InsteadOfSource}");
            return false;
        }
        if (NameOfMark(bytes) is { } name)
        {
            findings.Add(
                Rules.TextIsUtf8, new Location(displayPath, 1, 1),
                $"Expected UTF-8, found a byte-order mark of {name}.{(isDelimited ? HowToDeclare(name, isMarked: true) : "")}");
            return false;
        }
        if (NameOfUnmarked(bytes) is { } unmarked)
        {
            findings.Add(
                Rules.TextIsUtf8, new Location(displayPath, 1, 1),
                $"Expected UTF-8, found {unmarked}, without a byte-order mark."
                    + (isDelimited ? HowToDeclare(unmarked, isMarked: false) : ""));
            return false;
        }
        // Tools that each put one before a file make several.
        while (bytes[length..].StartsWith("\uFEFF"u8))
            length += 3;
        if (length > (takesMark ? 3 : 0))
        {
            var found = length == 3 ? "a byte-order mark" : string.Create(CultureInfo.InvariantCulture, $"{length / 3} byte-order marks");
            findings.Add(
                Rules.NoByteOrderMark, new Location(displayPath, 1, 1),
                $"Expected the text to begin at the first byte, found {found} (EF BB BF) before it.");
        }
        return true;
    }

    /// <summary>Whether a text that begins at a line and a byte of a file is UTF-8; a finding where it is not.</summary>
    /// <param name="isDelimited">Whether another encoding can be declared; then there is one finding for the whole file.</param>
    public static bool IsUtf8(
        ReadOnlySpan<byte> text, string displayPath, int firstLine, long firstByte, DiagnosticList findings, bool isDelimited = false)
    {
        if (Utf8.IsValid(text))
            return true;
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == OperationStatus.Done)
            offset += length;
        var tracker = new PositionTracker(displayPath, firstLine);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Expected UTF-8, found the byte 0x{text[offset]:X2} at byte offset {offset + firstByte}, where no character begins so.");
        if (isDelimited)
        {
            var bytes = text.ToArray();
            findings.AddOnce(
                Rules.TextIsUtf8, tracker.At(text, offset), "", () =>
                {
                    var name = EncodingGuess.Of(bytes) ?? "windows-1252";
                    return $"{message} Where the file has another encoding, which may be {name}, write csv: {{encoding: {name}}} for the "
                        + "table in dataset.yaml.";
                });
        }
        else
        {
            findings.Add(Rules.TextIsUtf8, tracker.At(text, offset), message);
        }
        return false;
    }

    /// <summary>What declares the encoding of a delimited file, a sentence to append; of UTF-32, which cannot be declared, none.</summary>
    private static string HowToDeclare(string name, bool isMarked)
    {
        if (!name.StartsWith("UTF-16", StringComparison.Ordinal))
            return "";
        var order = isMarked ? "" : name.EndsWith("big-endian", StringComparison.Ordinal) ? "be" : "le";
        return $" Write csv: {{encoding: utf-16{order}}} for the table in dataset.yaml.";
    }

    /// <summary>The encoding that a byte-order mark at the beginning says, other than UTF-8; null where there is no such mark.</summary>
    public static string? NameOfMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? "UTF-32, little-endian"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? "UTF-32, big-endian"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? "UTF-16, little-endian"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? "UTF-16, big-endian"
        : null;

    /// <summary>
    /// The encoding in which the first two characters, of ASCII as in all our notations, have these zeros (as RFC 4627, section 3, tells
    /// them apart); null where they are UTF-8.
    /// </summary>
    private static string? NameOfUnmarked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0, > 0 and < 0x80, 0, 0, 0, > 0 and < 0x80, ..] => "UTF-32, big-endian",
        [> 0 and < 0x80, 0, 0, 0, > 0 and < 0x80, 0, 0, 0, ..] => "UTF-32, little-endian",
        [0, > 0 and < 0x80, 0, > 0 and < 0x80, ..] => "UTF-16, big-endian",
        [> 0 and < 0x80, 0, > 0 and < 0x80, 0, ..] => "UTF-16, little-endian",
        _ => null,
    };
}
