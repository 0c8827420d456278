using Dataset.Schemas;
using FsCheck;
using FsCheck.Fluent;

namespace Dataset.Tests.Schemas;

/// <summary>A generated schema and rows of values that often are just inside or outside its constraints.</summary>
/// <param name="Schema">Of columns c0, c1, …</param>
/// <param name="Rows">Values in the form of <see cref="BatchOf"/>.</param>
internal sealed record GeneratedTable(TableSchema Schema, object?[][] Rows)
{
    private const int RowCount = 10;

    private static readonly string[] PlainTexts = [
        "a", "b", "ab", "ba", "aa", "abc", "a-b", "A", "0", "12", "a b", "aaaaaaaa", "2020-01-01", "null", "~",
    ];
    private static readonly string[] OtherTexts = [
        "é", "e\u0301", "😀", "😀😀", "a😀", "a\n", "\n", "٣", "中文", "\u00a0", "2020-01-01T00:00:00Z", "\uffff", "ａ", "ß", "\u0085",
    ];
    private static readonly string[] Patterns = [
        "^a", "b$", "^[a-z]+$", "^[a-z0-9]+(-[a-z0-9]+)*$", "^(a+)+$", "\\\\d", "^.$", "^.{2,3}$", "^[^a]*$", "\\\\s", "^\\\\w+$", "a|^b$",
    ];
    private static readonly string[] IntegerBounds = [
        "-9223372036854775808", "-3", "0", "1", "2", "5", "9223372036854775806", "9223372036854775807",
    ];
    private static readonly string[] NumberBounds = [
        "-1.5", "0", "0.1", "0.3", "1", "2.5", "0.000000000001", "123456789012345", "-99999999999999.9",
    ];

    public override string ToString() =>
        $"{System.Text.Encoding.UTF8.GetString(Schema.Json.Span)}\n"
            + $"{string.Join("\n", Rows.Select(r => string.Join(" | ", r.Select(Written))))}";

    /// <param name="isPlain">Whether texts are printable ASCII, which every reader of a schema takes alike.</param>
    public static Gen<GeneratedTable> Any(bool isPlain) =>
        from columns in Gen.ArrayOf(Column(isPlain), 4)
        let texts = columns.Select((c, i) => ($"c{i}", c.Text)).ToDictionary(p => p.Item1, p => p.Text)
        from rows in Gen.ArrayOf(Gen.CollectToArray(columns, c => c.Values), RowCount)
        select new GeneratedTable(
            SchemaText.Of(texts.Prepend(new("k", "\"type\": \"string\"")).ToDictionary(), "k"),
            [.. rows.Select(r => r.Prepend("k").ToArray())]);

