using Dataset.Tables;

namespace Dataset.Tests.Tables;

public class RefusedValuesTests
{
    [Fact]
    public void A_row_that_is_taken_away_is_not_refused_when_it_comes_again()
    {
        using var rows = new TableBatch([new("a", ColumnType.Integer), new("b", ColumnType.Integer)]);
        AppendNulls(rows, 6);
        rows.Refuse(1, 2);
        rows.Refuse(0, 5);
        rows.TruncateRows(6);
        Assert.True(rows.IsRefused(0, 5));
        rows.TruncateRows(5);
        AppendNulls(rows, 1);
        Assert.False(rows.IsRefused(0, 5));
        Assert.True(rows.IsRefused(1, 2));
        rows.Refuse(1, 5);
        rows.TruncateRows(2);
        AppendNulls(rows, 4);
        Assert.DoesNotContain(true, Enumerable.Range(0, 12).Select(i => rows.IsRefused(i % 2, i / 2)));
    }

    private static void AppendNulls(TableBatch rows, int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var column in rows.Columns)
                column.AppendNull();
        }
    }
}
