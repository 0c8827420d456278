using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>
/// The bounds of numbers, compared as doubles. A schema's bounds have so few digits (<see cref="Reading.BoundReader"/>) that this is the
/// order of the shortest decimal forms too, in which the values are written.
/// </summary>
internal readonly struct NumberTest(ColumnConstraints constraints) : IValueTest
{
    private readonly double minimum = (double?)constraints.Minimum ?? double.NegativeInfinity;
    private readonly double maximum = (double?)constraints.Maximum ?? double.PositiveInfinity;
    private readonly double exclusiveMinimum = (double?)constraints.ExclusiveMinimum ?? double.NegativeInfinity;
    private readonly double exclusiveMaximum = (double?)constraints.ExclusiveMaximum ?? double.PositiveInfinity;

    public bool AcceptsAll =>
        double.IsInfinity(minimum) && double.IsInfinity(maximum) && double.IsInfinity(exclusiveMinimum) && double.IsInfinity(exclusiveMaximum);

    public bool Accepts(ColumnBuffer column, int slot) =>
        column.NumberAt(slot) is var value && value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;
}
