using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>Cuts a table's source into chunks, one after another.</summary>
internal static class ChunkReader
{
    public static IEnumerable<SourceChunk> Read(SourceContext context, DiagnosticList findings)
    {
        if (SourceLinks.AreOn(context.Folder, context.Path.Value, findings))
        {
            context.LeaveOut();
            return [];
        }
        return context.Form.Notation switch
        {
            SourceNotation.Folder => ReadFolder(context, findings),
            SourceNotation.JsonLines or SourceNotation.Csv or SourceNotation.Parquet => new BulkReader(context, findings).Read(),
            SourceNotation.Excel => new ExcelSource(context, findings).Read(),
            _ => ReadList(context, findings),
        };
    }

    /// <summary>The range of a folder that a part takes.</summary>
    /// <param name="context">Of the documents' table.</param>
    /// <param name="documents">All of them, in order.</param>
    /// <param name="part">0-based.</param>
    public static SourceRange RangeOf(SourceContext context, IReadOnlyList<DocumentFiles> documents, int part)
    {
        var (from, to) = ((int)context.Parts.Start(part, documents.Count), (int)context.Parts.Start(part + 1, documents.Count));
        var names = new StringBuilder();
        for (var i = from; i < to; i++)
            names.Append(documents[i].Text).Append('\n').Append(documents[i].Metadata).Append('\n');
        return new(
            context.Table.Name, SourceFile.PathOf(context.Path), SourceUnit.Document, from, to, documents.Count,
            Digest.Of(Encoding.UTF8.GetBytes(names.ToString())));
    }

    private static IEnumerable<SourceChunk> ReadFolder(SourceContext context, DiagnosticList findings)
    {
        var folder = new DocumentFolder(context.PathOf(context.Path), context.DisplayPath, findings);
        var documents = folder.List().ToArray();
        if (!folder.IsWhole)
            context.LeaveOut();
        if (context.Parts is { IsPartial: true, Number: { } number })
            context.Range = RangeOf(context, documents, number - 1);
        foreach (var part in context.Parts.Parts)
        {
            var end = (int)context.Parts.Start(part + 1, documents.Length);
            for (int start = (int)context.Parts.Start(part, documents.Length), size; start < end; start += size)
            {
                size = Math.Min(context.Limits.ChunkInDocuments, end - start);
                yield return new DocumentFilesChunk(context, new(documents, start, size)) { Part = part };
            }
        }
    }

    private static IEnumerable<SourceChunk> ReadList(SourceContext context, DiagnosticList findings)
    {
        if (WholeFile.ReadMetadata(context.PathOf(context.Path), context.DisplayPath, context.Limits, findings) is not { } bytes)
        {
            context.LeaveOut();
            yield break;
        }
        context.Ledger.Add(context.Path, bytes.Length, Digest.Of(bytes));
        yield return new RecordListChunk(context, bytes);
    }
}

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
        if (node is not (null or SourceList or SourceScalar { Kind: ScalarKind.Unknown }))
            findings.Add(Rules.ListIsList, node.Location, $"Expected a list of records, found {node.Describe()}.");
        var rows = Table.Schema.CreateBatch();
        foreach (var (index, record) in records.Index())
        {
            TreeRecords.Append(record, context.Plan, rows, findings);
            context.EndRecord(rows, index + 1);
        }
        return new RecordBatch { Rows = rows, Locator = new TreeLocator(context, records) };
    }
}

/// <summary>Finds values in records of a YAML or JSON list or of a sheet, whose nodes it keeps.</summary>
internal sealed class TreeLocator(SourceContext context, IReadOnlyList<SourceNode> records) : MapLocator(context)
{
    public override Location LocateText(int document) =>
        PlaceIn(RecordOf(document), Context.Plan.Keys.FirstOrDefault(k => k.Role == KeyRole.DocumentText)?.Name, -1) ?? PlaceOf(document);

    protected override SourceMap? RecordOf(int row) => records[row] as SourceMap;

    protected override Location PlaceOf(int row) => records[row].Location;
}
