using System.Globalization;
using System.Text;
using Dataset.Formats;
using Dataset.Syntax;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The front matter of <c>README.md</c>, by which the Hugging Face Hub and its <c>datasets</c> load the folder: a configuration a table,
/// from Parquet alone, with its number of rows. Columns are not repeated here, since Parquet has them.
/// </summary>
internal static class HubFrontMatter
{
    /// <summary>The Hub's size classes: at most so many rows, and the name.</summary>
    private static readonly (long Rows, string Name)[] Sizes =
    [
        (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
        (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"), (10_000_000_000, "1B<n<10B"), (100_000_000_000, "10B<n<100B"),
        (1_000_000_000_000, "100B<n<1T"), (long.MaxValue, "n>1T"),
    ];

    public static string Of(DescribedRelease release)
    {
        var manifest = release.Manifest;
        var text = new StringBuilder("---\n");
        WriteLicense(text, manifest.Licenses);
        text.Append("language:\n").AppendJoin(
            "", (manifest.Languages ?? [manifest.Language]).Select(l => l.Split('-')[0]).Distinct().Select(l => $"  - {JsonText.Of(l)}\n"));
        text.Append($"pretty_name: {JsonText.Of(manifest.Title)}\n");
        if (manifest.Keywords.Count > 0)
            text.Append("tags:\n").AppendJoin("", manifest.Keywords.Select(k => $"  - {JsonText.Of(k)}\n"));
        var size = Sizes.First(s => release.RowCount < s.Rows || s == Sizes[^1]).Name;
        text.Append($"size_categories:\n  - {JsonText.Of(size)}\n");
        text.Append("configs:\n");
        foreach (var table in release.Tables)
        {
            text.Append($"  - config_name: {JsonText.Of(table.Name)}\n");
            if (table == release.Tables[0])
                text.Append("    default: true\n");
            text.Append($"    data_files:\n      - split: train\n        path: {JsonText.Of(table.Pattern(TableFormats.Parquet))}\n");
        }
        text.Append("dataset_info:\n");
        foreach (var table in release.Tables)
            text.Append(
                CultureInfo.InvariantCulture,
                $"  - config_name: {JsonText.Of(table.Name)}\n    splits:\n      - name: train\n        num_examples: "
                    + $"{table.Table.RowCount}\n");
        return text.Append("---\n\n").ToString();
    }

    /// <summary>One licence that the Hub knows is named as it does; anything else is in <c>LICENSE.md</c>.</summary>
    private static void WriteLicense(StringBuilder text, IReadOnlyList<Sources.License> licenses)
    {
        if (licenses.Count == 1 && KnownLicenses.HubName(licenses[0].Name) is { } known)
            text.Append($"license: {known}\n");
        else
            text.Append("license: other\n")
                .Append($"license_name: {JsonText.Of(string.Join("-and-", licenses.Select(l => l.Name.ToLowerInvariant())))}\n")
                .Append($"license_link: {LicenseText.File.Path}\n");
    }
}
