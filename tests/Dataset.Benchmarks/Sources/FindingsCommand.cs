using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dataset.Building;
using Dataset.Diagnostics;

namespace Dataset.Benchmarks.Sources;

/// <summary>
/// <c>findings --rows N</c>: what rows cost that each have a finding, beside as many sound ones. With <c>--curves N</c> the former at N, 2N
/// and 4N.
/// </summary>
/// <remarks>Times are of the processor, not of the clock, the least of several rounds, with the report as text.</remarks>
internal static class FindingsCommand
{
    public const string Usage = "findings --rows N             rows that each have a finding beside sound ones, one thread";

    private const int Rounds = 4;

    private const string Schema = """
        {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "D", "type": "object",
        "additionalProperties": false, "required": ["id", "name", "kind", "phone", "count", "ratio", "day", "note", "tags"],
        "x-primaryKey": ["id"], "properties": {
        "id": {"description": "D", "type": "integer"},
        "name": {"description": "D", "type": "string", "maxLength": 60},
        "kind": {"description": "D", "type": "string", "enum": ["alpha", "beta", "gamma", "delta"]},
        "phone": {"description": "D", "type": "string", "pattern": "^[+]?[0-9 ]+$"},
        "count": {"description": "D", "type": "integer", "minimum": 0},
        "ratio": {"description": "D", "type": ["number", "null"]},
        "day": {"description": "D", "type": "string", "format": "date"},
        "note": {"description": "D", "type": ["string", "null"]},
        "tags": {"description": "D", "type": "array", "uniqueItems": true,
        "items": {"description": "D", "type": "string", "pattern": "^[a-z]*$"}}}}
        """;

    private const string Descriptor = """
        name: rows
        version: 1.0.0
        released: 2026-01-01
        title: T
        description: D
        language: en
        licenses: [{name: CC0-1.0, title: T, covers: All.}]
        creators: [{name: N}]
        tables:
          - {name: rows, from: records, path: rows.FORMAT}
        """;

    private static readonly string[] Names = ["id", "name", "kind", "phone", "count", "ratio", "day", "note", "tags"];

    /// <summary>What is done to each row; the first leaves it sound, the next two are warnings.</summary>
    private static readonly (string What, Action<object?[], int> Change)[] Cases =
    [
        ("sound", (_, _) => { }),
        ("warned: begins with +", (row, _) => row[3] = "+" + row[3]),
        ("warned: an invisible character", (row, i) => row[1] = $"zero\u200Bwidth {i}"),
        ("no integer", (row, _) => row[4] = "12x"),
        ("not in the enumeration", (row, _) => row[2] = "alfa"),
        ("against the pattern", (row, i) => row[3] = $"no {i}"),
        ("below the minimum", (row, _) => row[4] = -5),
        ("too long", (row, _) => row[1] = new string('n', 70)),
        ("null", (row, _) => row[6] = null),
        ("not in NFC", (row, i) => row[1] = $"e\u0301 {i}"),
        ("out of order", (row, i) => row[0] = int.MaxValue - i),
        ("a key twice", (row, i) => row[0] = i / 2),
        ("a word for null", (row, _) => row[5] = "NA"),
        ("a decimal point twice", (row, i) => row[5] = $"{i}.500.5"),
        ("no number", (row, i) => row[5] = $"{i} m"),
        ("digits that a double has not", (row, i) => row[5] = 0.12345678901234567m + i),
        ("no date", (row, _) => row[6] = "2024-02-30"),
        ("empty in a list", (row, _) => row[8] = Tags("a", "")),
        ("an element against the pattern", (row, i) => row[8] = Tags("a", $"B{i}")),
        ("an element twice", (row, _) => row[8] = Tags("a", "b", "a")),
        ("no list", (row, _) => row[8] = "a"),
        ("a control", (row, i) => row[1] = $"\u0001 {i}"),
    ];

