using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Formats;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Releases.Metadata;

/// <summary>
/// A release's <c>README.md</c>, its data card: how to load a table, whether one may use it, how to cite it, what is in it, how to load it
/// unchanged, and how to check it without this tool.
/// </summary>
internal static class ReleaseReadme
{
    /// <summary>The most code points of a value that is shown.</summary>
    private const int ShownOfValue = 60;

    private const int ShownColumns = 12;

    public static MetadataFile File { get; } = new(ReleaseLayout.Readme, Rules.TextsAgree, Write);

    private static byte[] Write(DescribedRelease release)
    {
        var manifest = release.Manifest;
        var text = new StringBuilder(HubFrontMatter.Of(release));
        text.Append($"# {MarkdownText.Line(manifest.Title)}\n\n{MarkdownText.Paragraphs(manifest.Description)}\n\n");
        text.Append(
            $"{MarkdownText.Code(manifest.Name)} {manifest.Version}, released {release.Day}. "
                + (manifest.Languages is null ? "Language of the texts: " : "Languages of the texts: ")
                + $"{string.Join(", ", (manifest.Languages ?? [manifest.Language]).Select(MarkdownText.Code))}.\n");
        if (manifest.Homepage is not null)
            text.Append($"Home page: {MarkdownText.Link(manifest.Homepage)}.\n");
        if (manifest.DoiAddress is not null)
            text.Append($"DOI: {MarkdownText.Link(manifest.DoiAddress)}.\n");
        var rows = release.Tables.Select(t => t.FirstRow()).ToArray();
        WriteFirst(text, release.Tables[0], rows[0]);
        WriteEdition(text, manifest);
        WriteRights(text, manifest);
        WriteCitation(text, manifest);
        WriteContact(text, manifest);
        text.Append($"""

            ## Is it as published?

            `sha256sum -c SHA256SUMS` compares the bytes of each file. `dataset verify .` checks every value as well, with the tool that made this
            release. The tool is on no public package feed: take it from its own releases, or build it from its source. [Checking it](#checking-it)
            has the lines, and checks that need no tool of ours.

            """.ReplaceLineEndings("\n"));
        WriteOrigin(text, manifest);
        WriteContents(text, release);
        WriteDatasheet(text, manifest);
        text.Append("\n## Loading every table\n");
        foreach (var (tool, language, code) in LoadingCode.All(release, FilePlaces.InFolder))
            text.Append($"\n{tool}:\n\n```{language}\n{code}```\n");
        text.Append(
            "\nExcel: *Data, Get Data, From File, From Parquet*, or *From Text/CSV* with the type text for every column. A CSV file that "
                + "is opened by a double click loses `007`, `1-2` and long numbers.\n");
        foreach (var (table, row) in release.Tables.Zip(rows))
            WriteTable(text, table, row);
        WriteVersions(text, manifest);
        WriteChecks(text, manifest);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteFirst(StringBuilder text, DescribedTable table, IReadOnlyDictionary<string, string> row)
    {
        text.Append($"\n## First look\n\n```python\n{LoadingCode.First(table)}```\n");
        if (row.Count == 0)
            return;
        var columns = table.Schema.Columns.Take(ShownColumns).ToArray();
        var width = columns.Max(c => c.Name.Length);
        text.Append("\nIts first row").Append(table.Schema.Columns.Count > ShownColumns ? ", the first columns" : "").Append(":\n\n");
        // Indented, which nothing in a line can end.
        foreach (var column in columns)
            text.Append($"    {column.Name.PadRight(width)}  {Shown(row, column)}\n");
    }

    private static void WriteEdition(StringBuilder text, Manifest manifest)
    {
        if (manifest.Edition is not { } edition)
            return;
        text.Append(
            $"\n## What is withheld\n\nThis is an edition of {MarkdownText.Code(edition.Of)} {manifest.Version}, without texts that may "
                + "not be passed on. These values are null:\n\n");
        foreach (var withheld in edition.Withheld)
            text.Append($"- {ReleaseEdition.DescribeCode(withheld)}\n");
        text.Append(
            "\nEverything else is as in the full release: the rows, digests of the texts, counts, and the places of paragraphs, quotes "
                + "and names. `full/` has its manifest, with the digest of each of its files.\n\nIf you have the texts, as files with the "
                + "digests that `release.json` lists, put them into a folder under any names. The first command proves that the texts, "
                + "with what is here, give the full tables; the second writes the full release, byte for byte:\n\n```sh\n"
                + "dataset verify . --source TEXTS\ndataset restore . --source TEXTS\n```\n");
    }

    private static void WriteRights(StringBuilder text, Manifest manifest)
    {
        text.Append("\n## May I use it?\n\n");
        foreach (var license in manifest.Licenses)
            text.Append(
                $"- **{MarkdownText.Link(license.Title, license.Url)}** ({MarkdownText.Code(license.Name)}): "
                    + $"{MarkdownText.Line(license.Covers)}\n");
    }

    private static void WriteCitation(StringBuilder text, Manifest manifest)
    {
        text.Append($"\n## Citing it\n\n{MarkdownText.Line(Citation.Words(manifest))}\n\n");
        // Indented, which nothing in a line can end.
        text.Append("    ").AppendJoin(",\n      ", Citation.BibTeXLines(manifest).Select(Printable.Line)).Append("}\n\nMade by:\n\n");
        foreach (var creator in manifest.Creators)
            text.Append(
                $"- {MarkdownText.Link(creator.Name, creator.Url)}"
                    + (creator.OrcidAddress is { } orcid ? $", ORCID {MarkdownText.Link(creator.Orcid!, orcid)}\n" : "\n"));
    }

    private static void WriteContact(StringBuilder text, Manifest manifest)
    {
        text.Append("\n## Whom to ask\n");
        if (manifest.Contact is not null)
            text.Append($"\nContact: {MarkdownText.Line(manifest.Contact)}\n");
        if (manifest.AnswerTo(Datasheet.Contact) is { } answer)
            text.Append($"\n{MarkdownText.Paragraphs(answer)}\n");
        else if (manifest.Contact is null)
            text.Append("\nThe release names no address. Ask where you got it.\n");
    }

    private static void WriteOrigin(StringBuilder text, Manifest manifest)
    {
        if (manifest.Coverage is { } coverage)
        {
            text.Append("\n## What it covers\n\n");
            if (coverage.Time is not null)
                text.Append($"- Time: {MarkdownText.Line(coverage.Time)}\n");
            if (coverage.Places.Count > 0)
                text.Append($"- Places: {string.Join("; ", coverage.Places.Select(MarkdownText.Line))}\n");
        }
        if (manifest.Method is not null)
            text.Append($"\n## How it was collected\n\n{MarkdownText.Paragraphs(manifest.Method)}\n");
        if (manifest.Funding is not null)
            text.Append("\n## Who paid for it\n\n").AppendJoin("", manifest.Funding.Select(f => $"- {MarkdownText.Line(f)}\n"));
    }

    private static void WriteDatasheet(StringBuilder text, Manifest manifest)
    {
        if (manifest.Datasheet is null)
            return;
        text.Append("\n## How it was made, and what it is for\n");
        foreach (var (question, answer) in manifest.Datasheet.Where(a => a.Question != Datasheet.Contact))
            text.Append($"\n### {MarkdownText.Line(question)}\n\n{MarkdownText.Paragraphs(answer)}\n");
    }

    private static void WriteContents(StringBuilder text, DescribedRelease release)
    {
        text.Append("\n## What is in it\n\n`data/` holds each table three times, as JSON Lines, CSV and Parquet, with the same rows.\n\n");
        text.Append("| table | rows | Parquet | CSV | JSON Lines | what a row is |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var table in release.Tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [`{table.Name}`](#{table.Name}) | {table.Table.RowCount:#,0} |");
            foreach (var format in (Formats.Rows.ITableFormat[])[TableFormats.Parquet, TableFormats.Csv, TableFormats.JsonLines])
                text.Append($" {Size(table.Files(format).Sum(f => f.SizeInBytes))} |");
            text.Append($" {MarkdownText.Cell(table.Schema.Description)} |\n");
        }
        var keys = release.Tables.SelectMany(t => t.Schema.ForeignKeys.Select(k => (
            From: $"{t.Name}.{string.Join("+", k.Columns)}{(t.FlatReferences.Contains(k) ? "" : "[]")}",
            To: $"{k.Table}.{string.Join("+", k.References)}"))).ToArray();
        if (keys.Length == 0)
            return;
        text.Append("\nHow tables refer to each other:\n\n");
        text.Append($"![The tables with their keys, and which refer to which]({TableDiagram.File.Path.Value})\n");
        text.Append("\nThe same in words (`[]`: each element of a list):\n\n```text\n");
        var width = keys.Max(k => k.From.Length);
        foreach (var (from, to) in keys)
            text.Append($"{from.PadRight(width)} --> {to}\n");
        text.Append("```\n");
    }

