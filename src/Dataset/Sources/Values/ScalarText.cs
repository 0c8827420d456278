using Dataset.Tables;

namespace Dataset.Sources.Values;

/// <summary>Reads the text of a scalar, whatever notation it comes from, into the slot of a column.</summary>
internal static class ScalarText
{
    /// <summary>
    /// Appends the value, or says what is wrong with it and appends nothing; with <see cref="ValueFault.Unseen"/> it does both.
    /// </summary>
    /// <param name="text">Valid UTF-8: of a string what it says, of other types what is written.</param>
    /// <param name="column">By its type the text is read: numbers and instants in more forms than releases have, every other type in the
    /// one form.</param>
    public static ValueFault Append(ReadOnlySpan<byte> text, ScalarColumn column)
    {
        ValueFault fault;
        switch (column)
        {
            case TextColumn strings:
                fault = TextHygiene.Check(text);
                if (fault is ValueFault.None or ValueFault.Unseen)
                    strings.AppendUtf8(text);
                return fault;
            case IntegerColumn integers:
                fault = NumberText.ReadInteger(text, out var integer);
                if (fault == ValueFault.None)
                    integers.Append(integer);
                return fault;
            case NumberColumn numbers:
                fault = NumberText.ReadNumber(text, out var number);
                if (fault == ValueFault.None)
                    numbers.Append(number);
                return fault;
            case DateTimeColumn instants:
                if (!DateText.TryParseDateTime(text, out var instant, takesEveryFraction: true))
                    return ValueFault.Form;
                instants.Append(instant);
                return ValueFault.None;
            default:
                return column.TryAppend(text) ? ValueFault.None : ValueFault.Form;
        }
    }
}
