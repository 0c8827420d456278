using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Unicode;
using Dataset.Tables;

namespace Dataset.Formats.Rows;

/// <summary>
/// Appends values that another library has read, each converted by the runtime and not by our own parsers: a second opinion that shared
/// them would share their faults.
/// </summary>
internal static class ForeignValues
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Appends the value that a text has; false where the runtime does not read it as the column's type.</summary>
    public static bool TryAppendText(ScalarColumn column, string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        switch (column)
        {
            case TextColumn texts:
                texts.AppendText(text);
                return true;
            case IntegerColumn integers when long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var integer):
                integers.Append(integer);
                return true;
            case NumberColumn numbers when double.TryParse(text, NumberStyles.Float, invariant, out var number):
                numbers.Append(number);
                return true;
            case BooleanColumn booleans when text is "true" or "false":
                booleans.Append(text == "true");
                return true;
            case DateColumn dates when DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var date):
                dates.Append(DaysOf(date));
                return true;
            case DateTimeColumn instants
                when DateTime.TryParseExact(
                    text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"], invariant,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant):
                instants.Append(MicrosecondsOf(instant));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A library and its version as people know them, such as <c>CsvHelper 34.0.0</c>.</summary>
    /// <param name="name">Of the library.</param>
    /// <param name="type">One of its types.</param>
    public static string Library(string name, Type type) =>
        $"{name} {type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}".TrimEnd();

    /// <summary>Days since 1970-01-01.</summary>
    public static int DaysOf(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, of an instant in UTC that has no finer parts.</summary>
    public static long MicrosecondsOf(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TicksPerMicrosecond;

    /// <summary>Appends a string of UTF-16 as UTF-8; false where it has an unpaired surrogate.</summary>
    public static bool TryAppend(TextColumn column, ReadOnlySpan<char> text)
    {
        var target = column.BeginUtf8(Encoding.UTF8.GetMaxByteCount(text.Length));
        if (Utf8.FromUtf16(text, target, out _, out var written, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
            return false;
        column.EndUtf8(written);
        return true;
    }
}
