using System.Collections.Immutable;
using Dataset.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace Dataset.Tests.Comparison;

/// <summary>Two states of a table that FsCheck makes up: rows come, go and change, columns too, a column changes its type.</summary>
/// <param name="Old">Before.</param>
/// <param name="New">After.</param>
internal sealed record GeneratedRows(SampleTable Old, SampleTable New)
{
    private static readonly string[] Texts = ["", "a", "b", "ä", "ﬀ", "𝒳", "a\n\"b\\", "null"];

    /// <summary>The columns that a state may have besides its key, each with its type and values.</summary>
    private static readonly (string Name, string Type, string[] Values)[] Columns =
    [
        ("text", "\"type\": [\"string\", \"null\"]", ["null", .. Texts.Select(JsonText.Of)]),
        ("size", "\"type\": [\"integer\", \"null\"]", ["null", "0", "-1", "9007199254740993"]),
        ("size", "\"type\": [\"number\", \"null\"]", ["null", "0", "-1", "1.5", "1e+21"]),
        ("list", "\"type\": [\"array\", \"null\"], \"items\": {\"type\": [\"integer\", \"null\"]}", ["null", "[]", "[1]", "[1,null]"]),
        ("flag", "\"type\": [\"boolean\", \"null\"]", ["null", "true", "false"]),
    ];

    public static Arbitrary<GeneratedRows> Arbitrary()
    {
        var keys = Gen.Elements(from text in Texts from number in new[] { -10, 2, 10 } select (Text: text, Number: number)).ListOf()
            .Select(k => k.Distinct().ToImmutableList());
        var pair =
            from oldColumns in SomeColumns()
            from newColumns in SomeColumns()
            from oldKeys in keys
            from newKeys in keys
            from seed in Gen.Choose(0, int.MaxValue)
            from partSize in Gen.Choose(1, 30)
            select new GeneratedRows(State(oldColumns, oldKeys, seed, partSize), State(newColumns, newKeys, seed + 1, partSize + 3));
        return pair.ToArbitrary();
    }

    private static Gen<ImmutableList<(string Name, string Type, string[] Values)>> SomeColumns() =>
        from count in Gen.Choose(0, Columns.Length)
        from order in Gen.Shuffle(Columns)
        select order.Take(count).DistinctBy(c => c.Name).ToImmutableList();

    private static SampleTable State(
        ImmutableList<(string Name, string Type, string[] Values)> columns, ImmutableList<(string Text, int Number)> keys, int seed,
        int partSize)
    {
        var names = columns.Select(c => c.Name).Prepend("number").Append("name").Select(n => $"\"{n}\"");
        var described = columns.Select(c => (c.Name, c.Type)).Prepend(("number", "\"type\": \"integer\""))
            .Append(("name", "\"type\": \"string\""))
            .Select(c => $"\"{c.Item1}\": {{\"description\": \"D\", {c.Item2}}}");
        var schema = $$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object", "additionalProperties": false,
             "required": [{{string.Join(", ", names)}}], "x-primaryKey": ["name", "number"], "properties": {
            {{string.Join(",\n", described)}}
            } }
            """;
        var rows = keys
            .OrderBy(k => System.Text.Encoding.UTF8.GetBytes(k.Text), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .ThenBy(k => k.Number)
            .Select(k => Row(columns, k, seed)).ToArray();
        return new("things", schema, rows.Length == 0 ? [[]] : [.. rows.Chunk(partSize)]);
    }

    /// <summary>A row; half of the values do not depend on the seed and so are the same in both states.</summary>
    private static string Row(ImmutableList<(string Name, string Type, string[] Values)> columns, (string Text, int Number) key, int seed)
    {
        string Value((string Name, string Type, string[] Values) column)
        {
            var hash = column.Name.Sum(c => c) + key.Text.Sum(c => c) + key.Number;
            var choice = hash % 2 == 0 ? hash : hash + seed;
            return column.Values[(int)((uint)choice % column.Values.Length)];
        }
        var cells = string.Concat(columns.Select(c => $",\"{c.Name}\":{Value(c)}"));
        return FormattableString.Invariant($"{{\"number\":{key.Number}{cells},\"name\":{JsonText.Of(key.Text)}}}");
    }
}
