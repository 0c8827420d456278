using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;
using Dataset.Parquet;
using Dataset.Parquet.Metadata;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Holds the footer of each Parquet file against the manifest: the codec and the library that compressed it, and the keys that
/// <see cref="FooterKeys"/> writes. The manifest of an older tool says nothing of either; its files are compressed by Snappy and
/// have no keys.
/// </summary>
internal sealed class FooterCheck(ReleaseFiles files, Manifest manifest)
{
    private readonly Dictionary<RelativePath, Digest> digests = manifest.Files
        .DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.Digest);

    /// <summary>A footer that cannot be read is a finding of those who read the rows.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Check(TableSchema schema, ManifestPart part, DiagnosticList findings)
    {
        var path = part.Files[TableFormats.All.ToList().IndexOf(TableFormats.Parquet)];
        if (files.Find(path) is null || ReadFooter(path) is not { } footer)
            return;
        void Find(string message) => findings.Add(Rules.FooterAgrees, new(files.Display(path)), message);
        var codec = manifest.Parquet?.Codec ?? CompressionCodec.Snappy;
        var found = footer.RowGroups.SelectMany(g => g.Columns).Select(c => c.Codec).FirstOrDefault(c => c != codec, codec);
        if (found != codec)
            Find($"Expected the codec {codec.ToFormatName()}, as {ReleaseLayout.Manifest} says, found {found.ToFormatName()}.");
        var writer = ParquetWriterOptions.NameOfWriter(manifest.Parquet?.Library);
        if (footer.CreatedBy != writer)
            Find($"Expected a file written by {Printable.Quoted(writer)}, as {ReleaseLayout.Manifest} says, found "
                + $"{Printable.Quoted(footer.CreatedBy ?? "")}.");
        var expected = manifest.Origin is { } origin && digests.TryGetValue(part.Files[0], out var rows)
            ? FooterKeys.Of(schema, origin, rows)
            : [];
        CheckKeys(expected, footer.KeyValues ?? [], Find);
    }

    private static void CheckKeys(
        IReadOnlyList<KeyValuePair<string, string?>> expected, IReadOnlyList<KeyValuePair<string, string?>> found, Action<string> find)
    {
        var (names, foundNames) = (string.Join(", ", expected.Select(p => p.Key)), string.Join(", ", found.Select(p => p.Key)));
        if (names != foundNames)
        {
            find($"Expected the keys {Printable.Quoted(names)} in the footer, found {Printable.Quoted(foundNames)}.");
            return;
        }
        foreach (var (own, other) in expected.Zip(found))
        {
            if (own.Value == other.Value)
                continue;
            var at = own.Value!.AsSpan().CommonPrefixLength(other.Value);
            find(FormattableString.Invariant(
                $"Expected {Shown(own.Value!, at)} at character {at} of {own.Key} in the footer, found {Shown(other.Value ?? "", at)}."));
        }
    }

    private static string Shown(string text, int at) =>
        at >= text.Length ? "the end" : Printable.Quoted(text.Substring(at, Math.Min(40, text.Length - at)));

    private ParquetFileMetadata? ReadFooter(RelativePath path)
    {
        try
        {
            using var file = files.Open(path);
            return ParquetFileReader.ReadFooter(file);
        }
        catch (Exception e) when (e is ParquetException or MalformedTableException)
        {
            return null;
        }
    }
}
