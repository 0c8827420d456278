using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dataset.Releases.Metadata;

/// <summary>
/// HTML as it grows. What is between the holes of an interpolated string is markup; what fills a hole is text, and escaped, so that no
/// value of a release can become markup.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    /// <summary>In UTF-16 code units.</summary>
    public int Length => text.Length;

    /// <summary>Appends markup with texts in it.</summary>
#pragma warning disable CA1801, CA1822, IDE0060 // The pieces are appended as the compiler hands them to the argument.
    public void Add([InterpolatedStringHandlerArgument("")] Markup markup)
    {
    }
#pragma warning restore CA1801, CA1822, IDE0060

    /// <summary>Appends what was made by another of this kind, or is a file of this tool.</summary>
    public void AddRaw(string markup) => text.Append(markup);

    /// <summary>Begins a <c>div</c> that scrolls sideways where what is in it is wider than the screen, also by keyboard.</summary>
    public void OpenWide(string label) => Add($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">");

    public override string ToString() => text.ToString();

    private void Escape(ReadOnlySpan<char> value)
    {
        while (value.IndexOfAny("&<>\"'") is >= 0 and var at)
        {
            text.Append(value[..at]);
            text.Append(value[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            value = value[(at + 1)..];
        }
        text.Append(value);
    }

    /// <summary>The compiler hands the pieces of an interpolated string to it, in order.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly HtmlText html;

#pragma warning disable CA1801, IDE0060 // The compiler passes both lengths.
        public Markup(int literalLength, int formattedCount, HtmlText html) => this.html = html;
#pragma warning restore CA1801, IDE0060

        public void AppendLiteral(string markup) => html.text.Append(markup);

        public void AppendFormatted(string? value) => html.Escape(value);

        public void AppendFormatted(long value) => html.text.Append(CultureInfo.InvariantCulture, $"{value}");

        /// <summary>A number of any kind in a form such as <c>N0</c> or <c>0.##</c>.</summary>
        public void AppendFormatted(double value, string format) => html.text.Append(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
