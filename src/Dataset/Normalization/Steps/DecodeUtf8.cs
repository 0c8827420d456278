using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dataset.Normalization.Steps;

/// <summary>Bytes to code points, strictly (RFC 3629): nothing is replaced and nothing skipped.</summary>
public sealed record DecodeUtf8() : RecipeStep("decode-utf-8", "Bytes are decoded as UTF-8; a sequence that is not UTF-8 is an error.")
{
    public override IReadOnlyList<TracedCodePoint> Apply(IReadOnlyList<TracedCodePoint> text)
    {
        var bytes = text.Select(b => (byte)b.Value).ToArray();
        var result = new List<TracedCodePoint>(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes.AsSpan(i), out var rune, out var length) != OperationStatus.Done)
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The bytes at {i} are not UTF-8."));
            result.Add(new(rune.Value, text[i].ByteStart, text[i + length - 1].ByteEnd));
            i += length;
        }
        return result;
    }
}
