using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>What <c>encoding:</c> in the metadata of a document says of its text.</summary>
internal static class DeclaredEncoding
{
    public const string Key = "encoding";

    /// <summary>Reads it.</summary>
    /// <param name="metadata">Of the document.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="name">One of <see cref="TextEncodings.Names"/>; null for UTF-8.</param>
    /// <returns>False, with a finding, where it is no encoding that is known.</returns>
    public static bool TryRead(SourceMap metadata, DiagnosticList findings, out string? name)
    {
        name = null;
        if (metadata.Find(Key)?.Value is not { } node || node is SourceScalar { Kind: ScalarKind.Null })
            return true;
        if (node is SourceScalar scalar && TextEncodings.Known(scalar.Text) is { } known)
        {
            name = known == TextEncodings.Utf8 ? null : known;
            return true;
        }
        if (node is not SourceScalar { Kind: ScalarKind.Unknown })
            findings.Add(
                Rules.EncodingIsKnown, node.Location,
                $"Expected {Expected((node as SourceScalar)?.Text)}, found {node.Describe()}.");
        return false;
    }

    /// <summary>Says which bytes of a text are no characters of its encoding.</summary>
    public static void Report(byte[] bytes, string name, string displayPath, DiagnosticList findings)
    {
        foreach (var (start, length, line, column) in SourceBytes.Unmapped(bytes, name))
            findings.Add(Rules.TextIsInItsEncoding, new Location(displayPath, line, column), () =>
                FormattableString.Invariant($"Expected {name}, found at byte {start} the {(length == 1 ? "byte" : "bytes")} ")
                    + string.Join(' ', bytes.AsSpan(start, length).ToArray().Select(b => $"{b:X2}"))
                    + $", {(length == 1 ? "which is" : "which are")} no character of it.");
    }

    private static string Expected(string? written)
    {
        var meant = written is null ? null : Alias(written) ?? NearestName.Of(written.ToLowerInvariant(), TextEncodings.Names);
        return meant is null ? $"one of {string.Join(", ", TextEncodings.Names)}" : Printable.Quoted(meant);
    }

    /// <summary>What other programs call by a name.</summary>
    private static string? Alias(string name)
    {
        var plain = string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        var meant = plain switch
        {
            "latin1" or "l1" or "ascii" or "usascii" => "iso-8859-1",
            "latin9" => "iso-8859-15",
            "ansi" or "cp1252" or "1252" => "windows-1252",
            "sjis" or "cp932" or "windows31j" or "ms932" => "shift_jis",
            "gb2312" or "cp936" or "ms936" => "gbk",
            "cp950" or "ms950" => "big5",
            "cp949" or "uhc" or "ksc5601" => "euc-kr",
            "macroman" or "mac" => "macintosh",
            "ucs2" or "unicode" => "utf-16",
            _ when plain.StartsWith("cp125", StringComparison.Ordinal) => $"windows-{plain[2..]}",
            _ when plain.StartsWith("cp", StringComparison.Ordinal) => $"ibm{plain[2..]}",
            _ => plain,
        };
        return TextEncodings.Names.FirstOrDefault(n => n == meant)
            ?? TextEncodings.Names.FirstOrDefault(n => string.Concat(n.Where(char.IsAsciiLetterOrDigit)) == plain);
    }
}
