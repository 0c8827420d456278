using System.Collections;

namespace Dataset.Syntax;

/// <summary>
/// The values of a long list, each read again whenever it is asked for: of a list of a million files the places alone are in memory, and
/// not a tree that is many times as large as the text.
/// </summary>
/// <param name="text">The whole text, which has been read to its end without a finding that stops reading; it must not change.</param>
/// <param name="displayPath">The file's path.</param>
internal sealed class UnreadItems(ReadOnlyMemory<byte> text, string displayPath) : IReadOnlyList<SourceNode>
{
    private readonly List<TextPlace> places = [];

    public int Count => places.Count;

    public SourceNode this[int index] => JsonReader.ReadAgain(text, displayPath, places[index]);

    /// <summary>Adds the next value.</summary>
    /// <param name="place">Where it begins.</param>
    public void Add(TextPlace place) => places.Add(place);

    public IEnumerator<SourceNode> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