    /// <summary>What is done to each line, in a form that the other does not have.</summary>
    private static readonly (string What, string Format, Func<string, int, string> Change)[] LineCases =
    [
        ("a quotation mark in a cell", "csv", (line, _) => line.Replace("Name", "a \"Name", StringComparison.Ordinal)),
        ("a cell too many", "csv", (line, _) => line + ","),
        ("another key", "jsonl", (line, _) => line.Replace("\"kind\"", "\"kinds\"", StringComparison.Ordinal)),
        ("another key for an optional one", "jsonl", (line, _) => line.Replace("\"note\"", "\"notes\"", StringComparison.Ordinal)),
        ("an unknown key", "jsonl", (line, _) => line.Replace("{", "{\"more\":[1,\"b\"],", StringComparison.Ordinal)),
        ("unknown keys that take turns", "jsonl", (line, i) => line.Replace("{", $"{{\"more_{i % 2}\":1,", StringComparison.Ordinal)),
        ("a key twice in a line", "jsonl", (line, i) => line.Replace("{", $"{{\"id\":{i},", StringComparison.Ordinal)),
        ("malformed", "jsonl", (line, _) => line.Replace("}", ",}", StringComparison.Ordinal)),
        ("an unpaired surrogate", "jsonl", (line, _) => line.Replace("Name", "\\ud800", StringComparison.Ordinal)),
        ("a mapping for a value", "jsonl", (line, _) => line.Replace("\"kind\":", "\"kind\":{},\"kin\":", StringComparison.Ordinal)),
    ];

    private static JsonElement Tags(params string[] tags) => JsonSerializer.SerializeToElement(tags);