    private static Gen<(string Text, Gen<object?> Values)> Column(bool isPlain) =>
        from element in Flat(isPlain)
        from isNullable in Gen.Elements(true, false)
        from list in Gen.Frequency((2, Gen.Constant<(string, bool)?>(null)), (1, List(element.MayBeUnique).Select(l => ((string, bool)?)l)))
        let flat = Typed(element, isNullable)
        select list is not { } l ? (flat, OrNull(element.Values))
            : ($"\"type\": {(isNullable ? "[\"array\", \"null\"]" : "\"array\"")}{l.Item1}, \"items\": {{{Typed(element, l.Item2)}}}",
                OrNull(Gen.ListOf(OrNull(element.Values.Where(v => v is not ""))).Select(v => (object?)v.Take(5).ToArray())));

    private static Gen<(string, bool)> List(bool mayBeUnique) =>
        from least in Gen.Elements("", ", \"minItems\": 0", ", \"minItems\": 2")
        from most in Gen.Elements("", ", \"maxItems\": 2", ", \"maxItems\": 4")
        from unique in Gen.Elements("", mayBeUnique ? ", \"uniqueItems\": true" : "")
        from itemsNullable in Gen.Elements(true, false)
        select (least + most + unique, itemsNullable);

    private static Gen<Element> Flat(bool isPlain) => Gen.Frequency(
        (4, Text(isPlain)),
        (2, Bounded("integer", IntegerBounds, NearInteger, true)),
        (2, Bounded("number", NumberBounds, NearNumber, false)),
        (1, Gen.Constant(new Element("boolean", "", "", Gen.Elements<object?>(true, false), false))),
        (1,
            Gen.Constant(new Element(
                "string", ", \"format\": \"date\"", "", Gen.Choose(0, 3_652_058).Select(d => (object?)DateOnly.FromDayNumber(d)), true))),
        (1, Gen.Constant(new Element("string", ", \"format\": \"date-time\"", "", Instant, true))));

    private static Gen<Element> Text(bool isPlain)
    {
        var texts = isPlain ? PlainTexts : [.. PlainTexts, .. OtherTexts, ""];
        // An enum's values are of the hygiene that metadata asks for; the values that are checked against it need not be.
        var listed = texts.Where(
            t => t is not ("" or "e\u0301" or "\uffff" or "\u0085") && !t.Contains('\n', StringComparison.Ordinal)).ToArray();
        return
            from least in Gen.Elements("", ", \"minLength\": 0", ", \"minLength\": 1", ", \"minLength\": 2")
            from most in Gen.Elements("", ", \"maxLength\": 2", ", \"maxLength\": 3")
            from pattern in Gen.Frequency((2, Gen.Constant("")), (3, Gen.Elements(Patterns).Select(p => $", \"pattern\": \"{p}\"")))
            from values in Gen.Frequency((3, Gen.Constant<string[]>([])), (1, Gen.SubListOf(listed).Select(l => l.Take(6).ToArray())))
            select new Element(
                "string", least + most + pattern, string.Join(", ", values.Select(v => $"\"{v}\"")),
                Gen.Elements(texts).Select(t => (object?)t), true);
    }

    private static Gen<Element> Bounded(string type, string[] bounds, Func<string, Gen<object?>> near, bool mayBeUnique) =>
        from pair in Gen.Elements(Enumerable.Range(
            0, bounds.Length).SelectMany(i => Enumerable.Range(i + 1, bounds.Length - i - 1).Select(j => (Least: i, Most: j))).ToArray())
        from least in Gen.Elements("", "minimum", "exclusiveMinimum")
        from most in Gen.Elements("", "maximum", "exclusiveMaximum")
        let ordered = bounds.OrderBy(b => decimal.Parse(b, System.Globalization.CultureInfo.InvariantCulture)).ToArray()
        where !(type == "integer" && least.StartsWith("ex", StringComparison.Ordinal) && most.StartsWith("ex", StringComparison.Ordinal)
            && long.Parse(ordered[pair.Most], System.Globalization.CultureInfo.InvariantCulture) - 1
                == long.Parse(ordered[pair.Least], System.Globalization.CultureInfo.InvariantCulture))
        select new Element(
            type,
            (least.Length == 0 ? "" : $", \"{least}\": {ordered[pair.Least]}")
                + (most.Length == 0 ? "" : $", \"{most}\": {ordered[pair.Most]}"), "",
            Gen.OneOf(near(ordered[pair.Least]), near(ordered[pair.Most])), mayBeUnique);

    private static Gen<object?> NearInteger(string bound)
    {
        var value = long.Parse(bound, System.Globalization.CultureInfo.InvariantCulture);
        return Gen.Elements<object?>(value, value == long.MaxValue ? 0L : value + 1, value == long.MinValue ? 0L : value - 1, 0L);
    }

    private static Gen<object?> NearNumber(string bound)
    {
        var value = double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture);
        return Gen.Elements<object?>(
            value, Math.BitIncrement(value), Math.BitDecrement(value), value + 0.5, value / 3, 1e300, -1e300, 5e-324, -5e-324, -0.0, 1e-13,
            1.2345678901234567e-9);
    }

    private static Gen<object?> Instant => Gen.Elements(0L, 1, 621_355_968_000_000_000, 3_155_378_975_999_999_990, 637_134_336_000_000_010)
        .Select(t => (object?)new DateTime(t / 10 * 10, DateTimeKind.Utc));

    private static string Typed(Element element, bool isNullable) =>
        $"\"type\": {(isNullable ? $"[\"{element.Type}\", \"null\"]" : $"\"{element.Type}\"")}{element.Constraints}"
        + (element.Listed.Length == 0 ? "" : $", \"enum\": [{element.Listed}{(isNullable ? ", null" : "")}]");

    private static Gen<object?> OrNull(Gen<object?> values) => Gen.Frequency((5, values), (1, Gen.Constant<object?>(null)));

    private static string Written(object? value) => value switch
    {
        null => "null",
        object?[] list => "[" + string.Join(", ", list.Select(Written)) + "]",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => $"\"{value}\"",
    };

    private sealed record Element(string Type, string Constraints, string Listed, Gen<object?> Values, bool MayBeUnique);
}
