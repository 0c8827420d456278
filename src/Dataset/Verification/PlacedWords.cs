using Dataset.Diagnostics;
using Dataset.Normalization.Names;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Verification;

/// <summary>
/// Quotes and names of a release that does not hold the paragraphs they are in: their places are as long as they are, what lies in the
/// running text is there, and a name is one of its entity.
/// </summary>
internal sealed class PlacedWords
{
    private readonly TableSchema schema;
    private readonly List<Columns> columns = [];
    private readonly List<NamePlace> places = [];
    private readonly int entity;

    public PlacedWords(TableSchema schema, TableKind kind)
    {
        this.schema = schema;
        int Find(string derivation) => schema.Columns.ToList().FindIndex(c => c.Derivation?.Name == derivation);
        void Add(int words, string subject)
        {
            if (words >= 0)
                columns.Add(new(
                    words, Find($"{subject}.start"), Find($"{subject}.end"), Find($"{subject}.textStart"), Find($"{subject}.textEnd")));
        }
        entity = kind == TableKind.Mentions ? Find("mention.entity") : -1;
        if (kind == TableKind.Mentions)
            Add(Find("mention.name"), "mention");
        else if (kind == TableKind.List)
            for (var i = 0; i < schema.Columns.Count; i++)
                if (schema.Columns[i].IsQuote)
                    Add(i, schema.Columns[i].Name);
    }

    /// <summary>Checks rows.</summary>
    /// <param name="table">The table and its rows.</param>
    /// <param name="textOf">The running text of a document; null where the release does not hold it.</param>
    /// <param name="names">The names of entities; null where they are not known.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="withheld">What an edition withholds of these rows, and so may have a place without words; null where nothing.</param>
    public void Check(
        DerivedChild table, Func<int, byte[]?> textOf, NameIndex? names, DiagnosticList findings, WithheldColumns? withheld = null)
    {
        for (var document = 0; columns.Count > 0 && document < table.Ends.Count; document++)
        {
            if (table.StartOf(document) == table.Ends[document])
                continue;
            var text = textOf(document) is { } utf8 ? new CountedText(utf8) : null;
            for (var i = table.StartOf(document); i < table.Ends[document]; i++)
                foreach (var column in columns.Where(c => withheld?.Columns.Contains(schema.Columns[c.Words].Name) != true))
                    if (Problem(table.Rows.Rows, table.Ordered[i], column, text, names) is { } found)
                        findings.Add(
                            Rules.DerivedAgain, table.Rows.PlaceOf(table.Ordered[i]),
                            $"Expected {schema.Columns[column.Words].Name} at the places that its row says, found {found}.");
        }
    }

    private string? Problem(TableBatch rows, int row, Columns at, CountedText? text, NameIndex? names)
    {
        long? Value(int column) => column < 0 || rows.Columns[column].IsNull(row) ? null : rows.Columns[column].AsIntegers.ValueAt(row);
        var words = rows.Columns[at.Words].AsText;
        var (start, end, textStart, textEnd) = (Value(at.Start), Value(at.End), Value(at.TextStart), Value(at.TextEnd));
        if (words.IsNull(row))
            return (start ?? end ?? textStart ?? textEnd) is null ? null : "a place without words";
        var length = CodePoints.Count(words.Utf8At(row));
        if ((start is not null && end is not null && end - start != length) || start < 0 || end < length)
            return "a place of another length in its paragraph";
        if (textStart is not null && textEnd is not null && textEnd - textStart != length)
            return "a place of another length in the running text";
        if (text is not null && (textStart ?? textEnd - length) is { } first && !text.HasAt(first, words.Utf8At(row)))
            return "other words at its place in the running text";
        if (names is null || entity < 0)
            return null;
        names.Find(words.Utf8At(row), places);
        return places is [{ Start: 0 } place] && place.End == words.Utf8At(row).Length
            && names.KeyOf(place.Entity).SequenceEqual(rows.Columns[entity].AsText.Utf8At(row))
            ? null : "a name that its entity does not have";
    }

    /// <summary>The columns of some words and their places; -1 where there is none.</summary>
    private readonly record struct Columns(int Words, int Start, int End, int TextStart, int TextEnd);

    /// <summary>A text in which a code point is found without counting from the beginning.</summary>
    private sealed class CountedText
    {
        private const int Step = 256;

        private readonly byte[] utf8;
        private readonly List<int> marks = [];

        public CountedText(byte[] utf8)
        {
            this.utf8 = utf8;
            var count = 0;
            for (var i = 0; i < utf8.Length; i++)
                if ((utf8[i] & 0xC0) != 0x80 && count++ % Step == 0)
                    marks.Add(i);
        }

        /// <summary>Whether some words begin at a code point.</summary>
        public bool HasAt(long codePoint, ReadOnlySpan<byte> words)
        {
            if (codePoint < 0 || codePoint / Step >= marks.Count)
                return false;
            var at = marks[(int)(codePoint / Step)];
            for (var left = codePoint % Step; left > 0 && at < utf8.Length; left--)
                do
                    at++;
                while (at < utf8.Length && (utf8[at] & 0xC0) == 0x80);
            return utf8.AsSpan(at).StartsWith(words);
        }
    }
}
