using System.Text;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

/// <summary>Batches from values as C# writes them.</summary>
internal static class BatchOf
{
    /// <param name="schema">The table.</param>
    /// <param name="rows">For each row its values: null, string, int or long, double, bool, DateOnly, DateTime (UTC), or an array of
    /// those.</param>
    public static TableBatch Rows(TableSchema schema, params object?[][] rows)
    {
        var batch = schema.CreateBatch();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                Append(batch.Columns[i], row[i]);
        }
        return batch;
    }

    private static void Append(Column column, object? value)
    {
        switch (value)
        {
            case null: column.AppendNull(); break;
            case string text: column.AsText.AppendText(text); break;
            case int integer: column.AsIntegers.Append(integer); break;
            case long integer: column.AsIntegers.Append(integer); break;
            case double number: ((NumberColumn)column).Append(number); break;
            case bool truth: ((BooleanColumn)column).Append(truth); break;
            case DateOnly date: ((DateColumn)column).Append(date.DayNumber - new DateOnly(1970, 1, 1).DayNumber); break;
            case DateTime instant: ((DateTimeColumn)column).Append((instant - DateTime.UnixEpoch).Ticks / 10); break;
            case object?[] list:
                var lists = (ListColumn)column;
                foreach (var element in list)
                    Append(lists.Elements, element);
                lists.EndList();
                break;
            default: throw new ArgumentException($"{value.GetType()} is no value of a column.", nameof(value));
        }
    }
}
