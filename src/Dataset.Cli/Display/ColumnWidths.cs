namespace Dataset.Cli.Display;

/// <summary>Divides the width of a screen among columns.</summary>
internal static class ColumnWidths
{
    /// <summary>A column that is narrower than this tells nothing, unless all it holds is narrower.</summary>
    private const int Least = 8;

    /// <summary>
    /// Each column's natural width where they all fit; otherwise the widest give way first, to one width that they share. Null where that
    /// would leave columns too narrow.
    /// </summary>
    /// <param name="natural">The width of the widest cell of each column.</param>
    /// <param name="available">The columns of the screen that are there for cells.</param>
    public static int[]? Fit(IReadOnlyList<int> natural, int available)
    {
        if (natural.Sum() <= available)
            return [.. natural];
        var most = natural.Max();
        while (most > Least && natural.Sum(n => Math.Min(n, most)) > available)
            most--;
        return natural.Sum(n => Math.Min(n, most)) > available ? null : [.. natural.Select(n => Math.Min(n, most))];
    }
}
