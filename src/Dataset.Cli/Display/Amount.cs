using System.Globalization;

namespace Dataset.Cli.Display;

/// <summary>Counts and sizes as people read them.</summary>
internal static class Amount
{
    /// <summary><c>1,204</c>.</summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 row</c>, <c>1,204 rows</c>.</summary>
    public static string Of(long count, string noun) => $"{Of(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary><c>42.1 %</c>; nothing where there is no whole.</summary>
    public static string Share(long part, long whole) =>
        whole <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");
}
