using System.Security.Cryptography;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Tests.Schemas;

public class ReferenceCheckTests
{
    /// <summary>Two texts whose SHA-256, with their lengths before them, begin with the same 64 bits.</summary>
    private static readonly string[] Alike = ["33f7c60967877218", "5559634a7dfbd36e"];

    [Theory]
    [InlineData("list")]
    [InlineData("value")]
    [InlineData("pair")]
    public void Keys_whose_digests_begin_alike_are_two_keys(string form)
    {
        var starts = Alike.Select(k => Convert.ToHexString(SHA256.HashData([16, 0, 0, 0, .. Encoding.UTF8.GetBytes(k)]))[..16]);
        Assert.Single(starts.Distinct());
        Assert.Equal(
            form == "pair" ? "found \"5559634a7dfbd36e\", \"a\", which no row has." : "found \"5559634a7dfbd36e\", which no row has.",
            Assert.Single(Dangling([Alike[0]], [[Alike[1]]], form: form)));
        Assert.Empty(Dangling(Alike, [[Alike[1]], [Alike[0]]], form: form));
    }

    [Theory]
    [InlineData("a", "a", 0)]
    [InlineData("a", "a b", 1)]
    [InlineData("a b", "b a b", 0)]
    [InlineData("", "a b c", 3)]
    public void Each_reference_to_no_row_is_a_finding(string rows, string references, int findings) =>
        Assert.Equal(findings, Dangling(Words(rows), [Words(references)]).Count);

    [Fact]
    public void A_reference_may_come_before_its_row()
    {
        Assert.Empty(Dangling(["a", "b"], [["b"], ["a", "a"]], isReferenceFirst: true));
        Assert.Equal(2, Dangling(["a"], [["b"], ["a", "b"]], isReferenceFirst: true).Count);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="people">The keys of the rows.</param>
    /// <param name="references">Of each note: one, or a list.</param>
    /// <param name="isReferenceFirst">Whether the notes come before the rows.</param>
    /// <param name="form">What refers: a <c>list</c>, a <c>value</c>, or a <c>pair</c> of which the second is always the same.</param>
    private static IReadOnlyList<string> Dangling(
        string[] people, string[][] references, bool isReferenceFirst = false, string form = "list")
    {
        var (key, kind) = (Column("id", isList: false), Column("kind", isList: false));
        var isPair = form == "pair";
        object?[] With(params object?[] values) => isPair ? [.. values, "a"] : values;
        string[] names = isPair ? ["id", "kind"] : ["id"];
        var target = new TableSchema("people", "People", "People.", isPair ? [key, kind] : [key], names, [], default);
        var referring = Column("people", isList: form == "list");
        var own = new TableSchema(
            "notes", "Notes", "Notes.", isPair ? [key, referring, kind] : [key, referring], ["id"],
            [new(isPair ? ["people", "kind"] : ["people"], "people", names)], default);
        using var rows = BatchOf.Rows(target, [.. people.Select(p => With(p))]);
        using var notes = BatchOf.Rows(own, [.. references.Select(
            (r, i) => With($"{i}", form == "list" ? r.Cast<object?>().ToArray() : Assert.Single(r)))]);
        var (check, findings) = (new ReferenceCheck([target, own]), new DiagnosticList());
        if (isReferenceFirst)
            check.Add(own, notes, new CellLocator(), findings);
        check.Add(target, rows, new CellLocator(), findings);
        check.End(target, isWhole: true, findings);
        if (!isReferenceFirst)
            check.Add(own, notes, new CellLocator(), findings);
        check.Finish(findings);
        return [.. findings.Kept.Select(f => f.Message[f.Message.IndexOf("found", StringComparison.Ordinal)..])];
    }

    private static ColumnSchema Column(string name, bool isList) => new()
    {
        Layout = new(name, ColumnType.String, isList),
        IsNullable = false,
        Description = name,
        Constraints = ColumnConstraints.None,
    };
}
