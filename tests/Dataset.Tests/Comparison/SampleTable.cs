using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Schemas.Reading;

namespace Dataset.Tests.Comparison;

/// <summary>A table of a <see cref="SampleRelease"/>.</summary>
internal sealed record SampleTable(string Name, string SchemaJson, IReadOnlyList<IReadOnlyList<string>> Parts)
{
    public TableSchema Schema
    {
        get
        {
            var findings = new DiagnosticList();
            var schema = SchemaFile.Read(Name, System.Text.Encoding.UTF8.GetBytes(SchemaJson), $"{Name}.schema.json", findings);
            Assert.Empty(findings.Kept.Select(f => f.ToString()));
            return schema!;
        }
    }

    public SampleTable WithRows(params string[] rows) => this with { Parts = [rows] };

    /// <summary>With some text of the schema in place of another, which must be there once.</summary>
    public SampleTable Edit(string from, string to)
    {
        Assert.Equal(2, SchemaJson.Split(from).Length);
        return this with { SchemaJson = SchemaJson.Replace(from, to, StringComparison.Ordinal) };
    }
}