    private static void WriteTable(StringBuilder text, DescribedTable table, IReadOnlyDictionary<string, string> row)
    {
        var schema = table.Schema;
        text.Append($"\n## {table.Name}\n\n{MarkdownText.Paragraphs(schema.Description)}\n\n");
        text.Append($"Key: {string.Join(", ", schema.PrimaryKey.Select(k => $"`{schema.Columns[k].Name}`"))}.");
        foreach (var key in schema.ForeignKeys)
            text.Append(
                $" {string.Join(", ", key.Columns.Select(c => $"`{c}`"))} refers to "
                    + $"{string.Join(", ", key.References.Select(c => $"`{c}`"))} of `{key.Table}`.");
        text.Append($" Content digest: `{table.Table.ContentDigest}`.\n\n");
        text.Append("| column | type | meaning | allowed | in the first row |\n| --- | --- | --- | --- | --- |\n");
        foreach (var column in schema.Columns)
        {
            var type = (column.Layout.IsList ? "list of " : "") + column.Layout.Type.Name + (column.IsNullable ? ", or null" : "");
            text.Append($"| `{column.Name}` | {type} | {MarkdownText.Cell(column.Description)}");
            text.Append(column.Unit is null ? "" : $" Unit: {MarkdownText.Cell(column.Unit)}.");
            text.Append($" | {SchemaReadme.Constraints(column, MarkdownText.CellCode)}");
            text.Append($" | {(row.Count == 0 ? "" : MarkdownText.CellCode(Shown(row, column)))} |\n");
        }
    }

