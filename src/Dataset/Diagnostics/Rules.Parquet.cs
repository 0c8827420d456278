using Dataset.Parquet;

namespace Dataset.Diagnostics;

/// <remarks>PQ and four digits: the rules of the Parquet reader, which a finding about a release names as they are.</remarks>
public static partial class Rules
{
    private static readonly Dictionary<string, Rule> FromParquet = ParquetRules.All.ToDictionary(
        r => r.Id, r => new Rule(r.Id, Severity.Error, r.Title.TrimEnd('.'), r.Remedy), StringComparer.Ordinal);

    /// <summary>The rule of the catalogue for one of the Parquet reader.</summary>
    public static Rule Of(ParquetRule rule) => FromParquet[rule.Id];
}
