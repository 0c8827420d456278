using Dataset.Tables;

namespace Dataset.Sources.Values;

/// <summary>
/// How the days of a source are written: <c>YYYY</c>, <c>MM</c> and <c>DD</c> in any order, with <c>M</c> and <c>D</c> for numbers of one
/// or two digits, and what is between them: <c>DD/MM/YYYY</c>, <c>D.M.YYYY</c>, <c>YYYYMMDD</c>.
/// </summary>
internal sealed class DayForm
{
    private readonly string form;

    private DayForm(string form) => this.form = form;

    /// <summary>The form, or null where the text is none.</summary>
    public static DayForm? Parse(string form)
    {
        var (years, months, days, at) = (0, 0, 0, 0);
        while (at < form.Length)
        {
            var length = RunAt(form, at);
            switch (form[at])
            {
                case 'Y' when length == 4: years++; break;
                case 'M' when length <= 2: months++; break;
                case 'D' when length <= 2: days++; break;
                case ' ' or '.' or '/' or '-' or ',': break;
                default: return null;
            }
            // A number of one or two digits must end at something that is no digit.
            if (form[at] is 'M' or 'D' && length == 1 && at + 1 < form.Length && char.IsAsciiLetter(form[at + 1]))
                return null;
            at += length;
        }
        return years == 1 && months == 1 && days == 1 ? new(form) : null;
    }

    /// <summary>Days since 1970-01-01, or false where the text is not of the form or names no day.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        var (year, month, day, at) = (0, 0, 0, 0);
        for (int i = 0, length; i < form.Length; i += length)
        {
            length = RunAt(form, i);
            if (!char.IsAsciiLetter(form[i]))
            {
                for (var j = 0; j < length; j++, at++)
                    if (at == text.Length || text[at] != form[i])
                        return false;
                continue;
            }
            var (start, value) = (at, 0);
            while (at < text.Length && at - start < Math.Max(2, length) && text[at] is >= (byte)'0' and <= (byte)'9')
                value = value * 10 + (text[at++] - '0');
            // Two letters ask for two digits; one for one or two.
            if (at - start < length)
                return false;
            switch (form[i])
            {
                case 'Y': year = value; break;
                case 'M': month = value; break;
                default: day = value; break;
            }
        }
        return at == text.Length && DateText.TryDay(year, month, day, out days);
    }

    public override string ToString() => form;

    private static int RunAt(string form, int at)
    {
        var end = at;
        while (end < form.Length && form[end] == form[at])
            end++;
        return end - at;
    }
}
