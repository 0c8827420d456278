using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// What only sources tell, as far as it can be held against what a release says of them: a document that is a file of its own is among the
/// listed sources, with that digest and size; paragraphs lie in their file one after another, each in as many bytes and lines as it needs.
/// </summary>
internal sealed class SourceFacts
{
    /// <summary>Normalisation makes no more of a byte than this.</summary>
    private const int MostExpansion = 3;

    private readonly IReadOnlyList<ReleaseFile> sources;

    /// <summary>By the name of a document: the first source of that name. The next is in <see cref="nextOfName"/>, or 0.</summary>
    private readonly Dictionary<UInt128, int> firstOfName = [];
    private readonly int[] nextOfName;
    private readonly HashSet<UInt128> bulk = [];
    private readonly int key;
    private readonly int file;
    private readonly int path;
    private readonly int digest;
    private readonly int bytes;
    private readonly int text;
    private readonly int line;
    private readonly int byteStart;
    private readonly int byteEnd;

    public SourceFacts(Manifest manifest, TableSchema documents, TableSchema? paragraphs)
    {
        int Find(TableSchema? schema, string derivation) => schema?.Columns.ToList().FindIndex(c => c.Derivation?.Name == derivation) ?? -1;
        key = documents.PrimaryKey[0];
        (file, digest, bytes) = (Find(documents, "document.file"), Find(documents, "document.sha256"), Find(documents, "document.bytes"));
        path = Find(documents, "document.path");
        (text, line) = (Find(paragraphs, "paragraph.text"), Find(paragraphs, "paragraph.line"));
        (byteStart, byteEnd) = (Find(paragraphs, "paragraph.byteStart"), Find(paragraphs, "paragraph.byteEnd"));
        (sources, nextOfName) = (manifest.Sources, new int[manifest.Sources.Count]);
        for (var i = sources.Count - 1; i >= 0; i--)
        {
            var source = sources[i].Path;
            if (!source.Value.StartsWith(SourceFile.SourcePrefix + "/", StringComparison.Ordinal))
                continue;
            if (DocumentFolder.KeyOf(source) is { } name)
            {
                nextOfName[i] = firstOfName.GetValueOrDefault(Hash(name));
                firstOfName[Hash(name)] = i;
            }
            else if (SourceForm.Of(source, TableKind.Documents) is { Notation: not SourceNotation.Folder })
                bulk.Add(Hash(source.Value));
        }
    }

    private static UInt128 Hash(string text) => KeyedHash.OfThisRun.Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The sources that a document of that name may be, in their order.</summary>
    private IEnumerable<ReleaseFile> Named(string name)
    {
        if (!firstOfName.TryGetValue(Hash(name), out var at))
            yield break;
        do
            yield return sources[at];
        while ((at = nextOfName[at]) > 0);
    }

    /// <summary>Checks a document, and the paragraphs that were read last.</summary>
    public void Check(TableBatch rows, int row, DerivedChild? paragraphs, Location place, DiagnosticList findings)
    {
        if ((file >= 0 || path >= 0 || digest >= 0 || bytes >= 0) && ProblemOfSource(rows, row) is { } problem)
            findings.Add(Rules.DerivedAgain, place, problem);
        if (paragraphs is not null && (line >= 0 || byteStart >= 0 || byteEnd >= 0))
        {
            var own = Named(rows.Columns[key].AsScalar.TextOf(row));
            // A byte of another encoding may be three of UTF-8.
            var expansion = own.Any(s => s.Encoding is not null) ? MostExpansion * MostExpansion : MostExpansion;
            CheckPlaces(paragraphs, bytes < 0 ? long.MaxValue : rows.Columns[bytes].AsIntegers.ValueAt(row), expansion, findings);
        }
    }

    private string? ProblemOfSource(TableBatch rows, int row)
    {
        string? Value(int column) => column < 0 || rows.Columns[column].IsNull(row) ? null : rows.Columns[column].AsScalar.TextOf(row);
        if (new[] { file, path, digest, bytes }.Any(c => c >= 0 && rows.Columns[c].IsNull(row)))
            return "Expected file, digest and size of the document, found null.";
        string?[] places = [Value(file) is { } given ? SourceFile.SourcePrefix + "/" + given : null, Value(path)];
        var (name, said) = (Value(key)!, places.OfType<string>().Distinct(StringComparer.Ordinal).ToArray());
        if (said.Length > 1)
            return $"Expected one path of the document, found {Printable.List(said)}.";
        var place = said.FirstOrDefault();
        var own = Named(name).Where(s => place is null || s.Path.Value == place).ToArray();
        if (own.Length == 0)
            return (place is null ? bulk.Count > 0 : bulk.Contains(Hash(place))) ? null
                : $"Expected {Printable.Quoted(place ?? name + DocumentFolder.TextEnding)} among the sources of "
                    + $"{ReleaseLayout.Manifest}, as the row says, found none.";
        var (hex, size) = (Value(digest), Value(bytes));
        return own.Any(s => (hex is null || s.Digest.Hex == hex)
            && (size is null || size == s.SizeInBytes.ToString(CultureInfo.InvariantCulture))) ? null
            : FormattableString.Invariant(
                $"Expected {own[0].SizeInBytes} bytes with {own[0].Digest}, as {ReleaseLayout.Manifest} lists {own[0].Path}, found ")
                + $"{string.Join(" and ", new[] { size, hex }.OfType<string>())}.";
    }

    private void CheckPlaces(DerivedChild paragraphs, long size, int expansion, DiagnosticList findings)
    {
        var (rows, last) = (paragraphs.Rows.Rows, paragraphs.Last);
        long At(int column, int row, long otherwise) =>
            column < 0 ? otherwise : rows.Columns[column].IsNull(row) ? -1 : rows.Columns[column].AsIntegers.ValueAt(row);
        // The line on which the last one ended, and the byte after it.
        var (endLine, end) = (0L, 0L);
        for (var i = 0; i < last.Count; i++)
        {
            var utf8 = rows.Columns[text].AsText.Utf8At(last[i]);
            var inner = utf8.Count((byte)'\n');
            var leastLine = endLine + (i == 0 ? 1 : 2);
            var first = At(line, last[i], leastLine);
            // A line end takes a byte at least.
            var leastStart = end + Math.Max(i == 0 ? 0 : 2, first - Math.Max(endLine, 1));
            var start = At(byteStart, last[i], leastStart);
            var least = start + (utf8.Length + expansion - 1) / expansion;
            var found = At(byteEnd, last[i], least);
            if (first < leastLine || start < leastStart || found < least || found > size)
                findings.Add(
                    Rules.DerivedAgain, paragraphs.Rows.PlaceOf(last[i]),
                    FormattableString.Invariant($"Expected a paragraph from line {leastLine} and byte {leastStart} on, to byte {least} at ")
                        + FormattableString.Invariant($"least, in its file, found line {first} and bytes {start} to {found}."));
            (endLine, end) = (first + inner, Math.Max(found, end));
        }
    }
}
