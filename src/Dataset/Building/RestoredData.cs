using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Formats.Rows;
using Dataset.Normalization;
using Dataset.Parquet;
using Dataset.Releases;
using Dataset.Releases.Reading;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Tables;
using Dataset.Text;
using Dataset.Verification;

namespace Dataset.Building;

/// <summary>The tables of a full release: the rows of an edition of it, with what is withheld taken from the texts again.</summary>
/// <param name="files">The edition, which is sound.</param>
/// <param name="edition">Its manifest.</param>
/// <param name="full">The manifest of the full release.</param>
/// <param name="own">The edition's schemas, in the manifest's order.</param>
/// <param name="schemas">Those of the full release.</param>
/// <param name="texts">The texts.</param>
/// <param name="findings">Takes the findings.</param>
internal sealed class RestoredData(
    ReleaseFiles files, Manifest edition, Manifest full, IReadOnlyList<TableSchema> own, IReadOnlyList<TableSchema> schemas,
    SourceTexts texts, DiagnosticList findings)
{
    /// <summary>Writes the tables.</summary>
    /// <param name="target">The folder that takes them; it is there and empty.</param>
    /// <param name="disk">Forces what is written to the disk.</param>
    /// <param name="meter">Told of what has been done.</param>
    /// <param name="work">The threads.</param>
    /// <exception cref="MalformedTableException">A table changed since it was verified.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public WrittenData Write(string target, DiskQueue disk, WorkMeter meter, WorkQueue work)
    {
        meter.Begin("restoring", files.Entries.Sum(e => e.SizeInBytes));
        using var turn = new EncodingTurn();
        var tables = new List<WrittenTable>();
        for (var i = 0; i < schemas.Count; i++)
        {
            using var output = new TableOutput(schemas[i], full.Origin!, target, work, disk, turn, WritingLimits.Default);
            using var restored = edition.Edition!.Find(schemas[i].Name) is { } withheld ? TableOf(schemas[i], withheld, work) : null;
            CopiedRows.Copy(files, edition.Tables[i], own[i], output, restored is null ? null : restored.Restore, meter, work);
            tables.Add(output.FinishAsync().GetAwaiter().GetResult());
        }
        return new(tables, [], full.PartCount);
    }

    private RestoredTable TableOf(TableSchema schema, WithheldColumns withheld, WorkQueue work)
    {
        var kinds = edition.Tables.Zip(own, KindOfTable.Of).ToArray();
        var table = Array.Find(kinds, k => k.Schema.Name == schema.Name)!;
        var of = table.Kind == TableKind.Documents ? table.Schema : KindOfTable.DocumentsOf(table, kinds)!;
        var documents = Array.Find(kinds, k => k.Schema == of)!;
        var paragraphs = table.Kind == TableKind.Documents
            ? Array.Find(kinds, k => k.Kind == TableKind.Paragraphs && KindOfTable.DocumentsOf(k, kinds) == of) : null;
        return new(
            new(files.Display(table.Table.Parts[0].Files[0])), schema, withheld,
            WithheldRows.Of(files, edition, own, schema, withheld, work)!,
            new(files, documents.Table, documents.Schema, work),
            paragraphs is null ? null : new(files, paragraphs.Table, paragraphs.Schema, work), Recipe.Find(full.Recipe)!, texts,
            findings);
    }
}

