using System.Globalization;
using System.Text;

namespace Dataset.Benchmarks.Corpus;

/// <summary>Writes sentences of a small English grammar about the people and the subjects of one article.</summary>
/// <remarks>
/// An article comes back to its own few nouns, places and people; that, the ranks of the words and the stock phrases make it
/// compress as real articles do.
/// </remarks>
internal ref struct SentenceWriter(StringBuilder text, ref RandomSequence random)
{
    private readonly StringBuilder _text = text;
    private readonly ref RandomSequence _random = ref random;
    private readonly string[] _subjects = DrawMany(ref random, Vocabulary.Nouns, 10);
    private readonly string[] _places = DrawMany(ref random, Vocabulary.Places, 3);
    private readonly string[] _people =
        [.. DrawMany(ref random, Vocabulary.FirstNames, 3)
            .Zip(DrawMany(ref random, Vocabulary.Surnames, 3), (first, last) => first + " " + last)];

    public void Headline()
    {
        var start = _text.Length;
        Word(Vocabulary.Adjectives);
        Space();
        Word(Vocabulary.Nouns);
        Space();
        Word(Vocabulary.Verbs);
        Space();
        NounPhrase();
        if (_random.Chance(60))
        {
            _text.Append(" in ");
            Place();
        }

        Capitalise(start);
    }

    public void Sentence()
    {
        var start = _text.Length;
        switch (_random.Below(20))
        {
            case 0 or 1:
                _text.Append('“');
                var spoken = _text.Length;
                Clause();
                Capitalise(spoken);
                _text.Append(",” said ");
                Person();
                if (_random.Chance(50))
                    Apposition();
                break;
            case 2 or 3 or 4:
                Word(Vocabulary.Openings);
                Space();
                Clause();
                break;
            case 5 or 6 or 7 or 8:
                Clause();
                _text.Append(", ");
                Word(Vocabulary.Conjunctions);
                Space();
                Clause();
                break;
            case 9:
                Figure();
                break;
            case 10 or 11:
                Person();
                Apposition();
                _text.Append(", ");
                Predicate();
                break;
            default:
                Clause();
                break;
        }

        if (_random.Chance(7))
        {
            Space();
            Word(Vocabulary.StockPhrases);
        }

        Capitalise(start);
        _text.Append('.');
    }

    private void Clause()
    {
        if (_random.Chance(15))
            Person();
        else if (_random.Chance(25))
            _text.Append(_random.Below(3) switch { 0 => "they", 1 => "he", _ => "she" });
        else
            NounPhrase();
        Space();
        Predicate();
    }

    private void Predicate()
    {
        if (_random.Chance(15))
        {
            Word(Vocabulary.Adverbs);
            Space();
        }

        Word(Vocabulary.Verbs);
        Space();
        NounPhrase();
        for (var more = _random.Below(3); more > 0; more--)
        {
            Space();
            Word(Vocabulary.Prepositions);
            Space();
            if (_random.Chance(32))
                Place();
            else
                NounPhrase();
        }
    }

    private void NounPhrase()
    {
        var article = _random.Below(10);
        var adjective = _random.Chance(38) ? Vocabulary.Adjectives.Draw(ref _random) : null;
        var noun = _random.Chance(12) ? _subjects[_random.Below(_subjects.Length)] : Vocabulary.Nouns.Draw(ref _random);
        _text.Append(article switch
        {
            0 or 1 or 2 or 3 or 7 => "the ",
            4 or 5 => "aeiou".Contains((adjective ?? noun)[0], StringComparison.Ordinal) ? "an " : "a ",
            6 => "his ",
            8 => "their ",
            _ => "many ",
        });
        if (adjective is not null)
            _text.Append(adjective).Append(' ');
        _text.Append(noun);
        if (article >= 7)
            PluralEnding(noun);
    }

    private void PluralEnding(string noun)
    {
        if (noun[^1] == 'y' && !"aeiou".Contains(noun[^2], StringComparison.Ordinal))
            _text.Remove(_text.Length - 1, 1).Append("ies");
        else
            _text.Append(noun[^1] is 's' or 'x' or 'h' ? "es" : "s");
    }

    private void Figure()
    {
        _text.Append("in ");
        Word(Vocabulary.Months);
        _text.Append(
            CultureInfo.InvariantCulture, $" {_random.Between(1850, 2026)}, about {_random.Between(2, 98)},{_random.Below(1000):000} ");
        var counted = Vocabulary.Nouns.Draw(ref _random);
        _text.Append(counted);
        PluralEnding(counted);
        _text.Append(" in ");
        Place();
        Space();
        Predicate();
    }

    private void Apposition()
    {
        _text.Append(CultureInfo.InvariantCulture, $", {_random.Between(18, 96)}, a ");
        Word(Vocabulary.Adjectives);
        Space();
        Word(Vocabulary.Nouns);
        _text.Append(" from ");
        Place();
    }

    private void Person()
    {
        if (_random.Chance(60))
            _text.Append(_people[_random.Below(_people.Length)]);
        else
            _text.Append(Vocabulary.FirstNames.Draw(ref _random)).Append(' ').Append(Vocabulary.Surnames.Draw(ref _random));
    }

    private void Place() => _text.Append(_random.Below(10) switch
    {
        < 4 => _places[_random.Below(_places.Length)],
        < 7 => Vocabulary.SmallPlaces.Draw(ref _random),
        _ => Vocabulary.Places.Draw(ref _random),
    });

    private void Word(RankedWords words) => _text.Append(words.Draw(ref _random));

    private void Space() => _text.Append(' ');

    private void Capitalise(int index) => _text[index] = char.ToUpperInvariant(_text[index]);

    private static string[] DrawMany(ref RandomSequence random, RankedWords words, int count)
    {
        var drawn = new string[count];
        for (var i = 0; i < count; i++)
            drawn[i] = words.Draw(ref random);
        return drawn;
    }
}
