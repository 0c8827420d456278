using System.Globalization;
using System.Text;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Releases;
using Dataset.Releases.Metadata;

namespace Dataset.Publishing;

/// <summary>
/// <c>NOTES.md</c>: the text of a release where it is downloaded. What it is, a line for each program that reads it, how to check it, and
/// the digest of each file.
/// </summary>
internal static class ReleaseNotes
{
    /// <param name="release">The release.</param>
    /// <param name="places">Where its files are.</param>
    /// <param name="zip">The name of the zip of the whole release.</param>
    /// <param name="files">Every file but the two that speak of all.</param>
    /// <param name="checksums">Of <c>SHA256SUMS</c>.</param>
    public static byte[] Write(
        DescribedRelease release, FilePlaces places, string zip, IReadOnlyList<ReleaseFile> files, Digest checksums)
    {
        var manifest = release.Manifest;
        var text = new StringBuilder();
        text.Append($"# {MarkdownText.Line(manifest.Title)} {manifest.Version}\n\n{MarkdownText.Paragraphs(manifest.Description)}\n\n");
        text.Append(
            $"Released {release.Day}. `{zip}` is the whole release with its data card, `README.md`; the files beside it are for those who "
                + "need one of them. Terms: `LICENSE.md`. Citation: `CITATION.cff`. Changes: `CHANGELOG.md`.\n\n");
        text.Append("## Read it\n\n| with | line |\n| --- | --- |\n");
        var table = release.Tables.MinBy(t => t.Table.Parts.Count)!;
        foreach (var (program, line) in Lines(
            places.AddressOf(table.Files(TableFormats.Parquet)[0].Path), places.AddressOf(DataPackage.File.Path),
            places.AddressOf(Croissant.File.Path)))
            text.Append($"| {program} | `{line}` |\n");
        text.Append("\nThe other tables are read in the same way");
        text.Append(table.Table.Parts.Count > 1 ? ", and the other parts of a table.\n" : ".\n");
        WriteChecks(text, zip, files);
        text.Append("\n## Files\n\n| file | bytes | SHA-256 |\n| --- | ---: | --- |\n");
        foreach (var file in files.OrderBy(f => f.Path))
            text.Append(CultureInfo.InvariantCulture, $"| `{file.Path}` | {file.SizeInBytes} | `{file.Digest.Hex}` |\n");
        text.Append($"| `{ReleaseLayout.Checksums}` | | `{checksums.Hex}` |\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<(string Program, string Line)> Lines(string parquet, string package, string croissant) =>
    [
        ("DuckDB", $"SELECT * FROM '{parquet}';"),
        ("pandas", $"pd.read_parquet(\"{parquet}\", dtype_backend=\"pyarrow\")"),
        ("Polars", $"pl.read_parquet(\"{parquet}\")"),
        ("R", $"arrow::read_parquet(\"{parquet}\")"),
        ("Hugging Face datasets", $"load_dataset(\"parquet\", data_files=\"{parquet}\")"),
        ("frictionless[parquet]", $"frictionless validate {package}"),
        ("mlcroissant", $"mlcroissant validate --jsonld {croissant}"),
    ];

    private static void WriteChecks(StringBuilder text, string zip, IReadOnlyList<ReleaseFile> files)
    {
        text.Append($"""

            ## Check it

            All files that are here are as published when this says so; the digest of `SHA256SUMS` itself is below:

            ```sh
            sha256sum --ignore-missing -c SHA256SUMS
            ```

            The whole release, and that its three formats hold the same rows; then one file, where `release.json` was downloaded too:

            ```sh
            dataset verify {zip}
            dataset verify {files.First(f => f.Path.Value.EndsWith(".parquet", StringComparison.Ordinal)).Path} --release release.json
            ```

            """.ReplaceLineEndings("\n"));
        if (files.Any(f => f.Path == ReleaseLayout.Signature))
            text.Append($"""

                The release is signed. With the publisher's public key, taken from where the publisher says:

                ```sh
                dataset verify {zip} --key pub.pem
                cosign verify-blob-attestation --key pub.pem --bundle provenance.sigstore.json \
                  --type slsaprovenance1 --insecure-ignore-tlog=true release.json
                ```

                """.ReplaceLineEndings("\n"));
        text.Append(
            "\n`datapackage.json`, `croissant.json` and `index.html` name the files as they are here, and so differ from those in the zip; "
                + "`release.json`, which the signature covers, names those.\n");
    }
}
