using System.Text;
using Dataset.Diagnostics;
using Dataset.Schemas.Checking;
using Dataset.Tables;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dataset.Tests.Schemas;

/// <summary>The compiled checker and NJsonSchema come to the same verdict on every value.</summary>
public class CheckerAndJudgeProperties
{
    /// <summary>400 schemas of five columns with ten rows each: 20,000 verdicts.</summary>
    [Property(MaxTest = 400)]
    public Property Checker_and_judge_agree() => Prop.ForAll(
        GeneratedTable.Any(isPlain: false).ToArbitrary(),
        table =>
        {
            using var batch = BatchOf.Rows(table.Schema, table.Rows);
            var checker = new TableChecker(table.Schema);
            var locator = new CellLocator();
            checker.Check(batch, 0, table.Rows.Length, "t", locator, new DiagnosticList());
            var refused = new List<(int, string)>();
            for (var column = 0; column < table.Schema.Columns.Count; column++)
            {
                for (var row = 0; row < table.Rows.Length; row++)
                {
                    var broken = checker.Judge.Judge(batch, row, column);
                    Assert.Equal(broken, checker.Broken(batch, row, column).ToHashSet());
                    if (broken.Count > 0)
                        refused.Add((row, table.Schema.Columns[column].Name));
                }
            }
            Assert.Equal(refused, locator.Asked.Distinct());
        });

    /// <summary>
    /// NJsonSchema by itself, with the schema's file as it is and rows as objects: the same on plain texts, where nothing has to be put
    /// right.
    /// </summary>
    [Property(MaxTest = 200)]
    public Property Checker_and_plain_NJsonSchema_agree() => Prop.ForAll(
        GeneratedTable.Any(isPlain: true).ToArbitrary(),
        table =>
        {
            using var batch = BatchOf.Rows(table.Schema, table.Rows);
            var schema = JsonSchema.FromJsonAsync(Encoding.UTF8.GetString(table.Schema.Json.Span)).GetAwaiter().GetResult();
            var checker = new TableChecker(table.Schema);
            for (var row = 0; row < table.Rows.Length; row++)
            {
                var findings = new DiagnosticList();
                checker.Check(batch, row, 1, "t", new CellLocator(), findings);
                var record = new JObject(
                    table.Schema.Columns.Select((c, i) => new JProperty(c.Name, JudgeValue.OfRow(batch.Columns[i], row))));
                Assert.Equal(schema.Validate(record).Count == 0, !findings.HasErrors);
            }
        });
}