/// <summary>Restores the values of a table, while its rows come in the order of their keys.</summary>
/// <param name="place">The table in findings.</param>
/// <param name="schema">The table in the full release.</param>
/// <param name="withheld">What is withheld of it.</param>
/// <param name="rows">Of which rows.</param>
/// <param name="documents">The documents, which say the files of their texts.</param>
/// <param name="paragraphs">The paragraphs, which say what is running text; null where that is not asked.</param>
/// <param name="recipe">How the texts were normalised.</param>
/// <param name="texts">The texts.</param>
/// <param name="findings">Takes the findings.</param>
internal sealed class RestoredTable(
    Location place, TableSchema schema, WithheldColumns withheld, WithheldRows rows, KeyedRows documents, KeyedRows? paragraphs,
    Recipe recipe, SourceTexts texts, DiagnosticList findings) : IDisposable
{
    private readonly (int Column, PlaceInText Place)[] columns =
        [.. withheld.Columns.Select(schema.IndexOf).Select(c => (c, PlaceInText.Of(schema, c)!))];
    private readonly int fileColumn = documents.Schema.Columns.ToList().FindIndex(c => c.Derivation?.Name == "document.file");
    private readonly NormalizedDocument text = new();
    private byte[]? last;
    private bool isThere;

    /// <summary>The rows with their values. Where a text is missing they stay null, and a finding says so.</summary>
    public TableBatch Restore(TableBatch withoutTexts)
    {
        var restored = schema.CreateBatch();
        for (var row = 0; row < withoutTexts.RowCount; row++)
        {
            var isWithheld = rows.Holds(withoutTexts, row) && Load(withoutTexts.Columns[schema.PrimaryKey[0]].AsText.Utf8At(row));
            for (var i = 0; i < schema.Columns.Count; i++)
            {
                var at = Array.Find(columns, c => c.Column == i).Place;
                if (at is null || !isWithheld)
                    restored.Columns[i].AppendRows(withoutTexts.Columns[i], row, 1);
                else
                    Append(at, withoutTexts, row, restored.Columns[i].AsText);
            }
        }
        return restored;
    }

    public void Dispose()
    {
        rows.Dispose();
        documents.Dispose();
        paragraphs?.Dispose();
        text.Dispose();
    }

    /// <summary>Brings the text of a document; false where it is not there.</summary>
    private bool Load(ReadOnlySpan<byte> key)
    {
        if (last is not null && key.SequenceEqual(last))
            return isThere;
        last = key.ToArray();
        documents.Clear();
        documents.Take(key, long.MaxValue, _ => { });
        var file = fileColumn >= 0 && documents.Rows.RowCount > 0 && !documents.Rows.Columns[fileColumn].IsNull(0)
            ? documents.Rows.Columns[fileColumn].AsText.TextOf(0) : null;
        var source = texts.Find(Encoding.UTF8.GetString(key), file);
        isThere = source is not null;
        if (source is not null)
            recipe.Normalize(source, text);
        if (isThere && paragraphs is not null)
        {
            paragraphs.Clear();
            paragraphs.Take(key, long.MaxValue, _ => { });
        }
        return isThere;
    }

    /// <summary>Takes the paragraphs out of it that are not part of a text of whole documents.</summary>
    private void Exclude(PlaceInTextKind kind)
    {
        var roles = ParagraphRoles.Of(paragraphs!.Schema, kind)!;
        text.IncludeAll();
        for (var row = 0; row < paragraphs.Rows.RowCount; row++)
        {
            var role = roles.Role < 0 ? [] : paragraphs.Rows.Columns[roles.Role].AsText.Utf8At(row);
            var isPart = kind == PlaceInTextKind.FullText ? !role.SequenceEqual("boilerplate"u8)
                : roles.Role >= 0 ? role.SequenceEqual("body"u8)
                : !paragraphs.Rows.Columns[roles.TextStart].IsNull(row);
            if (!isPart && IndexOf(paragraphs.Rows, roles.Number, row) is >= 0 and var index)
                text.Exclude(index);
        }
    }

    /// <summary>The 0-based index of the paragraph that a row names; -1 where it names none.</summary>
    private int IndexOf(TableBatch of, int column, int row)
    {
        if (of.Columns[column].IsNull(row))
            return -1;
        var number = of.Columns[column].AsIntegers.ValueAt(row);
        return number >= 1 && number <= text.Paragraphs.Length ? (int)number - 1 : -1;
    }

    private void Append(PlaceInText at, TableBatch from, int row, TextColumn target)
    {
        if (at.Paragraph < 0)
        {
            Exclude(at.Kind);
            if (text.TextLengthInBytes > 0)
                text.WriteText(target.AppendUtf8(text.TextLengthInBytes));
            else
                target.AppendNull();
            return;
        }
        if (from.Columns[at.Paragraph].IsNull(row))
        {
            target.AppendNull();
            return;
        }
        var paragraph = IndexOf(from, at.Paragraph, row);
        if (paragraph >= 0 && TryFind(text.Utf8Of(paragraph), from, at, row, out var words))
        {
            // Before a quote that begins its paragraph there is nothing, which is null.
            if (words.IsEmpty)
                target.AppendNull();
            else
                target.AppendUtf8(words);
        }
        else
        {
            findings.Add(
                Rules.RestoredAsBuilt, place,
                $"Expected a place in the text of {Printable.Quoted(Encoding.UTF8.GetString(last!))} for the row with "
                    + $"{RowKey.Describe(schema, from, row)}, found one outside of it.");
            target.AppendNull();
        }
    }

    private static bool TryFind(ReadOnlySpan<byte> paragraph, TableBatch from, PlaceInText place, int row, out ReadOnlySpan<byte> words)
    {
        words = paragraph;
        if (place.Kind == PlaceInTextKind.Paragraph)
            return true;
        if (from.Columns[place.Start].IsNull(row) || from.Columns[place.End].IsNull(row))
            return false;
        var start = ByteOf(paragraph, from.Columns[place.Start].AsIntegers.ValueAt(row));
        var end = ByteOf(paragraph, from.Columns[place.End].AsIntegers.ValueAt(row));
        if (start < 0 || end < start)
            return false;
        words = place.Kind switch
        {
            PlaceInTextKind.Before => DerivedFacts.Before(paragraph[..start], Derivation.ContextLength),
            PlaceInTextKind.After => DerivedFacts.After(paragraph[end..], Derivation.ContextLength),
            _ => paragraph[start..end],
        };
        return true;
    }

    /// <summary>Where a code point begins; -1 where there are fewer.</summary>
    private static int ByteOf(ReadOnlySpan<byte> utf8, long codePoint)
    {
        for (var i = 0; i < utf8.Length; i++)
            if ((utf8[i] & 0xC0) != 0x80 && codePoint-- == 0)
                return i;
        return codePoint == 0 ? utf8.Length : -1;
    }
}
