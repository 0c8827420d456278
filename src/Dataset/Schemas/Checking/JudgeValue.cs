using System.Globalization;
using System.Text;
using Dataset.Tables;
using Newtonsoft.Json.Linq;

namespace Dataset.Schemas.Checking;

/// <summary>Values of a column as NJsonSchema takes them.</summary>
internal static class JudgeValue
{
    /// <summary>Bounds are smaller than this, so any number above it is on the same side of them.</summary>
    private const decimal Large = 1e16m;

    /// <summary>No bound but 0 is nearer to 0 than this (<see cref="Reading.BoundReader.MaximumDecimals"/>), so any smaller number is on the same side of them.</summary>
    private const decimal Small = 1e-13m;

    /// <summary>The value of a row.</summary>
    public static JToken OfRow(ColumnBuffer column, int row)
    {
        if (column.IsNull(row))
            return JValue.CreateNull();
        if (!column.Layout.IsList)
            return OfSlot(column, row);
        var (start, end) = column.SlotsOf(row);
        var list = new JArray();
        for (var slot = start; slot < end; slot++)
            list.Add(column.IsSlotNull(slot) ? JValue.CreateNull() : OfSlot(column, slot));
        return list;
    }

    private static JValue OfSlot(ColumnBuffer column, int slot) => column.Layout.Type switch
    {
        ColumnType.String => new JValue(Encoding.UTF8.GetString(column.Utf8At(slot))),
        ColumnType.Integer => new JValue(column.IntegerAt(slot)),
        ColumnType.Number => new JValue(Decimal(column.NumberAt(slot))),
        ColumnType.Boolean => new JValue(column.BooleanAt(slot)),
        ColumnType.Date => new JValue(DateText.FormatDate(column.DateAt(slot))),
        _ => new JValue(DateText.FormatDateTime(column.IntegerAt(slot))),
    };

    // NJsonSchema compares in decimal and would round a double to 15 digits; the shortest form of all 17 is exact between the two limits.
    private static decimal Decimal(double value)
    {
        var magnitude = Math.Abs(value);
        var sign = Math.Sign(value);
        return magnitude >= (double)Large ? sign * Large
            : magnitude < (double)Small ? sign * Small
            : decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
