using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Normalization.Names;

/// <summary>The names of all entities, to be found in texts. Never changes, so any number of threads may use it.</summary>
/// <remarks>
/// A name is found where it occurs letter for letter and no word continues at either end ("Ada" is in "Ada's" and "Ada-like", not in
/// "Adams"); scripts that put no spaces between words have no such ends. A space in a name also stands for a line end. Of names that
/// begin at one place the longest counts, and the next is sought after its end.
/// </remarks>
internal sealed class NameIndex
{
    /// <summary>
    /// Places where a name may begin are few, and fail after a byte or two: some ten times as fast as a step for each byte. Where names
    /// that are never complete make it more steps than this, the text is gone through backward, in one step a byte
    /// (<see cref="BackwardNames"/>, the plain twin).
    /// </summary>
    private const int StepsPerByte = 8;

    private readonly NameTrie trie;
    private readonly Lazy<BackwardNames> backward;
    private readonly byte[][] keys;

    private NameIndex(IReadOnlyList<(byte[] Name, int Entity)> names, byte[][] keys) =>
        (trie, backward, this.keys) = (new(names), new(() => new(names)), keys);

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
                        $"Expected a name as it appears in a text, found {Quoted(name)}, which {reason}.");
                if (!entityOf.TryAdd(Encoding.UTF8.GetString(name), row)
                    && entityOf[Encoding.UTF8.GetString(name)] is var other && other != row)
                    findings.Add(
                        Rules.NameOfTwoEntities, Place(row, element - start),
                        $"Expected a name of one entity, found {Quoted(name)} for {Quoted(keys[row])} and for {Quoted(keys[other])} "
                            + $"at {Place(other, -1)}.");
            }
        }
        return new NameIndex(listed, keys);
    }

    /// <summary>Finds the names in a text.</summary>
    /// <param name="text">A paragraph's text.</param>
    /// <param name="places">Takes their places, in order; what was there before is gone.</param>
    /// <returns>The bytes that were looked at: the work, which tests count.</returns>
    public long Find(ReadOnlySpan<byte> text, List<NamePlace> places)
    {
        places.Clear();
        var most = StepsPerByte * (text.Length + 1L);
        var steps = 0L;
        for (var start = 0; start < text.Length;)
        {
            var skip = text[start..].IndexOfAny(trie.Firsts);
            if (skip < 0)
                break;
            start += skip;
            var place = LongestAt(text, start, ref steps);
            if (steps > most)
                return steps + backward.Value.Find(text, places);
            if (place.Entity >= 0)
                places.Add(place);
            start = place.End;
        }
        return steps;
    }

    /// <summary>The longest name that begins at a place; no entity, and the next place as its end, where none does.</summary>
    private NamePlace LongestAt(ReadOnlySpan<byte> text, int start, ref long steps)
    {
        var (node, found) = (0, new NamePlace(-1, start, start + 1));
        for (var i = start; i < text.Length; i++, steps++)
        {
            node = trie.Step(node, text[i]);
            if (node < 0)
                break;
            if (trie.ValueAt(node) is >= 0 and var entity && IsBoundary(text, i + 1))
                found = new(entity, start, i + 1);
        }
        return found.Entity >= 0 && IsBoundary(text, start) ? found : new(-1, start, start + 1);
    }

    internal static bool IsBoundary(ReadOnlySpan<byte> text, int at) =>
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

/// <summary>A name in a text.</summary>
/// <param name="Entity">For <see cref="NameIndex.KeyOf"/>.</param>
/// <param name="Start">The name's first byte.</param>
/// <param name="End">The byte after its last.</param>
internal readonly record struct NamePlace(int Entity, int Start, int End);
