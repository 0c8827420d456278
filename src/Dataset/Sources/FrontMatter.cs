using System.Text;
using Dataset.Files;
using Dataset.Text;

namespace Dataset.Sources;

/// <summary>
/// The metadata at the head of NAME.md: YAML between a line <c>---</c>, the file's first, and the next one. The text is what follows;
/// its lines and bytes are those of the file.
/// </summary>
/// <param name="Start">Where the first line begins: after a byte-order mark.</param>
/// <param name="YamlEnd">Where the line that closes it begins.</param>
/// <param name="End">Where the text begins.</param>
internal readonly record struct FrontMatter(int Start, int YamlEnd, int End)
{
    /// <summary>Finds the front matter of a text in UTF-8, or in an encoding that has ASCII.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="problem">What is there instead, after "found"; null where there is one.</param>
    public static FrontMatter Find(ReadOnlySpan<byte> text, out string? problem)
    {
        var start = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        var at = start;
        problem = null;
        if (!IsFence(NextLine(text, ref at)))
        {
            problem = text[start..].StartsWith("+++"u8) ? "front matter in TOML: write it as YAML between lines ---"
                : text[start..].StartsWith("{"u8) ? "front matter in JSON: write it as YAML between lines ---"
                : "no line --- there";
            return default;
        }
        while (at < text.Length)
        {
            var line = at;
            if (NextLine(text, ref at) is var found && (IsFence(found) || found.SequenceEqual("..."u8)))
                return new(start, line, at);
        }
        problem = "no line --- that ends it";
        return default;
    }

    /// <summary>What the front matter of a file says of the file's encoding, read before anything can be decoded; null of UTF-8.</summary>
    public static string? EncodingOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return "utf-16";
        var matter = Find(bytes, out var problem);
        for (var at = matter.Start; problem is null && at < matter.YamlEnd;)
        {
            var line = NextLine(bytes, ref at);
            if (!line.StartsWith("encoding:"u8))
                continue;
            var name = TextEncodings.Known(
                Encoding.Latin1.GetString(line["encoding:".Length..]).Split('#')[0].Trim().Trim('"', '\''));
            return name == TextEncodings.Utf8 ? null : name;
        }
        return null;
    }

    /// <summary>
    /// The text with spaces for the front matter, as many as it has bytes in the file, and the same lines: so every place in the text is
    /// that in the file, and the recipe takes the spaces off.
    /// </summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="encoding">What the file is in; null for UTF-8.</param>
    public byte[] Blank(ReadOnlySpan<byte> utf8, Encoding? encoding)
    {
        var text = new List<byte>(utf8.Length);
        text.AddRange(utf8[..Start]);
        var space = encoding?.GetByteCount(" ") ?? 1;
        for (var i = Start; i < End;)
        {
            Rune.DecodeFromUtf8(utf8[i..], out var rune, out var length);
            if (rune.Value is '\n' or '\r')
                text.Add((byte)rune.Value);
            else
                for (var n = encoding?.GetByteCount(rune.ToString()) / space ?? length; n > 0; n--)
                    text.Add((byte)' ');
            i += length;
        }
        text.AddRange(utf8[End..]);
        return [.. text];
    }

    private static bool IsFence(ReadOnlySpan<byte> line) => line.TrimEnd(" \t"u8).SequenceEqual("---"u8);

    /// <summary>The line at a place, without its end; the place becomes that of the next.</summary>
    private static ReadOnlySpan<byte> NextLine(ReadOnlySpan<byte> text, ref int at)
    {
        var rest = text[at..];
        var length = rest.IndexOf((byte)'\n');
        at = length < 0 ? text.Length : at + length + 1;
        return (length < 0 ? rest : rest[..length]).TrimEnd((byte)'\r');
    }
}

/// <summary>A document's file that is not its text in UTF-8 byte for byte.</summary>
/// <param name="SizeInBytes">Of the file.</param>
/// <param name="Digest">Of the file.</param>
/// <param name="Encoding">What the file is in; null for UTF-8.</param>
internal sealed record ReceivedFile(long SizeInBytes, Digest Digest, Encoding? Encoding)
{
    /// <summary>A file's text in UTF-8, front matter blanked; null where the file is not in the encoding or has no front matter.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="encoding">Its name; null for UTF-8.</param>
    /// <param name="isMarkdown">Whether it has front matter.</param>
    public static byte[]? TextOf(byte[] bytes, string? encoding, bool isMarkdown)
    {
        var text = encoding is null ? bytes : SourceBytes.Decode(bytes, encoding);
        if (text is null || !isMarkdown)
            return text;
        var matter = FrontMatter.Find(text, out var problem);
        return problem is null ? matter.Blank(text, encoding is null ? null : SourceBytes.EncodingOf(encoding, bytes)) : null;
    }
}
