namespace Dataset.Benchmarks.Corpus;

/// <summary>
/// Words drawn as people use them: the first of the list often, the last seldom (Zipf's law: the weight of rank r is 1/(r + shift)).
/// </summary>
public sealed class RankedWords
{
    private const int Slots = 4096;
    private readonly ushort[] _rankOfSlot = new ushort[Slots];

    /// <param name="words">Separated by blanks or line ends; a word may hold an underscore for a blank ("New_York").</param>
    /// <param name="shift">0 is Zipf's own law; the greater, the more even.</param>
    public RankedWords(string words, double shift)
        : this(
            words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('_', ' ')).ToArray(), shift)
    {
    }

    public RankedWords(IReadOnlyList<string> words, double shift)
    {
        Words = words;
        var total = 0.0;
        for (var rank = 1; rank <= words.Count; rank++)
            total += 1 / (rank + shift);
        var slot = 0;
        var sum = 0.0;
        for (var rank = 1; rank <= words.Count; rank++)
        {
            sum += 1 / (rank + shift);
            var end = rank == words.Count ? Slots : (int)Math.Round(sum / total * Slots);
            for (; slot < end; slot++)
                _rankOfSlot[slot] = (ushort)(rank - 1);
        }
    }

    public IReadOnlyList<string> Words { get; }

    public string Draw(ref RandomSequence random) => Words[_rankOfSlot[random.Below(Slots)]];
}
