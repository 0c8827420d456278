using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>The constraints of one column, compiled.</summary>
internal abstract class ColumnChecker
{
    /// <summary>The first row from <paramref name="row"/> on and before <paramref name="end"/> whose value breaks a constraint, or -1.</summary>
    public abstract int FirstRejected(ColumnBuffer column, int row, int end);

    public static ColumnChecker Of(ColumnSchema column) => column.Layout.Type switch
    {
        ColumnType.String => Of(column, new TextTest(column.Constraints)),
        ColumnType.Integer => Of(column, new IntegerTest(column.Constraints)),
        ColumnType.Number => Of(column, new NumberTest(column.Constraints)),
        _ => Of(column, default(AnyValueTest)),
    };

    private static ColumnChecker Of<TTest>(ColumnSchema column, TTest test) where TTest : struct, IValueTest =>
        column.Layout.IsList ? new ListChecker<TTest>(column, test) : new FlatChecker<TTest>(column.IsNullable, test);
}
