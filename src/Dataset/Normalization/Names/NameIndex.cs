using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Normalization.Names;

/// <summary>The names of all entities, to be found in texts. Never changes, so any number of threads may use it.</summary>
/// <remarks>
/// A name is found where it stands letter for letter and no word goes on at either end ("Ada" is in "Ada's" and "Ada-like", not in
/// "Adams"); scripts that put no spaces between words have no such ends. A space in a name also stands for a line end. Of names that
/// begin at one place the longest counts, and the next is sought after its end.
/// </remarks>
internal sealed class NameIndex
{
    private readonly NameTrie trie;
    private readonly byte[][] keys;

    private NameIndex(NameTrie trie, byte[][] keys) => (this.trie, this.keys) = (trie, keys);

    /// <summary>The key of an entity.</summary>
    /// <param name="entity">As <see cref="Find"/> gives it.</param>
    public ReadOnlySpan<byte> KeyOf(int entity) => keys[entity];

    /// <summary>Reads the names of a table's entities.</summary>
    /// <param name="entities">A table with one string as primary key and a list of names (<c>x-names</c>).</param>
    /// <param name="batch">All its rows.</param>
    /// <param name="locator">Of the batch.</param>
    /// <param name="findings">Takes findings about names that two entities share, or that can't be found as they are written.</param>
    public static NameIndex Create(TableSchema entities, TableBatch batch, ISourceLocator locator, DiagnosticList findings)
    {
        var key = batch.Columns[entities.PrimaryKey[0]].AsText;
        var column = Enumerable.Range(0, entities.Columns.Count).First(i => entities.Columns[i].IsNames);
        var names = (ListColumn)batch.Columns[column];
        var keys = Enumerable.Range(0, key.RowCount).Select(row => key.Utf8At(row).ToArray()).ToArray();
        var entityOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var listed = new List<(byte[], int)>();
        Location Place(int row, int element) => locator.Locate(entities.Name, row, entities.Columns[column].Name, element);
        for (var row = 0; row < names.RowCount; row++)
        {
            var (start, end) = names.ElementsOf(row);
            for (var element = start; element < end; element++)
            {
                var name = names.Elements.AsText.Utf8At(element).ToArray();
                // An empty name has a finding of its own.
                if (name.Length == 0)
                    continue;
                listed.Add((name, row));
                if (Unfit(name) is { } reason)
                    findings.Add(
                        Rules.NameHasEdges, Place(row, element - start),
                        $"Expected a name as it stands in a text, found {Quoted(name)}, which {reason}.");
                if (!entityOf.TryAdd(Encoding.UTF8.GetString(name), row)
                    && entityOf[Encoding.UTF8.GetString(name)] is var other && other != row)
                    findings.Add(
                        Rules.NameOfTwoEntities, Place(row, element - start),
                        $"Expected a name of one entity, found {Quoted(name)} for {Quoted(keys[row])} and for {Quoted(keys[other])} "
                            + $"at {Place(other, -1)}.");
            }
        }
        return new NameIndex(new NameTrie(listed), keys);
    }

    /// <summary>Finds the next name in a text.</summary>
    /// <param name="text">A paragraph's text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="start">The name's first byte.</param>
    /// <param name="end">The byte after its last.</param>
    /// <returns>The entity, for <see cref="KeyOf"/>; -1 where there is no more.</returns>
    public int Find(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        (start, end) = (from, from);
        while (start < text.Length)
        {
            var skip = text[start..].IndexOfAny(trie.Firsts);
            if (skip < 0)
                return -1;
            start += skip;
            var entity = LongestAt(text, start, out end);
            if (entity >= 0)
                return entity;
            start++;
        }
        return -1;
    }

    private int LongestAt(ReadOnlySpan<byte> text, int start, out int end)
    {
        var (entity, node) = (-1, 0);
        end = start;
        for (var i = start; i < text.Length; i++)
        {
            node = trie.Step(node, text[i]);
            if (node < 0)
                break;
            if (trie.ValueAt(node) is >= 0 and var found && IsBoundary(text, i + 1))
                (entity, end) = (found, i + 1);
        }
        return entity >= 0 && IsBoundary(text, start) ? entity : -1;
    }

    private static bool IsBoundary(ReadOnlySpan<byte> text, int at) =>
        at == 0 || at == text.Length || !WordCharacters.AreJoined(Utf8Reader.ReadBefore(text, at, out _), Utf8Reader.Read(text, at, out _));

    /// <summary>Why a name can't be found in a normalised text, or null.</summary>
    private static string? Unfit(ReadOnlySpan<byte> name)
    {
        var previous = (int)' ';
        for (var i = 0; i < name.Length;)
        {
            var codePoint = Utf8Reader.Read(name, i, out var length);
            if (CodePoints.IsWhiteSpace(codePoint))
            {
                if (codePoint != ' ')
                    return string.Create(CultureInfo.InvariantCulture, $"has {CodePoints.Describe(codePoint)}");
                if (previous == ' ')
                    return i == 0 ? "begins with a space" : "has two spaces running";
            }
            previous = codePoint;
            i += length;
        }
        return previous == ' ' ? "ends with a space" : null;
    }

    private static string Quoted(ReadOnlySpan<byte> utf8) => Printable.Quoted(Encoding.UTF8.GetString(utf8));
}
