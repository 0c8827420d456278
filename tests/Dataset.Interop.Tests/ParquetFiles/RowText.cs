using System.Globalization;
using System.Text;
using Dataset.Parquet;

namespace Dataset.Interop.Tests.ParquetFiles;

/// <summary>
/// Rows in the JSON form that the engines' output is put into; <c>engines/canonical.mjs</c> writes the same. Written again here, and
/// not with the code of the library, so that a fault there can't hide.
/// </summary>
public static class RowText
{
    public static void Write(TextWriter lines, ParquetSchema schema, IReadOnlyList<ColumnValues> columns)
    {
        for (var row = 0; row < columns[0].RowCount; row++)
            lines.WriteLine("{" + string.Join(
                ',', schema.Columns.Select((column, i) => $"{Quote(column.Name)}:{Cell(column, columns[i], row)}")) + "}");
    }

    private static string Cell(ParquetColumn column, ColumnValues values, int row)
    {
        if (!values.RowValidity.IsEmpty && values.RowValidity.Span[row] == 0)
            return "null";
        if (!column.IsList)
            return Slot(column.Type, values, row);
        var offsets = values.ListOffsets.Span;
        var elements = new List<string>();
        for (var i = offsets[row]; i < offsets[row + 1]; i++)
            elements.Add(!values.ElementValidity.IsEmpty && values.ElementValidity.Span[i] == 0 ? "null" : Slot(column.Type, values, i));
        return "[" + string.Join(',', elements) + "]";
    }

    private static string Slot(ParquetType type, ColumnValues values, int i) => type switch
    {
        ParquetType.String => Quote(Text(values, i)),
        ParquetType.Integer => values.Integers.Span[i].ToString(CultureInfo.InvariantCulture),
        ParquetType.Number => Number(values.Numbers.Span[i]),
        ParquetType.Boolean => values.Booleans.Span[i] == 1 ? "true" : "false",
        ParquetType.Date => $"\"{Date(values.Dates.Span[i])}\"",
        ParquetType.DateTime => $"\"{DateTime(values.Integers.Span[i])}\"",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string Text(ColumnValues values, int i)
    {
        var offsets = values.Utf8Offsets.Span;
        return new UTF8Encoding(false, true).GetString(values.Utf8.Span[offsets[i]..offsets[i + 1]]);
    }

    /// <summary>As RFC 8785 escapes: the five short escapes, \u00xx for other controls, nothing else.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>ECMAScript's form: shortest digits, an exponent below 1e-6 and from 1e21 on.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        if (value == 0)
            return double.IsNegative(value) ? "-0" : "0";
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var whole = parts[0].Split('.')[0];
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var mantissa = digits.TrimStart('0');
        var exponent = whole.Length - 1 - (digits.Length - mantissa.Length)
            + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        mantissa = mantissa.TrimEnd('0');
        var point = exponent + 1;
        var sign = value < 0 ? "-" : "";
        return point switch
        {
            > 21 or <= -6 =>
                $"{sign}{mantissa[0]}{(mantissa.Length > 1 ? "." + mantissa[1..] : "")}e{(exponent > 0 ? "+" : "-")}{Math.Abs(exponent)}",
            <= 0 => $"{sign}0.{new string('0', -point)}{mantissa}",
            _ when mantissa.Length <= point => sign + mantissa.PadRight(point, '0'),
            _ => $"{sign}{mantissa[..point]}.{mantissa[point..]}",
        };
    }

    private static string Date(long days)
    {
        // Days that .NET's calendar lacks are moved by whole cycles of 400 years (146,097 days) into it.
        var cycles = days is >= -719_162 and <= 2_932_896 ? 0 : (long)Math.Floor((days + 719_468) / 146_097.0) - 4;
        var date = DateOnly.FromDayNumber((int)(days - cycles * 146_097 + 719_162));
        var year = date.Year + cycles * 400;
        var yearText = year is >= 0 and <= 9999
            ? year.ToString("0000", CultureInfo.InvariantCulture)
            : (year < 0 ? "-" : "+") + Math.Abs(year).ToString("000000", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{yearText}-{date.Month:00}-{date.Day:00}");
    }

    private static string DateTime(long micros)
    {
        const long microsInDay = 86_400_000_000;
        var days = Math.DivRem(micros, microsInDay, out var inDay);
        if (inDay < 0)
            (days, inDay) = (days - 1, inDay + microsInDay);
        var (seconds, fraction) = Math.DivRem(inDay, 1_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{Date(days)}T{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}")
            + (fraction == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{fraction:000000}")) + "Z";
    }
}
