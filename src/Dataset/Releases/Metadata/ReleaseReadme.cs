using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;

namespace Dataset.Releases.Metadata;

/// <summary>A release's <c>README.md</c>: what is in it, how to load it unchanged, how to check it without this tool.</summary>
internal static class ReleaseReadme
{
    public static MetadataFile File { get; } = new(ReleaseLayout.Readme, Rules.TextsAgree, Write);

    private static byte[] Write(DescribedRelease release)
    {
        var (manifest, tables) = (release.Manifest, release.Tables.Select(t => t.Schema).ToArray());
        var text = new StringBuilder(HubFrontMatter.Of(release));
        var released = manifest.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        text.Append($"# {MarkdownText.Line(manifest.Title)}\n\n{MarkdownText.Paragraphs(manifest.Description)}\n\n");
        text.Append(
            $"{MarkdownText.Code(manifest.Name)} {manifest.Version}, released {released}. Language of the texts: "
                + $"{MarkdownText.Code(manifest.Language)}.\n");
        if (manifest.Homepage is not null)
            text.Append($"Home page: {MarkdownText.Link(manifest.Homepage)}.\n");
        text.Append(
            "\n## What is in it\n\n`data/` holds each table three times, as JSON Lines, CSV and Parquet, with the same rows.\n\n");
        text.Append("| table | rows | what a row is |\n| --- | ---: | --- |\n");
        foreach (var (table, schema) in manifest.Tables.Zip(tables))
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [`{table.Name}`](#{table.Name}) | {table.RowCount} | {MarkdownText.Cell(schema.Description)} |\n");
        foreach (var (table, schema) in manifest.Tables.Zip(tables))
            Write(text, table, schema);
        WriteChecks(text, manifest);
        text.Append("\n## Licences\n\n");
        foreach (var license in manifest.Licenses)
            text.Append(
                $"- **{MarkdownText.Link(license.Title, license.Url)}** ({MarkdownText.Code(license.Name)}): "
                    + $"{MarkdownText.Line(license.Covers)}\n");
        text.Append("\n## Made by\n\n");
        foreach (var creator in manifest.Creators)
            text.Append($"- {MarkdownText.Link(creator.Name, creator.Url)}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, ManifestTable table, TableSchema schema)
    {
        text.Append($"\n## {table.Name}\n\n{MarkdownText.Paragraphs(schema.Description)}\n\n");
        text.Append($"Key: {string.Join(", ", schema.PrimaryKey.Select(k => $"`{schema.Columns[k].Name}`"))}.");
        foreach (var key in schema.ForeignKeys)
            text.Append(
                $" {string.Join(", ", key.Columns.Select(c => $"`{c}`"))} refers to "
                    + $"{string.Join(", ", key.References.Select(c => $"`{c}`"))} of `{key.Table}`.");
        text.Append($" Content digest: `{table.ContentDigest}`.\n\n| column | type | meaning |\n| --- | --- | --- |\n");
        foreach (var column in schema.Columns)
        {
            var type = (column.Layout.IsList ? "list of " : "") + column.Layout.Type.Name + (column.IsNullable ? ", or null" : "");
            text.Append($"| `{column.Name}` | {type} | {MarkdownText.Cell(column.Description)} |\n");
        }
        string[] Files(ITableFormat format) => [.. table.Parts.Select(p => p.Files[TableFormats.All.ToList().IndexOf(format)].Value)];
        var (csv, parquet) = (Files(TableFormats.Csv), Files(TableFormats.Parquet));
        text.Append($"\npandas:\n\n```python\n{LoadingCode.Pandas(schema, csv)}```\n");
        text.Append($"\nPolars:\n\n```python\n{LoadingCode.Polars(schema, parquet)}```\n");
        text.Append($"\nDuckDB:\n\n```sql\n{LoadingCode.DuckDb(schema, parquet)}```\n");
        text.Append($"\nSpark:\n\n```python\n{LoadingCode.Spark(schema, parquet, csv)}```\n");
    }

    private static void WriteChecks(StringBuilder text, Manifest manifest) => text.Append($$"""

        ## Checking it

        Without any tool of ours, each file that `SHA256SUMS` names is as published when this says so:

        ```sh
        sha256sum -c SHA256SUMS
        ```

        That says nothing of `SHA256SUMS` itself, of `provenance.json` and `provenance.sigstore.json`, which speak of it and so cannot be listed in it, nor
        of files too many. This looks at all files: it fails, and shows the names, where one is no plain file, missing or too many; then it compares
        their bytes.

        ```sh
        (
          names() { printf '%s\n' "$@" | LC_ALL=C sed -n l; exit 1; }
          others=$(find . ! -type d ! -type f) && test -z "$others" || names "no plain file:" "$others"
          there=$(find . -type f ! -path ./SHA256SUMS ! -path ./provenance.json ! -path ./provenance.sigstore.json | LC_ALL=C sort) &&
            listed=$(sed 's|^.\{64\}  |./|' SHA256SUMS | LC_ALL=C sort) && test "$there" = "$listed" ||
            names "missing, or too many:" "$(printf '%s\n' "$there" "$listed" | LC_ALL=C sort | uniq -u)"
          sha256sum --quiet -c SHA256SUMS && echo "these files and no others"
        )
        ```

        Who made it, where `provenance.sigstore.json` is there and `PUB.pem` is the publisher's public key (from where the publisher says, not from
        where the release was): what was signed is `provenance.json`, and that names the digest of `SHA256SUMS`, which names those of the others.

        ```sh
        (
          test -z "$(find . ! -type d ! -type f)" && t=$(mktemp -d) && trap 'rm -r "$t"' EXIT && trap 'exit 1' HUP INT TERM &&
          sed -n 's/^ *"payload": "\(.*\)",$/\1/p' provenance.sigstore.json | openssl base64 -d -A > "$t/payload" &&
          sed -n 's/^ *"sig": "\(.*\)",$/\1/p' provenance.sigstore.json | openssl base64 -d -A > "$t/signature" &&
          (printf 'DSSEv1 28 application/vnd.in-toto+json %d ' $(wc -c < "$t/payload"); cat "$t/payload") |
            openssl dgst -sha256 -verify PUB.pem -signature "$t/signature" &&
          cmp "$t/payload" provenance.json &&
          sed -n '/^      "name": "SHA256SUMS",$/,/}/s/^ *"sha256": "\(.*\)"$/\1  SHA256SUMS/p' "$t/payload" | sha256sum --quiet -c - &&
          sha256sum --quiet -c SHA256SUMS && echo "as signed"
        )
        ```

        With the tool that made it, which checks all of this and also proves that the three formats hold the same rows, that keys and references hold
        and that every value keeps its schema:

        ```sh
        dataset verify .
        ```

        | file | what it is |
        | --- | --- |
        | `LICENSE.md`, `CITATION.cff` | which part may be used under which terms; how to cite it |
        | `datapackage.json` | the tables as a Data Package 2.0: frictionless, R, QGIS |
        | `croissant.json` | the tables as Croissant 1.1: mlcroissant, dataset search |
        | `ro-crate-metadata.json` | every file and what it is, as an RO-Crate 1.2: research repositories |
        | `bagit.txt`, `bag-info.txt`, `manifest-sha256.txt` | the folder as a BagIt 1.0 bag: archives |
        | `CHANGELOG.md` | what changed since the previous release, row by row, and which version that asked for |
        | `schema/` | the JSON Schema of each table, and that of `release.json` |
        | `release.json` | every other file with its size and SHA-256, and every source that the release was made from |
        | `SHA256SUMS` | the SHA-256 of each file but itself and the next two |
        | `provenance.json` | the same as an in-toto statement with SLSA provenance |
        | `provenance.sigstore.json` | only where the release is signed: that statement and its signature, as a Sigstore bundle |

        The texts were normalised by the recipe {{MarkdownText.Code(manifest.Recipe)}}: {{string.Join(", ", manifest.RecipeSteps.Select(MarkdownText.Line))}}.

        """.ReplaceLineEndings("\n"));
}
