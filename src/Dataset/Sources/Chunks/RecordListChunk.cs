using Dataset.Diagnostics;
using Dataset.Sources.Binding;
using Dataset.Sources.Locating;
using Dataset.Sources.Reading;
using Dataset.Syntax;

namespace Dataset.Sources.Chunks;

/// <summary>All records of a YAML or JSON list.</summary>
internal sealed class RecordListChunk(SourceContext context, ReadOnlyMemory<byte> bytes) : SourceChunk(context.Table)
{
    public override long SizeInBytes => bytes.Length;

    internal override RecordBatch BindRecords(DiagnosticList findings)
    {
        var node = context.Form.Notation == SourceNotation.Yaml
            ? YamlTree.Read(bytes.Span, context.DisplayPath, findings)
            : JsonTree.Read(bytes.Span, context.DisplayPath, findings);
        IReadOnlyList<SourceNode> records = (node as SourceList)?.Items ?? [];
        if (node is not SourceList || records.Any(r => r is not SourceMap))
            context.LeaveOut();
        if (node is not (null or SourceList))
            findings.Add(Rules.ListIsList, node.Location, $"Expected a list of records, found {node.Describe()}.");
        var rows = Table.Schema.CreateBatch();
        foreach (var record in records)
            TreeRecords.Append(record, context.Plan, rows, findings);
        return new RecordBatch { Rows = rows, IsSorted = false, Locator = new TreeLocator(context, records) };
    }
}
