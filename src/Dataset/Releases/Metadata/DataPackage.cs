using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Releases.Metadata;

/// <summary>
/// <c>datapackage.json</c>: Data Package 2.0. The CSV files are tables with a schema; Parquet and JSON Lines have size and hash alone. Left
/// out is what Table Schema cannot say: references from lists and to a table in parts, and patterns that its expressions read otherwise.
/// </summary>
internal static class DataPackage
{
    public static MetadataFile File { get; } = new(
        RelativePath.Parse("datapackage.json"), Rules.DataPackageAgrees, r => Write(r, FilePlaces.InFolder));

    /// <param name="release">What it describes.</param>
    /// <param name="places">Where a file is found from where this file is.</param>
    public static byte[] Write(DescribedRelease release, FilePlaces places) => IndentedJson.Write(json => json.Object(() =>
    {
        var manifest = release.Manifest;
        json.Member("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
        json.Member("name", manifest.Name);
        if (manifest.DoiAddress is not null)
            json.Member("id", manifest.DoiAddress);
        json.Member("title", manifest.Title);
        json.Member("description", manifest.Description);
        if (manifest.Homepage is not null)
            json.Member("homepage", manifest.Homepage);
        json.Member("version", manifest.Version.ToString());
        json.Member("created", release.Day + "T00:00:00Z");
        if (manifest.Keywords.Count > 0)
            json.Name("keywords").Array(manifest.Keywords);
        json.MemberArray("licenses", () =>
        {
            foreach (var license in manifest.Licenses)
                json.Object(() =>
                {
                    json.Member("name", license.Name);
                    json.Member("path", license.Url ?? places.AddressOf(LicenseText.File.Path));
                    json.Member("title", license.Title);
                });
        });
        json.MemberArray("contributors", () =>
        {
            foreach (var creator in manifest.Creators)
                json.Object(() =>
                {
                    json.Member("title", creator.Name);
                    if ((creator.Url ?? creator.OrcidAddress) is { } path)
                        json.Member("path", path);
                    json.Name("roles").Array(["creator"]);
                });
        });
        json.MemberArray("resources", () =>
        {
            foreach (var table in release.Tables)
                foreach (var format in (ITableFormat[])[TableFormats.Csv, TableFormats.Parquet, TableFormats.JsonLines])
                    foreach (var file in table.Files(format))
                        WriteResource(json, table, format, file, places);
        });
    }));

    private static void WriteResource(
        IndentedJson json, DescribedTable table, ITableFormat format, ReleaseFile file, FilePlaces places) =>
        json.Object(() =>
        {
            var isTable = format == TableFormats.Csv;
            var name = System.IO.Path.GetFileNameWithoutExtension(file.Path.Value);
            json.Member("name", isTable ? name : $"{name}.{format.Extension}");
            json.Member("path", places.AddressOf(file.Path));
            if (isTable)
                json.Member("type", "table");
            json.Member("title", table.Schema.Title);
            json.Member("description", table.Schema.Description);
            json.Member("format", format.Extension);
            json.Member("mediatype", format.MediaType);
            if (format != TableFormats.Parquet)
                json.Member("encoding", "utf-8");
            json.Member("bytes", file.SizeInBytes);
            json.Member("hash", file.Digest.ToString());
            if (!isTable)
                return;
            json.MemberObject("dialect", () =>
            {
                json.Member("header", true);
                json.Member("delimiter", ",");
                json.Member("lineTerminator", "\n");
                json.Member("quoteChar", "\"");
                json.Member("doubleQuote", true);
            });
            json.MemberObject("schema", () => WriteSchema(json, table));
        });

    private static void WriteSchema(IndentedJson json, DescribedTable table)
    {
        var schema = table.Schema;
        json.MemberArray("fields", () =>
        {
            foreach (var column in schema.Columns)
                json.Object(() => WriteField(json, column));
        });
        json.Name("primaryKey").Array(schema.PrimaryKey.Select(k => schema.Columns[k].Name));
        // The standard does not say what a reference means that is null in part: frictionless takes it for one to a row with null.
        var references = table.FlatReferences
            .Where(k => table.Table.Parts.Count == 1 && table.Release.Tables.Any(t => t.Name == k.Table && t.Table.Parts.Count == 1))
            .Where(k => k.Columns.Count == 1 || k.Columns.All(c => !schema.Columns[schema.IndexOf(c)].IsNullable))
            .ToArray();
        if (references.Length > 0)
            json.MemberArray("foreignKeys", () =>
            {
                foreach (var key in references)
                    json.Object(() =>
                    {
                        json.Name("fields").Array(key.Columns);
                        json.MemberObject("reference", () =>
                        {
                            // Left out where a table refers to itself, as the standard says.
                            if (key.Table != table.Name)
                                json.Member("resource", key.Table);
                            json.Name("fields").Array(key.References);
                        });
                    });
            });
        json.Name("missingValues").Array([""]);
    }

    private static void WriteField(IndentedJson json, ColumnSchema column)
    {
        var isList = column.Layout.IsList;
        json.Member("name", column.Name);
        json.Member("type", isList ? "array" : column.Layout.Type == ColumnType.DateTime ? "datetime" : column.Layout.Type.Name);
        if (!isList && column.Layout.Type == ColumnType.Boolean)
        {
            json.Name("trueValues").Array(["true"]);
            json.Name("falseValues").Array(["false"]);
        }
        json.Member("description", column.Description);
        var constraints = column.Constraints;
        json.MemberObject("constraints", () =>
        {
            json.Member("required", !column.IsNullable);
            var (least, most) = isList ? (constraints.MinItems, constraints.MaxItems) : (constraints.MinLength, constraints.MaxLength);
            if (least is { } minLength)
                json.Member("minLength", minLength);
            if (most is { } maxLength)
                json.Member("maxLength", maxLength);
            if (isList)
                return;
            if (constraints.Minimum is { } minimum)
                json.Name("minimum").Value(minimum);
            if (constraints.Maximum is { } maximum)
                json.Name("maximum").Value(maximum);
            if (PlainPattern(constraints.Pattern) is { } pattern)
                json.Member("pattern", pattern);
            if (constraints.Enum is { } values)
                json.Name("enum").Array(values);
        });
    }

    /// <summary>
    /// A pattern that must match the whole value, as Table Schema takes it; null where the pattern may match within, or has what XML's
    /// regular expressions and ECMAScript's read differently.
    /// </summary>
    private static string? PlainPattern(string? pattern)
    {
        if (pattern is not ['^', .., '$'] || pattern[^2] == '\\')
            return null;
        var inner = pattern[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] is '^' or '$' && !(inner[i] == '^' && i > 0 && inner[i - 1] == '['))
                return null;
            if (inner[i] == '(' && i + 1 < inner.Length && inner[i + 1] == '?')
                return null;
            if (inner[i] == '\\' && (++i == inner.Length || !@".-+*?()[]{}|\/".Contains(inner[i], StringComparison.Ordinal)))
                return null;
        }
        return inner.Contains('|', StringComparison.Ordinal) ? $"({inner})" : inner;
    }
}