    public static int Run(Arguments arguments)
    {
        var count = arguments.Integer("--rows", 40_000);
        var only = arguments.Text("--only") ?? "";
        var curve = arguments.Integer("--curves", 0);
        arguments.RefuseOthers();
        if (curve > 0)
            return Curves(curve, only);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows; {Machine.Description}"));
        Console.WriteLine("| each row | CSV, s | to sound | JSON Lines, s | to sound |\n| --- | ---: | ---: | ---: | ---: |");
        var folder = Directory.CreateTempSubdirectory("dataset-findings-").FullName;
        try
        {
            // Once for the compiler, so that all are measured alike.
            foreach (var (what, change) in Cases.Where(c => c.What.Contains(only, StringComparison.Ordinal)))
                (_, _) = (Measure(folder, "csv", Csv(count / 5, change)), Measure(folder, "jsonl", JsonLines(count / 5, change)));
            foreach (var (what, format, change) in LineCases.Where(c => c.What.Contains(only, StringComparison.Ordinal)))
                Measure(folder, format, Changed(format, count / 5, change));
            var (csv, jsonLines) = (Csv(count, Cases[0].Change), JsonLines(count, Cases[0].Change));
            for (var round = 0; round < Rounds; round++)
                (_, _) = (Measure(folder, "csv", csv), Measure(folder, "jsonl", jsonLines));
            var sound = (Csv: Measure(folder, "csv", csv), JsonLines: Measure(folder, "jsonl", jsonLines));
            Write("sound", sound.Csv, sound.JsonLines);
            foreach (var (what, change) in Cases[1..].Where(c => c.What.Contains(only, StringComparison.Ordinal)))
                Write(what, Measure(folder, "csv", Csv(count, change)), Measure(folder, "jsonl", JsonLines(count, change)));
            foreach (var (what, format, change) in LineCases.Where(c => c.What.Contains(only, StringComparison.Ordinal)))
            {
                var time = Measure(folder, format, Changed(format, count, change));
                Write(what, format == "csv" ? time : null, format == "csv" ? null : time);
            }

            void Write(string what, double? csv, double? jsonLines) => Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {csv:N2} | {csv / sound.Csv:N1} | {jsonLines:N2} | {jsonLines / sound.JsonLines:N1} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static int Curves(int count, string only)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"n: {count:N0} rows; {Machine.Description}"));
        Console.WriteLine(
            "| each row | CSV: n, s | 2n, s | 4n, s | 4n to n | JSON Lines: n, s | 2n, s | 4n, s | 4n to n |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var folder = Directory.CreateTempSubdirectory("dataset-findings-").FullName;
        try
        {
            // Twice for the compiler, all of them, so that they are measured alike.
            for (var i = 0; i < 2; i++)
            {
                Each((_, csv, jsonLines) =>
                {
                    csv?.Invoke(4 * count);
                    jsonLines?.Invoke(4 * count);
                });
            }
            Each((what, csv, jsonLines) => Console.WriteLine($"| {what} | {Cells(csv)} | {Cells(jsonLines)} |"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;

        void Each(Action<string, Func<int, double>?, Func<int, double>?> take)
        {
            foreach (var (what, change) in Cases.Where(c => c.What.Contains(only, StringComparison.Ordinal)))
                take(what, n => Measure(folder, "csv", Csv(n, change)), n => Measure(folder, "jsonl", JsonLines(n, change)));
            foreach (var (what, format, change) in LineCases.Where(c => c.What.Contains(only, StringComparison.Ordinal)))
            {
                double MeasureLines(int n) => Measure(folder, format, Changed(format, n, change));
                take(what, format == "csv" ? MeasureLines : null, format == "csv" ? null : MeasureLines);
            }
        }

        string Cells(Func<int, double>? measure)
        {
            if (measure is null)
                return " | | |";
            var (one, two, four) = (measure(count), measure(2 * count), measure(4 * count));
            return string.Create(CultureInfo.InvariantCulture, $"{one:N3} | {two:N3} | {four:N3} | {four / one:N1}");
        }
    }

    private static string Changed(string format, int count, Func<string, int, string> change)
    {
        var sound = format == "csv" ? Csv(count, Cases[0].Change) : JsonLines(count, Cases[0].Change);
        var lines = sound.TrimEnd('\n').Split('\n').Select((l, i) => format == "csv" && i == 0 ? l : change(l, i));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Validates so many rows of JSON Lines, each with a fault.</summary>
    public static Action WithFaults(int count)
    {
        var rows = JsonLines(count, Cases.Single(c => c.What == "no integer").Change);
        return () =>
        {
            var folder = Directory.CreateTempSubdirectory("dataset-findings-").FullName;
            Check(Write(folder, "jsonl", rows));
            Directory.Delete(folder, recursive: true);
        };
    }

    private static double Measure(string folder, string format, string rows)
    {
        var seeds = Write(folder, format, rows);
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            Check(seeds);
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }
        File.Delete(Path.Combine(seeds, "rows." + format));
        return best;
    }

    /// <summary>Writes the sources; gives their folder.</summary>
    private static string Write(string folder, string format, string rows)
    {
        Directory.CreateDirectory(Path.Combine(folder, "schema"));
        var seeds = Directory.CreateDirectory(Path.Combine(folder, "seeds")).FullName;
        File.WriteAllText(Path.Combine(folder, "schema", "rows.schema.json"), Schema);
        File.WriteAllText(Path.Combine(seeds, "dataset.yaml"), Descriptor.Replace("FORMAT", format, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(seeds, "rows." + format), rows);
        return seeds;
    }

    private static void Check(string seeds)
    {
        var findings = new DiagnosticList();
        SourceValidator.Validate(seeds, 1, findings);
        foreach (var finding in findings.Sorted())
            TextWriter.Null.Write(finding.ToString());
    }

    private static string Csv(int count, Action<object?[], int> change)
    {
        var text = new StringBuilder(string.Join(',', Names)).Append('\n');
        for (var i = 0; i < count; i++)
            text.AppendJoin(',', Row(i, change).Select(
                v => v is JsonElement json ? $"\"{json.GetRawText().Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : v)).Append('\n');
        return text.ToString();
    }

    private static string JsonLines(int count, Action<object?[], int> change)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var row = Row(i, change);
            text.Append('{').AppendJoin(',', Names.Select((n, c) => $"\"{n}\":{JsonSerializer.Serialize(row[c])}")).Append("}\n");
        }
        return text.ToString();
    }

    private static readonly JsonElement Two = Tags("one", "two");

    private static object?[] Row(int i, Action<object?[], int> change)
    {
        object?[] row =
        [
            i, $"Name {i} of the list", Kinds[i % 4], string.Create(CultureInfo.InvariantCulture, $"47{i:D8}"), i * 7, i / 8 + 0.5,
            string.Create(CultureInfo.InvariantCulture, $"2024-{i % 12 + 1:D2}-{i % 28 + 1:D2}"),
            $"A note of some words about row {i} which is long enough.", Two,
        ];
        change(row, i);
        return row;
    }

    private static readonly string[] Kinds = ["alpha", "beta", "gamma", "delta"];
}
