using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Releases.Metadata;

/// <summary><c>LICENSE.md</c>: which part of the release may be used under which terms.</summary>
internal static class LicenseText
{
    public static MetadataFile File { get; } = new(RelativePath.Parse("LICENSE.md"), Rules.LicenseTextAgrees, Write);

    private static byte[] Write(DescribedRelease release)
    {
        var text = new StringBuilder();
        text.Append($"# Rights in {MarkdownText.Line(release.Manifest.Title)}\n");
        foreach (var license in release.Manifest.Licenses)
        {
            text.Append($"\n## {MarkdownText.Line(license.Title)}\n\n{MarkdownText.Paragraphs(license.Covers)}\n\n");
            text.Append($"Identifier: {MarkdownText.Code(license.Name)}.");
            text.Append(license.Url is null ? "\n" : $" Its text: {MarkdownText.Link(license.Url)}.\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>Identifiers of licences that others list too: SPDX, as <c>CITATION.cff</c> takes them, and the Hugging Face Hub.</summary>
internal static class KnownLicenses
{
    private static readonly HashSet<string> Known = Words("""
        Apache-2.0 BSD-2-Clause BSD-3-Clause CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 CC-BY-NC-4.0 CC-BY-NC-ND-4.0 CC-BY-NC-SA-4.0 CC-BY-ND-4.0
        CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 GFDL-1.3-or-later GPL-2.0-only GPL-3.0-only GPL-3.0-or-later MIT MPL-2.0 ODbL-1.0 ODC-By-1.0
        PDDL-1.0 Unlicense
        """);

    private static readonly HashSet<string> OnTheHub = Words("""
        apache-2.0 bsd-2-clause bsd-3-clause cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-nc-4.0 cc-by-nc-nd-4.0 cc-by-nc-sa-4.0
        cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc0-1.0 mit mpl-2.0 unlicense
        """);

    /// <summary>Whether an identifier is SPDX's own, so that a list of them takes it.</summary>
    public static bool IsSpdx(string name) => Known.Contains(name);

    /// <summary>The Hub's identifier of a licence, or null.</summary>
    public static string? HubName(string name) =>
        name == "PDDL-1.0" ? "pddl" : name == "ODbL-1.0" ? "odbl" : name == "ODC-By-1.0" ? "odc-by"
        : OnTheHub.Contains(name.ToLowerInvariant()) ? name.ToLowerInvariant() : null;

    private static HashSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
