using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Syntax;

namespace Dataset.Releases.Metadata;

/// <summary><c>CITATION.cff</c>: Citation File Format 1.2.0, and the same citation in other notations.</summary>
internal static class Citation
{
    public static MetadataFile File { get; } = new(RelativePath.Parse("CITATION.cff"), Rules.CitationAgrees, Write);

    /// <summary>The citation in words: creators (year): title, version.</summary>
    public static string Words(Manifest manifest) =>
        manifest.Citation ?? $"{string.Join("; ", manifest.Creators.Select(c => c.Name))} ({Year(manifest)}): {manifest.Title}. Version "
            + $"{manifest.Version}. Dataset.{(manifest.DoiAddress is { } doi ? $" {doi}" : "")}";

    /// <summary>The citation for BibTeX, on one line.</summary>
    public static string BibTeX(Manifest manifest) => string.Join(", ", BibTeXLines(manifest)) + "}";

    /// <summary>The same without the commas between, and the brace at the end.</summary>
    public static IEnumerable<string> BibTeXLines(Manifest manifest)
    {
        var key = $"{manifest.Name.Replace("-", "_", StringComparison.Ordinal)}_{Year(manifest)}";
        var authors = string.Join("}} and {{", manifest.Creators.Select(c => Braced(c.Name)));
        yield return $"@misc{{{key}";
        yield return $"author = {{{{{authors}}}}}";
        yield return $"title = {{{Braced(manifest.Title)}}}";
        yield return $"year = {{{Year(manifest)}}}";
        yield return $"version = {{{manifest.Version}}}";
        yield return "note = {Dataset}";
        if (manifest.Doi is not null)
            yield return $"doi = {{{Braced(manifest.Doi)}}}";
        if (manifest.Homepage is not null)
            yield return $"url = {{{manifest.Homepage}}}";
    }

    private static byte[] Write(DescribedRelease release)
    {
        var manifest = release.Manifest;
        var text = new StringBuilder();
        text.Append("cff-version: 1.2.0\n");
        text.Append("message: If you use this dataset, please cite it as below.\n");
        text.Append("type: dataset\n");
        text.Append($"title: {YamlText(manifest.Title)}\n");
        text.Append($"abstract: {YamlText(manifest.Description)}\n");
        text.Append("authors:\n");
        foreach (var creator in manifest.Creators)
        {
            text.Append($"  - name: {YamlText(creator.Name)}\n");
            if (creator.OrcidAddress is not null)
                text.Append($"    orcid: {YamlText(creator.OrcidAddress)}\n");
            if (creator.Url is not null)
                text.Append($"    website: {YamlText(creator.Url)}\n");
        }
        // Of several creators it is not known whose address it is. A contact may have no name.
        if (manifest.ContactMail is { } mail)
            text.Append(manifest.Creators is [{ Name: var name }]
                ? $"contact:\n  - name: {YamlText(name)}\n    email: {YamlText(mail)}\n" : $"contact:\n  - email: {YamlText(mail)}\n");
        text.Append($"version: {YamlText(manifest.Version.ToString())}\n");
        text.Append($"date-released: \"{release.Day}\"\n");
        if (manifest.Doi is not null)
            text.Append($"doi: {YamlText(manifest.Doi)}\n");
        WriteLicense(text, manifest.Licenses);
        if (manifest.Homepage is not null)
            text.Append($"url: {YamlText(manifest.Homepage)}\n");
        WriteList(text, "keywords", manifest.Keywords.Distinct(StringComparer.Ordinal));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// One that has no identifier of SPDX's is named by its address; of several, where one has none, none is named: it would mislead.
    /// </summary>
    private static void WriteLicense(StringBuilder text, IReadOnlyList<Sources.License> licenses)
    {
        if (licenses.All(l => KnownLicenses.IsSpdx(l.Name)))
            WriteList(text, "license", licenses.Select(l => l.Name).Distinct(StringComparer.Ordinal));
        else if (licenses is [{ Url: { } url }])
            text.Append($"license-url: {YamlText(url)}\n");
    }

    private static void WriteList(StringBuilder text, string key, IEnumerable<string> values)
    {
        var lines = string.Concat(values.Select(v => $"  - {YamlText(v)}\n"));
        if (lines.Length > 0)
            text.Append($"{key}:\n{lines}");
    }

    private static string Year(Manifest manifest) => FormattableString.Invariant($"{manifest.Released.Year:D4}");

    /// <summary>A text within braces: what TeX takes for a command, a comment or a brace is escaped.</summary>
    private static string Braced(string text) => string.Concat(text.Select(c => c switch
    {
        '\\' => "\\textbackslash ",
        '{' or '}' or '%' or '&' or '#' or '$' or '_' => $"\\{c}",
        _ => c.ToString(),
    }));

    /// <summary>A text in YAML: in quotation marks as JSON has it, which is YAML too.</summary>
    private static string YamlText(string text) => JsonText.Of(text);
}
