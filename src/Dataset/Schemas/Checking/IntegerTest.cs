using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>The bounds of integers.</summary>
internal readonly struct IntegerTest : IValueTest
{
    private readonly long least;
    private readonly long most;

    public IntegerTest(ColumnConstraints constraints)
    {
        // Whole bounds in decimal, where the one above the greatest integer still is a number.
        var lower = Math.Max(constraints.Minimum ?? long.MinValue, (constraints.ExclusiveMinimum ?? long.MinValue - 1m) + 1);
        var upper = Math.Min(constraints.Maximum ?? long.MaxValue, (constraints.ExclusiveMaximum ?? long.MaxValue + 1m) - 1);
        (least, most) = lower > upper ? (1, 0) : ((long)lower, (long)upper);
    }

    public bool AcceptsAll => least == long.MinValue && most == long.MaxValue;

    public bool Accepts(ColumnBuffer column, int slot) => column.IntegerAt(slot) is var value && value >= least && value <= most;
}
