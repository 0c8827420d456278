using System.Globalization;
using System.Text;
using Dataset.Benchmarks.Sources;
using Dataset.Diagnostics;
using Dataset.Normalization;
using Dataset.Normalization.Passages;
using Dataset.Schemas.Patterns;
using Dataset.Schemas.Reading;
using Dataset.Tables;

namespace Dataset.Benchmarks.Curves;

/// <summary><c>curves</c>: inputs that a stranger can make large, each at n, 2n and 4n. The tests count steps instead.</summary>
/// <remarks>Processor time of the process, the least of several rounds.</remarks>
internal static class CurvesCommand
{
    public const string Usage = "curves                        time at n, 2n and 4n of what a stranger can make large";

    private const int Rounds = 5;

    /// <summary>What grows, n, and the work at a size: what is prepared for it is not measured.</summary>
    private static readonly (string What, int Count, Func<int, Action> Prepare)[] Curves =
    [
        ("a text of n bytes, `^(?:aa?b*)*c$`", 4_000_000, n => Match("^(?:aa?b*)*c$", n)),
        ("a text of n bytes, `^(?:(?:a*)*b?)*c$`", 4_000_000, n => Match("^(?:(?:a*)*b?)*c$", n)),
        ("n columns with a pattern each", 4_000, n => Read(
            Columns(n, i => $"\"type\": \"string\", \"pattern\": \"^[a-z]{{{i % 1000}}}$\""))),
        ("a chain of n `$ref`, and n columns that lead into it", 5_000, n => Read(
            Columns(n, _ => "\"$ref\": \"#/definitions/d0\""),
            $"{Repeat(n, i => $"\"d{i}\": {{\"$ref\": \"#/definitions/d{i + 1}\"}}")}, \"d{n}\": {{\"type\": \"string\"}}")),
        ("an enumeration of n values", 50_000, n => Read(Columns(1, _ => $"\"type\": \"string\", \"enum\": [{Values(n)}]"))),
        ("n columns with `$ref` to an enumeration of n values", 5_000, n => Read(
            Columns(n, _ => "\"$ref\": \"#/definitions/d\""), $"\"d\": {{\"type\": \"string\", \"enum\": [{Values(n)}]}}")),
        ("n definitions", 10_000, n => Read(
            Columns(1, _ => "\"type\": \"string\""), Repeat(n, i => $"\"d{i}\": {{\"type\": \"string\"}}"))),
        ("n keys", 250_000, Keys),
        ("n quotes of one paragraph", 20_000, n => Quotes(n, " ")),
        ("a quote of each of n paragraphs", 20_000, n => Quotes(n, "\n\n")),
        ("n rows with a finding each", 20_000, FindingsCommand.WithFaults),
    ];

    public static int Run(Arguments arguments)
    {
        arguments.RefuseOthers();
        Console.WriteLine(
            $"{Machine.Description}\n\n| input | n | n, s | 2n, s | 4n, s | 4n to n |\n| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (what, count, prepare) in Curves)
        {
            // Once for the compiler.
            Time(prepare(4 * count));
            var (one, two, four) = (Time(prepare(count)), Time(prepare(2 * count)), Time(prepare(4 * count)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {what} | {count:N0} | {one:N3} | {two:N3} | {four:N3} | {four / one:N1} |"));
        }
        return 0;
    }

    private static double Time(Action work)
    {
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            // What earlier rounds left is not this one's.
            GC.Collect();
            var before = Environment.CpuUsage.TotalTime;
            work();
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }
        return least;
    }

    private static Action Match(string pattern, int length)
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(
            i => (uint)i * 2654435761u >> 27 < 12 ? 'a' : 'b')) + "c");
        return () => new Utf8Pattern(EcmaPattern.Parse(pattern)).IsMatch(text);
    }

    private static Action Read(string columns, string definitions = "")
    {
        var json = Encoding.UTF8.GetBytes($$"""
            {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object",
             "additionalProperties": false, "required": [], "x-primaryKey": ["c0"], "properties": { {{columns}} },
             "definitions": { {{definitions}} } }
            """);
        return () => SchemaFile.Read("t", json, "t.schema.json", new DiagnosticList());
    }

    private static Action Keys(int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(FormattableString.Invariant($"key-{i:D9}"))).ToArray();
        return () =>
        {
            var (set, hash) = (new FingerprintSet(), KeyedHash.Draw());
            foreach (var key in keys)
                set.Add(hash.Of(key));
        };
    }

    private static Action Quotes(int count, string separator)
    {
        var quotes = Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"The same words, and number {i}.")).ToArray();
        var document = new NormalizedDocument();
        Recipe.Text1.Normalize(Encoding.UTF8.GetBytes(string.Join(separator, quotes)), document);
        var sought = quotes.Select(Encoding.UTF8.GetBytes).ToArray();
        return () =>
        {
            using var index = new QuoteIndex();
            index.Begin(document);
            foreach (var quote in sought)
                index.Add(quote, null);
            index.Search();
            foreach (var quote in sought)
                index.Find(quote, null);
        };
    }

    private static string Columns(int count, Func<int, string> body) =>
        Repeat(count, i => $"\"c{i}\": {{\"description\": \"D\", {body(i)}}}");

    private static string Values(int count) => Repeat(count, i => $"\"v{i}\"");

    private static string Repeat(int count, Func<int, string> part) => string.Join(", ", Enumerable.Range(0, count).Select(part));
}