    private static void WriteVersions(StringBuilder text, Manifest manifest)
    {
        text.Append(
            $"\n## Versions\n\nThis is {manifest.Version}. A major version may break code that reads the data, a minor one adds, a patch "
                + "corrects values; a published version never changes. ");
        text.Append(manifest.Previous is { } previous
            ? $"The previous one is {previous.Version}; `CHANGELOG.md` has what changed, row by row.\n"
            : "It is the first.\n");
    }

    /// <summary>A value as JSON has it, without the quotation marks of a text, on one line and not too long.</summary>
    private static string Shown(IReadOnlyDictionary<string, string> row, ColumnSchema column)
    {
        var json = row.GetValueOrDefault(column.Name) ?? "";
        // The line feeds of a text are spaces here; other escapes stay as they are.
        var value = json.Length > 1 && json[0] == '"' ? json[1..^1].Replace("\\n", " ", StringComparison.Ordinal) : json;
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (count++ == ShownOfValue)
                return Printable.Line(shown.Append('…').ToString());
            shown.Append(rune.ToString());
        }
        return Printable.Line(shown.ToString());
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:#,0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:#,0} MB"),
    };

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
        and that every value keeps its schema. Version {{manifest.Tool.Version}} of it also writes these texts again, and compares:

        ```sh
        dataset verify .
        ```

        The tool is on no public package feed. Its files are published with its own releases, and beside this release where the publisher adds them:
        a program for each system, a wheel for Python and a package for .NET. Download one of them into another folder, and run its line there:

        ```sh
        chmod +x dataset-linux-x64 && ./dataset-linux-x64 --version
        pip install ./dataset_release-{{manifest.Tool.Version}}-*.whl
        dotnet tool install dataset --global --source . --version {{manifest.Tool.Version}}
        ```

        In a copy of its source, `dotnet publish -c Release src/Dataset.Cli -o bin` makes `bin/dataset`.

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
