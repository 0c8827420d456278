using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dataset.Diagnostics;
using Dataset.Schemas.Reading;
using Dataset.Sources;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Drafting;

/// <summary>The metadata that texts have in front: its keys become columns of the documents.</summary>
internal static partial class FrontMatterDraft
{
    private const string Title = "title";

    /// <summary>Bytes in which the first key is sought.</summary>
    private const int LongestHead = 4096;

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether a file begins with metadata that can be read.</summary>
    public static bool IsIn(byte[] bytes) => Read(bytes, new()) is not null;

    /// <summary>
    /// Why what a file begins with is metadata that cannot be read, with its place; null where it can be, and where it is none. A line
    /// --- may also be a rule above a text: then no key follows.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its path, for the place.</param>
    public static Diagnostic? ProblemOf(byte[] bytes, string path)
    {
        var encoding = FrontMatter.EncodingOf(bytes);
        if ((encoding is null ? bytes : SourceBytes.Decode(bytes, encoding)) is not { } text)
            return null;
        var matter = FrontMatter.Find(text, out var problem);
        var head = Encoding.UTF8.GetString(text, 0, Math.Min(text.Length, LongestHead)).TrimStart('\uFEFF');
        if (problem is not null)
            return OtherForm().IsMatch(head)
                ? new(Rules.MarkdownHasFrontMatter, new(Printable.Line(path), 1, 1), $"Expected metadata in YAML, found {problem}.")
                : null;
        var findings = new DiagnosticList();
        YamlTree.Read(text.AsSpan(matter.Start..matter.YamlEnd), "", findings);
        return !findings.HasErrors || !YamlForm().IsMatch(head) ? null
            : findings.Sorted().First(f => f.Rule.Severity == Severity.Error) is var first
                ? first with { Location = new(Printable.Line(path), first.Location.Line, first.Location.Column) } : null;
    }

    /// <summary>The schema of documents with a column for each key; the same bytes where no text has metadata in front.</summary>
    /// <param name="schema">What documents have besides.</param>
    /// <param name="texts">The files of all texts.</param>
    /// <param name="leaveOut">Takes the files whose values have no place in columns, and why.</param>
    public static byte[] Extend(byte[] schema, IReadOnlyList<string> texts, Action<string, string> leaveOut)
    {
        var records = texts.Where(DraftInputs.IsMarkdown).Select(t => (Path: t, Record: Read(File.ReadAllBytes(t), new())))
            .Where(r => r.Record is not null).ToList();
        records.RemoveAll(r =>
        {
            var fault = r.Record!.Entries.FirstOrDefault(e => !IsFlat(e.Value) || IsEmptyText(e.Value));
            if (fault is not null)
                leaveOut(
                    r.Path,
                    $"{Printable.Quoted(fault.Key)} at its head "
                        + (IsFlat(fault.Value) ? "is an empty text, which is no value: write null, or nothing."
                            : "has records in it, which are no column."));
            return fault is not null;
        });
        if (records.Count == 0)
            return schema;
        var json = JsonNode.Parse(schema)!;
        var (properties, required) = (json["properties"]!.AsObject(), json["required"]!.AsArray());
        using var draft = new TableDraft("articles", "the front matter", SourceNotation.Yaml);
        // What people write may be in any form: of the columns that the example has, only the title is surely of its type.
        foreach (var column in properties.Where(p => p.Value!["x-derived"] is null && p.Key != Title).Select(p => p.Key).ToArray())
            if (records.Exists(r => r.Record!.Find(column) is not null))
            {
                properties.Remove(column);
                required.Remove(required.First(n => n!.GetValue<string>() == column));
            }
        foreach (var (column, _) in properties)
            draft.Take(column);
        var keys = records.SelectMany(r => r.Record!.Entries).Select(e => e.Key).Distinct()
            .Where(k => k is not (Title or DeclaredEncoding.Key or SchemaChecks.ParagraphsKey)).ToList();
        draft.AddColumns(keys, keys.Count);
        foreach (var (path, record) in records)
            if (!TreeSurvey.Add(draft, record!))
                leaveOut(path, draft.Notes[^1]);
        if (records.Count < texts.Count)
            draft.Columns.ForEach(c => c.Evidence.AddNull());
        if (records.Exists(r => r.Record!.Find(Title)?.Value is null or SourceScalar { Kind: ScalarKind.Null }))
            properties[Title]!["type"] = new JsonArray("string", "null");
        var drafted = JsonNode.Parse(draft.Schema())!["properties"]!;
        foreach (var column in draft.Columns)
        {
            required.Add((JsonNode)column.Name);
            properties.Add(column.Name, drafted[column.Name]!.DeepClone());
        }
        return Encoding.UTF8.GetBytes(json.ToJsonString(Form) + "\n");
    }

    /// <summary>A line --- and a key, after blank lines and comments.</summary>
    [GeneratedRegex(@"\A---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*[""']?\w[\w .-]*[""']?[ \t]*:(?:[ \t\r\n]|\z)")]
    private static partial Regex YamlForm();

    /// <summary>As <see cref="YamlForm"/>, or keys as TOML and JSON write them.</summary>
    [GeneratedRegex(
        @"\A(?:---[ \t]*\r?\n[ \t]*[""']?\w[\w.-]*[""']?[ \t]*:(?:[ \t\r\n]|\z)|\+\+\+[ \t]*\r?\n|\{\s*""(?:[^""\\]|\\.)*""\s*:)")]
    private static partial Regex OtherForm();

    private static bool IsEmptyText(SourceNode value) => value is SourceScalar { Kind: ScalarKind.String, Text: "" };

    private static bool IsFlat(SourceNode value) =>
        value is SourceScalar || (value is SourceList list && list.Items.All(i => i is SourceScalar));

    private static SourceMap? Read(byte[] bytes, DiagnosticList findings)
    {
        var encoding = FrontMatter.EncodingOf(bytes);
        if ((encoding is null ? bytes : SourceBytes.Decode(bytes, encoding)) is not { } text)
            return null;
        var matter = FrontMatter.Find(text, out var problem);
        return problem is null && YamlTree.Read(text.AsSpan(matter.Start..matter.YamlEnd), "", findings) is SourceMap record
            && !findings.HasErrors ? record : null;
    }
}
