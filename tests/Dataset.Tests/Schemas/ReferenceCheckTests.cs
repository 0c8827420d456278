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

    [Fact]
    public void Keys_whose_digests_begin_alike_are_two_keys()
    {
        var starts = Alike.Select(k => Convert.ToHexString(SHA256.HashData([16, 0, 0, 0, .. Encoding.UTF8.GetBytes(k)]))[..16]);
        Assert.Single(starts.Distinct());
        Assert.Equal(["found \"5559634a7dfbd36e\", which no row has."], Dangling([Alike[0]], [[Alike[1]]]));
        Assert.Empty(Dangling(Alike, [[Alike[1], Alike[0]]]));
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

    private static IReadOnlyList<string> Dangling(string[] people, string[][] references, bool isReferenceFirst = false)
    {
        var key = Column("id", isList: false);
        var target = new TableSchema("people", "People", "People.", [key], ["id"], [], default);
        var own = new TableSchema(
            "notes", "Notes", "Notes.", [key, Column("people", isList: true)], ["id"], [new(["people"], "people", ["id"])], default);
        using var rows = BatchOf.Rows(target, [.. people.Select(p => new object?[] { p })]);
        using var notes = BatchOf.Rows(own, [.. references.Select((r, i) => new object?[] { $"{i}", r.Cast<object?>().ToArray() })]);
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
