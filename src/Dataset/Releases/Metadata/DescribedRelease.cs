using System.Text.Json;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Rows;
using Dataset.Schemas;

namespace Dataset.Releases.Metadata;

/// <summary>
/// The one model that every metadata file is written from: the manifest with the files listed so far, and the schemas. So digests, sizes,
/// types and row counts are the same in all of them.
/// </summary>
internal sealed class DescribedRelease
{
    private readonly Dictionary<RelativePath, ReleaseFile> files;
    private readonly Func<RelativePath, Stream> open;

    private DescribedRelease(
        Manifest manifest, IReadOnlyList<TableSchema> schemas, Dictionary<RelativePath, ReleaseFile> files, Func<RelativePath, Stream> open)
    {
        (Manifest, this.files, this.open) = (manifest, files, open);
        Tables = [.. manifest.Tables.Zip(schemas, (table, schema) => new DescribedTable(this, table, schema))];
    }

    public Manifest Manifest { get; }

    /// <summary>In the manifest's order.</summary>
    public IReadOnlyList<DescribedTable> Tables { get; }

    /// <summary>The release's name: <c>NAME-VERSION</c>.</summary>
    public string Name => $"{Manifest.Name}-{Manifest.Version}";

    /// <summary>The only date of the release: <c>2026-01-31</c>.</summary>
    public string Day => ReleaseKinds.DayText(Manifest.Released);

    public long RowCount => Manifest.Tables.Sum(t => t.RowCount);

    /// <summary>The files listed so far, by path.</summary>
    public IEnumerable<ReleaseFile> Files => files.Values.OrderBy(f => f.Path);

    /// <summary>The files of tables, by path.</summary>
    public IEnumerable<ReleaseFile> DataFiles =>
        Files.Where(f => f.Path.Value.StartsWith(ReleaseLayout.DataFolder + "/", StringComparison.Ordinal));

    /// <summary>
    /// A model of what a manifest says; null where it does not list each file of its tables, or counts more rows or bytes than exist.
    /// </summary>
    /// <param name="manifest">The manifest. A file that follows from another is not used to write that, listed or not.</param>
    /// <param name="schemas">In the manifest's order.</param>
    /// <param name="open">Opens a file of the release.</param>
    public static DescribedRelease? Of(Manifest manifest, IReadOnlyList<TableSchema> schemas, Func<RelativePath, Stream> open)
    {
        var files = manifest.Files.ToDictionary(f => f.Path);
        return manifest.Tables.SelectMany(t => t.Parts).SelectMany(p => p.Files).All(files.ContainsKey)
            && manifest.Tables.Aggregate((UInt128)0, (sum, table) => sum + (ulong)table.RowCount) <= long.MaxValue
            && files.Values.Aggregate((UInt128)0, (sum, file) => sum + (ulong)file.SizeInBytes) <= long.MaxValue
            ? new(manifest, schemas, files, open) : null;
    }

    /// <summary>Opens a file, to read its beginning.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Stream Open(RelativePath path) => open(path);

    /// <summary>A file that is listed.</summary>
    public ReleaseFile File(RelativePath path) => files[path];
}

/// <summary>A table of a described release.</summary>
/// <param name="Table">As the manifest names it.</param>
/// <param name="Schema">Its schema.</param>
internal sealed record DescribedTable(DescribedRelease Release, ManifestTable Table, TableSchema Schema)
{
    private const int MaximumRowInBytes = 4 << 20;

    public string Name => Table.Name;

    /// <summary>Its files of a format, in order of their rows.</summary>
    public IReadOnlyList<ReleaseFile> Files(ITableFormat format)
    {
        var at = TableFormats.All.ToList().IndexOf(format);
        return [.. Table.Parts.Select(p => Release.File(p.Files[at]))];
    }

    /// <summary>
    /// The values of its first row by column, as JSON has them; none where there is no row, or none that is of the table's form or fits
    /// a few megabytes.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyDictionary<string, string> FirstRow()
    {
        using var file = Release.Open(Files(TableFormats.JsonLines)[0].Path);
        var (line, length) = (new byte[1 << 16], 0);
        while (length < MaximumRowInBytes && file.ReadAtLeast(line.AsSpan(length), line.Length - length, false) is > 0 and var read)
        {
            var end = line.AsSpan(length, read).IndexOf((byte)'\n');
            if (end >= 0)
                return ValuesOf(line.AsMemory(0, length + end));
            length += read;
            if (length == line.Length)
                Array.Resize(ref line, 2 * length);
        }
        return new Dictionary<string, string>();
    }

    private static Dictionary<string, string> ValuesOf(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            return row.RootElement.ValueKind != JsonValueKind.Object ? [] : row.RootElement.EnumerateObject()
                .DistinctBy(m => m.Name, StringComparer.Ordinal)
                .ToDictionary(m => m.Name, m => m.Value.GetRawText(), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is wrong with the row, the check of the table says.
            return [];
        }
    }

    /// <summary>Its file of a format, or a pattern that matches those of all parts and no others: no table's name has a hyphen.</summary>
    public string Pattern(ITableFormat format) => Table.Parts.Count == 1
        ? Files(format)[0].Path.Value
        : $"{ReleaseLayout.DataFolder}/{Name}-*.{format.Extension}";

    /// <summary>The references that lead to columns of one other row each: those of a list's elements are left out.</summary>
    public IEnumerable<ForeignKey> FlatReferences =>
        Schema.ForeignKeys.Where(k => k.Columns.All(c => !Schema.Columns[Schema.IndexOf(c)].Layout.IsList));
}
