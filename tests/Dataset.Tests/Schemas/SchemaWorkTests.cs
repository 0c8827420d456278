using System.Collections;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas.Reading;
using Dataset.Syntax;

namespace Dataset.Tests.Schemas;

/// <summary>
/// A schema may be a stranger's, so reading one takes work in proportion to its size, whatever keyword grows: twice as much of it is twice
/// as many looks at its parts, and twice the memory taken on the way.
/// </summary>
public class SchemaWorkTests
{
    private static readonly Dictionary<string, Func<int, string>> Growing = new(StringComparer.Ordinal)
    {
        ["properties"] = n => Schema(Columns(n, "\"type\": \"string\"")),
        ["properties of the same name"] = n => Schema(Repeat(n, i => $"\"a\": {{\"description\": \"D\", \"type\": \"string\"}}")),
        ["names that no column may have"] = n => Schema(Repeat(n, i => $"\"A{i}\": {{\"type\": \"string\"}}")),
        ["required, known"] = n => Schema(Columns(n, "\"type\": \"string\""), required: Repeat(n, i => $"\"c{i}\"")),
        ["required, unknown"] = n => Schema(Columns(n, "\"type\": \"string\""), required: Repeat(n, i => $"\"d{i}\"")),
        ["required, the same"] = n => Schema(Columns(n, "\"type\": \"string\""), required: Repeat(n, i => "\"c0\"")),
        ["x-primaryKey"] = n => Schema(Columns(n, "\"type\": \"string\""), more: $"\"x-primaryKey\": [{Names("c", n)}]"),
        ["x-primaryKey, unknown"] = n => Schema(Columns(n, "\"type\": \"string\""), more: $"\"x-primaryKey\": [{Names("unknown", n)}]"),
        ["x-foreignKeys"] = n => Schema(Columns(n, "\"type\": \"string\""), more: $"\"x-foreignKeys\": [{Repeat(n, Reference)}]"),
        ["columns of a foreign key"] = n => Schema(
            Columns(n, "\"type\": \"string\""),
            more: $"\"x-foreignKeys\": [{{\"columns\": [{Names("c", n)}], \"table\": \"t\", \"references\": [{Names("c", n)}]}}]"),
        ["allOf"] = n => Schema(
            Columns(n, "\"type\": \"string\""),
            more: $"\"allOf\": [{Repeat(n, i => $"{{\"anyOf\": [{{\"properties\": {{\"c{i}\": {{\"enum\": [\"a\"]}}}}}}]}}")}]"),
        ["x-order"] = n => Schema(Columns(n, "\"type\": \"integer\""), more: $"\"x-order\": [{Repeat(n, i => $"[\"c{i}\", \"c0\"]")}]"),
        ["x-within"] = n => Schema(
            Columns(n, "\"type\": \"string\", \"maxLength\": 9"), more: $"\"x-within\": {{{Repeat(n, i => $"\"c{i}\": \"d{i}\"")}}}"),
        ["unknown keywords"] = n => Schema(Columns(1, "\"type\": \"string\""), more: Repeat(n, i => $"\"keyword{i}\": 1")),
        ["unknown keywords of a column"] = n => Schema(Columns(1, "\"type\": \"string\", " + Repeat(n, i => $"\"keyword{i}\": 1"))),
        ["type"] = n => Schema(Columns(1, $"\"type\": [{Repeat(n, i => "\"string\"")}]")),
        ["enum"] = n => Schema(Columns(1, $"\"type\": \"string\", \"enum\": [{Repeat(n, i => $"\"v{i}\"")}]")),
        ["enum, the same"] = n => Schema(Columns(1, $"\"type\": \"string\", \"enum\": [{Repeat(n, i => "\"v\"")}]")),
        ["patterns"] = n => Schema(Repeat(n, WithPattern)),
        ["patterns, the same"] = n => Schema(Columns(n, "\"type\": \"string\", \"pattern\": \"^(?:[a-z]{30}){30}$\"")),
        ["bounds"] = n => Schema(Columns(n, "\"type\": \"integer\", \"minimum\": 3, \"exclusiveMaximum\": 2")),
        ["lengths"] = n => Schema(Columns(n, "\"type\": \"string\", \"minLength\": 3, \"maxLength\": 2")),
        ["items"] = n => Schema(
            Columns(n, "\"type\": \"array\", \"uniqueItems\": true, \"minItems\": 2, \"maxItems\": 1, \"items\": {\"type\": \"string\"}")),
        ["x-derived"] = n => Schema(Columns(n, "\"type\": \"string\", \"x-derived\": \"document.key\"")),
        ["definitions"] = n => Schema(Columns(1, "\"type\": \"string\""), Repeat(n, i => $"\"d{i}\": {{\"type\": \"string\"}}")),
        ["$ref to one definition"] = n => Schema(Columns(n, "\"$ref\": \"#/definitions/d\""), LargeEnum(n)),
        ["items with $ref to one definition"] = n => Schema(
            Columns(n, "\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/d\"}"), LargeEnum(n)),
        ["$ref to no definition"] = n => Schema(
            Columns(n, "\"$ref\": \"#/definitions/nothing\""), Repeat(n, i => $"\"d{i}\": {{\"type\": \"string\"}}")),
        ["a chain of $ref"] = n => Schema(Columns(n, "\"$ref\": \"#/definitions/d0\""), Chain(n) + $", \"d{n}\": {{\"type\": \"string\"}}"),
        ["a chain of $ref backwards"] = n => Schema(
            Columns(n, "\"$ref\": \"#/definitions/d0\""),
            $"\"d{n}\": {{\"type\": \"string\"}}, " + Repeat(n, i => $"\"d{n - 1 - i}\": {{\"$ref\": \"#/definitions/d{n - i}\"}}")),
        ["a chain of $ref into nothing"] = n => Schema(Columns(n, "\"$ref\": \"#/definitions/d0\""), Chain(n)),
        ["a circle of $ref"] = n => Schema(
            Columns(n, "\"$ref\": \"#/definitions/d1\""), Chain(n) + $", \"d{n}\": {{\"$ref\": \"#/definitions/d0\"}}"),
        ["constraints beside $ref"] = n => Schema(
            Columns(n, "\"$ref\": \"#/definitions/d\", \"minLength\": 1"), "\"d\": {\"type\": \"string\"}"),
    };

    public static TheoryData<string> Keywords => [.. Growing.Keys];

    [Theory]
    [MemberData(nameof(Keywords))]
    public void Work_grows_with_the_schema_and_not_faster(string keyword)
    {
        WorkOf(Growing[keyword](500));
        var (one, two, four) = (WorkOf(Growing[keyword](500)), WorkOf(Growing[keyword](1000)), WorkOf(Growing[keyword](2000)));
        Assert.True(
            four.Looks - two.Looks <= 2.1 * (two.Looks - one.Looks) + 100,
            $"{one.Looks} looks, {two.Looks} and {four.Looks} at twice and four times the size");
        // Tables of hashes double at one size or the next.
        Assert.True(four.Bytes <= 6 * one.Bytes, $"{one.Bytes} bytes, {two.Bytes} and {four.Bytes} at twice and four times the size");
    }

    private static (long Looks, long Bytes) WorkOf(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var looks = new long[1];
        var root = Counted(JsonTree.Read(utf8, "s.json", new DiagnosticList())!, looks);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new TableReader(new DiagnosticList()).Read("t", root, utf8);
        return (looks[0], GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SourceNode Counted(SourceNode node, long[] looks) => node switch
    {
        SourceMap map => new SourceMap(
            map.Location, new CountedList<SourceEntry>([.. map.Entries.Select(e => e with { Value = Counted(e.Value, looks) })], looks)),
        SourceList list => new SourceList(
            list.Location, new CountedList<SourceNode>([.. list.Items.Select(i => Counted(i, looks))], looks)),
        _ => node,
    };

    private static string Schema(
        string columns, string definitions = "", string required = "", string more = "\"x-primaryKey\": [\"c0\"]") => $$"""
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object",
         "additionalProperties": false, "required": [{{required}}], {{more}}, "properties": { {{columns}} },
         "definitions": { {{definitions}} } }
        """;

    private static string Columns(int count, string body) => Repeat(count, i => $"\"c{i}\": {{\"description\": \"D\", {body}}}");

    private static string Chain(int count) => Repeat(count, i => $"\"d{i}\": {{\"$ref\": \"#/definitions/d{i + 1}\"}}");

    private static string Reference(int i) => $"{{\"columns\": [\"c{i}\"], \"table\": \"t\", \"references\": [\"c\"]}}";

    private static string WithPattern(int i) =>
        $"\"c{i}\": {{\"description\": \"D\", \"type\": \"string\", \"pattern\": \"^[a-z]{{{i}}}$\"}}";

    private static string LargeEnum(int count) => $"\"d\": {{\"type\": \"string\", \"enum\": [{Names("v", count)}]}}";

    private static string Names(string prefix, int count) => Repeat(count, i => $"\"{prefix}{i}\"");

    private static string Repeat(int count, Func<int, string> part) => string.Join(", ", Enumerable.Range(0, count).Select(part));

    private sealed class CountedList<T>(T[] items, long[] looks) : IReadOnlyList<T>
    {
        public int Count => items.Length;

        public T this[int index] => Look(items[index]);

        public IEnumerator<T> GetEnumerator()
        {
            foreach (var item in items)
                yield return Look(item);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private T Look(T item)
        {
            looks[0]++;
            return item;
        }
    }
}
