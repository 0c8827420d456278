using System.Text.Json;
using Dataset.Diagnostics;
using Dataset.Syntax;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Syntax;

/// <summary>The reader takes and refuses what the runtime's reader takes and refuses, over nearly valid texts.</summary>
public class JsonTreeProperties
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"\\u0041\"", "\"\\u00e9x\"", "\\", "\\n", "\\u12", "0", "-", "1", "12", ".5",
        "e", "E+1",
        "-0", "1.5e-3", "true", "false", "null", "nul", " ", "\n", "\t", "\r", "é", "😀", "\u00a0", "/", "//", "\u0001", "{\"a\":",
        "[1,", "\"b\":2",
    ];

    /// <summary>Values put together from whole ones, as they are or with a piece thrown in somewhere.</summary>
    private static Gen<string> NearlyJson =>
        from value in Value(3)
        from piece in Gen.Frequency((1, Gen.Constant("")), (2, Gen.Elements(Pieces)))
        from place in Gen.Choose(0, value.Length)
        where place == value.Length || !char.IsLowSurrogate(value[place])
        select value.Insert(place, piece);

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements("1", "-0.5e+7", "true", "null", "\"a\"", "\"\\u00e9😀\"", " 0 ", "{}", "[\n]")
        : Gen.OneOf(
            Value(0),
            Gen.ListOf(Value(depth - 1)).Select(items => "[" + string.Join(",", items) + "]"),
            Gen.ListOf(Value(depth - 1)).Select(items => "{" + string.Join(", ", items.Select((v, i) => $"\"k{i}\":{v}")) + "}"));

    [Property(MaxTest = 3000)]
    public Property Verdicts_are_those_of_the_runtime() => Prop.ForAll(
        NearlyJson.ToArbitrary(),
        text =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            var findings = new DiagnosticList();
            var node = JsonTree.Read(bytes, "a.json", findings);
            Assert.Equal(node is null, findings.Kept.Any(d => d.Rule != Rules.KeyStandsOnce));
            Assert.Equal(IsJson(bytes), node is not null);
        });

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
