using System.Globalization;
using System.Text;
using Dataset.Formats;
using Dataset.Manifests;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Metadata;

/// <summary>A release's <c>README.md</c>: what is in it, how to load it unchanged, how to check it without this tool.</summary>
public static class ReleaseReadme
{
    /// <param name="manifest">With every table; <see cref="Manifest.Files"/> is not used, since this file is one of them.</param>
    /// <param name="tables">The schemas in the manifest's order.</param>
    public static byte[] Write(Manifest manifest, IReadOnlyList<TableSchema> tables)
    {
        var text = new StringBuilder();
        var released = manifest.Released.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        text.Append($"# {MarkdownText.Line(manifest.Title)}\n\n{MarkdownText.Paragraphs(manifest.Description)}\n\n");
        text.Append($"`{manifest.Name}` {manifest.Version}, released {released}. Language of the texts: `{manifest.Language}`.\n");
        if (manifest.Homepage is not null)
            text.Append($"Home page: <{MarkdownText.Address(manifest.Homepage)}>.\n");
        text.Append("\n## What is in it\n\nEach table stands in `data/` three times, as JSON Lines, CSV and Parquet, with the same rows.\n\n");
        text.Append("| table | rows | what a row is |\n| --- | ---: | --- |\n");
        foreach (var (table, schema) in manifest.Tables.Zip(tables))
            text.Append(CultureInfo.InvariantCulture, $"| [`{table.Name}`](#{table.Name}) | {table.RowCount} | {MarkdownText.Cell(schema.Description)} |\n");
        foreach (var (table, schema) in manifest.Tables.Zip(tables))
            Write(text, table, schema);
        WriteChecks(text, manifest);
        text.Append("\n## Licences\n\n");
        foreach (var license in manifest.Licenses)
            text.Append($"- **{Link(license.Title, license.Url)}** (`{license.Name}`): {MarkdownText.Line(license.Covers)}\n");
        text.Append("\n## Made by\n\n");
        foreach (var creator in manifest.Creators)
            text.Append($"- {Link(creator.Name, creator.Url)}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, ManifestTable table, TableSchema schema)
    {
        text.Append($"\n## {table.Name}\n\n{MarkdownText.Paragraphs(schema.Description)}\n\n");
        text.Append($"Key: {string.Join(", ", schema.PrimaryKey.Select(k => $"`{schema.Columns[k].Name}`"))}.");
        foreach (var key in schema.ForeignKeys)
            text.Append($" {string.Join(", ", key.Columns.Select(c => $"`{c}`"))} refers to {string.Join(", ", key.References.Select(c => $"`{c}`"))} of `{key.Table}`.");
        text.Append($" Content digest: `{table.ContentDigest}`.\n\n| column | type | meaning |\n| --- | --- | --- |\n");
        foreach (var column in schema.Columns)
        {
            var type = (column.Layout.IsList ? "list of " : "") + column.Layout.Type.Word() + (column.IsNullable ? ", or null" : "");
            text.Append($"| `{column.Name}` | {type} | {MarkdownText.Cell(column.Description)} |\n");
        }
        string[] Files(ITableFormat format) => [.. table.Parts.Select(p => p.Files[TableFormats.All.ToList().IndexOf(format)].Value)];
        var (csv, parquet) = (Files(TableFormats.Csv), Files(TableFormats.Parquet));
        text.Append($"\npandas:\n\n```python\n{LoadingCode.Pandas(schema, csv)}```\n");
        text.Append($"\nPolars:\n\n```python\n{LoadingCode.Polars(schema, parquet)}```\n");
        text.Append($"\nDuckDB:\n\n```sql\n{LoadingCode.DuckDb(schema, parquet)}```\n");
        text.Append($"\nSpark:\n\n```python\n{LoadingCode.Spark(schema, parquet, csv)}```\n");
    }

    private static void WriteChecks(StringBuilder text, Manifest manifest) => text.Append($"""

        ## Checking it

        Without any tool of ours, every file is as published when this says so:

        ```sh
        sha256sum -c SHA256SUMS
        ```

        Who made it, where `provenance.sigstore.json` is there and `PUB.pem` is the publisher's public key (from where the publisher says, not from
        where the release was): what was signed is `provenance.json`, and that speaks of `SHA256SUMS`.

        ```sh
        payload=$(mktemp) && signature=$(mktemp)
        sed -n 's/^ *"payload": "\(.*\)",$/\1/p' provenance.sigstore.json | openssl base64 -d -A > "$payload"
        sed -n 's/^ *"sig": "\(.*\)",$/\1/p' provenance.sigstore.json | openssl base64 -d -A > "$signature"
        (printf 'DSSEv1 28 application/vnd.in-toto+json %d ' $(wc -c < "$payload"); cat "$payload") |
          openssl dgst -sha256 -verify PUB.pem -signature "$signature" &&
          cmp "$payload" provenance.json && grep -q "$(openssl dgst -sha256 -r SHA256SUMS | cut -c1-64)" provenance.json &&
          sha256sum --quiet -c SHA256SUMS && echo "as signed"
        ```

        With the tool that made it, which also proves that the three formats hold the same rows, that keys and references hold and that
        every value keeps its schema:

        ```sh
        dataset verify .
        ```

        `release.json` names every file with its size and SHA-256, and every source that it was made from; `provenance.json` says the same as
        an in-toto statement with SLSA provenance. The texts were normalised by the recipe `{manifest.Recipe}`: {string.Join(", ", manifest.RecipeSteps)}.

        """.ReplaceLineEndings("\n"));

    private static string Link(string text, string? url) => url is null ? MarkdownText.Line(text) : $"[{MarkdownText.Line(text)}]({MarkdownText.Address(url)})";
}
