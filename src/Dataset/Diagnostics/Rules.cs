using System.Reflection;

namespace Dataset.Diagnostics;

/// <summary>
/// The catalogue: every rule, one file for each area. DS1xxx files and syntax, DS2xxx values, DS3xxx keys and references,
/// DS4xxx texts and quotes, DS5xxx schemas and the descriptor, DS6xxx releases, DS7xxx provenance and signatures,
/// DS8xxx versions and publishing. The Parquet reader's own are PQ and four digits.
/// </summary>
public static partial class Rules
{
    /// <summary>Every rule in the order of their ids.</summary>
    public static IReadOnlyList<Rule> All =>
    [
        .. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(Rule))
            .Select(f => (Rule)f.GetValue(null)!)
            .Concat(FromParquet.Values)
            .OrderBy(r => r.Id, StringComparer.Ordinal),
    ];
}
