using System.Text;
using Dataset.Comparison;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Releases;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Comparison;

/// <summary>The differences as JSON say all: applied to the old rows they give the new ones, byte for byte.</summary>
public sealed class DifferenceJsonTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dataset-test-");

    [Property(MaxTest = 100)]
    public Property Applied_to_the_old_rows_they_give_the_new_content_digest() => Prop.ForAll(GeneratedRows.Arbitrary(), rows =>
        Applies(new SampleRelease { Tables = [rows.Old] }, new SampleRelease { Version = "2.0.0", Tables = [rows.New] }));

    [Fact]
    public void Tables_that_come_go_and_change_their_key_apply_too() => Applies(
        new SampleRelease(),
        new SampleRelease
        {
            Version = "2.0.0",
            Tables =
            [
                SampleRelease.People.Edit("[\"person_id\", \"year\"]", "[\"year\", \"person_id\"]"),
                SampleRelease.Notes with { Name = "letters" },
            ],
        });

    [Fact]
    public void Their_form_is_described()
    {
        var rows = SampleRelease.Notes.Parts[0];
        var now = new SampleRelease { Version = "1.0.1" }.Table(SampleRelease.Notes.WithRows(
            rows[0].Replace("0.5", "1e-7", StringComparison.Ordinal), rows[2],
            """{"note_id":"𝒳","kind":"long","lines":2,"share":null,"quote":"N","tags":[],"person_id":null}"""));
        Assert.Equal("""
            {
              "old": {"name": "sample", "version": "1.0.0", "checksums": "OLD"},
              "new": {"name": "sample", "version": "1.0.1", "checksums": "NEW"},
              "tables": [
                {
                  "name": "notes",
                  "standing": "kept",
                  "key": ["note_id"],
                  "columns": ["note_id", "kind", "lines", "share", "quote", "tags", "person_id"],
                  "rows": [
                    {"change": "changed", "key": ["bridge"], "cells": {"share": {"old": 0.5, "new": 1e-7}}},
                    {"change": "removed", "key": ["river"]},
                    {"change": "added", "key": ["𝒳"], "row": {"note_id":"𝒳","kind":"long","lines":2,"share":null,"quote":"N","tags":[],"person_id":null}}
                  ],
                  "added": 1, "removed": 1, "changed": 1, "extended": 0, "unchanged": 1
                },
                {
                  "name": "people",
                  "standing": "kept",
                  "key": ["person_id", "year"],
                  "columns": ["person_id", "year", "names"],
                  "rows": [],
                  "added": 0, "removed": 0, "changed": 0, "extended": 0, "unchanged": 2
                }
              ],
              "changes": [
                {"bump": "major", "kind": "rows-gone", "table": "notes", "column": null, "message": "1 row is gone", "why": "Users who hold their keys find nothing."},
                {"bump": "minor", "kind": "rows-added", "table": "notes", "column": null, "message": "1 row is new", "why": "What was there is still there."},
                {"bump": "patch", "kind": "rows-changed", "table": "notes", "column": null, "message": "1 row has other values", "why": "They were corrected, and keep every promise of the schema."}
              ],
              "bump": "major",
              "leastVersion": "2.0.0",
              "isVersionHighEnough": false
            }

            """.ReplaceLineEndings("\n"), JsonOf(new SampleRelease(), now, out _, out _));
    }

    [Theory]
    [InlineData("\u202E")]
    [InlineData("\u2067")]
    [InlineData("\u200F")]
    [InlineData("\u2028")]
    [InlineData("\uFEFF")]
    public void What_nobody_sees_is_escaped_and_means_the_same(string unseen)
    {
        using var text = new StringWriter();
        var json = new DifferenceJson(text);
        var name = new ReleaseIdentity($"a{unseen}", new(1, 0, 0), null);
        json.Begin(name, name, []);
        Assert.DoesNotContain(unseen, text.ToString(), StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"\"name\": \"a\\u{(int)unseen[0]:x4}\""), text.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Applies(SampleRelease old, SampleRelease now)
    {
        var json = JsonOf(old, now, out var oldPath, out var manifest);
        var applied = AppliedDifference.Of(json, name => old.Tables.Single(t => t.Name == name).Parts.SelectMany(p => p));
        Assert.Equal(
            old.Tables.Select(t => t.Name).Except(now.Tables.Select(t => t.Name)), applied.Where(t => t.Value is null).Select(t => t.Key));
        foreach (var table in now.Tables)
        {
            Assert.Equal(
                string.Concat(table.Parts.SelectMany(p => p).Select(r => r + "\n")), Encoding.UTF8.GetString(applied[table.Name]!));
            if (table.Parts.Count == 1)
                Assert.Equal(
                    manifest.Tables.Single(t => t.Name == table.Name).ContentDigest, ContentDigest.Of([Digest.Of(applied[table.Name]!)]));
        }
        Directory.Delete(oldPath, recursive: true);
    }

    private string JsonOf(SampleRelease old, SampleRelease now, out string oldPath, out Manifest manifest)
    {
        using var before = old.Open(folder.FullName);
        using var after = now.Open(folder.FullName);
        (oldPath, manifest) = (before.DisplayPath, after.Manifest);
        using var text = new StringWriter();
        var findings = new DiagnosticList();
        Assert.NotNull(ReleaseDiff.Compare(before, after, new DifferenceJson(text), findings));
        Assert.Empty(findings.Kept);
        Directory.Delete(after.DisplayPath, recursive: true);
        return text.ToString()
            .Replace(before.Identity.Checksums!.ToString(), "OLD", StringComparison.Ordinal)
            .Replace(after.Identity.Checksums!.ToString(), "NEW", StringComparison.Ordinal);
    }
}
