using System.Buffers;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Tables;

namespace Dataset.Sources.Reading;

/// <summary>
/// Some documents of a folder, whose files are read when they are bound: opening them is what costs, so it is done on every thread.
/// </summary>
internal sealed class DocumentFilesChunk(SourceContext context, ArraySegment<DocumentFiles> documents) : SourceChunk(context.Table)
{
    private long sizeInBytes;

    public override long SizeInBytes => sizeInBytes;

    internal override DocumentBatch BindDocuments(DiagnosticList findings)
    {
        var locator = new FolderLocator(context);
        var batch = context.CreateDocuments(locator, null);
        locator.Documents = batch;
        foreach (var document in documents)
            Append(document, batch, locator, findings);
        return batch;
    }

    private void Append(DocumentFiles document, DocumentBatch batch, FolderLocator locator, DiagnosticList findings)
    {
        var text = context.Path.Append(document.Text);
        var metadata = context.Path.Append(document.Metadata);
        // Both are read even where one has findings, so that all come at once.
        var hasText = TryReadText(text, batch.Contents, findings);
        if (ReadMetadata(metadata, findings) is not { } record || !hasText)
        {
            batch.AbandonDocument();
            context.LeaveOut();
            return;
        }
        var annotations = TreeDocuments.Append(record, context.Plan, batch, findings);
        batch.Keys.AppendText(document.Key);
        locator.Add(record, context.DisplayOf(text));
        batch.EndDocument(new DocumentOrigin(text.Value, 0), annotations);
    }

    private bool TryReadText(RelativePath path, TextColumn contents, DiagnosticList findings)
    {
        var displayPath = context.DisplayOf(path);
        using var file = WholeFile.Open(context.PathOf(path), displayPath, findings);
        if (file is null)
            return false;
        var size = RandomAccess.GetLength(file);
        if (!WholeFile.IsWithin(size, context.Limits.MaximumTextInBytes, nameof(SourceLimits.MaximumTextInBytes), displayPath, findings))
            return false;
        var bytes = contents.AppendUtf8((int)size);
        WholeFile.Read(file, bytes, displayPath);
        Enter(path, bytes);
        return true;
    }

    private SourceMap? ReadMetadata(RelativePath path, DiagnosticList findings)
    {
        var displayPath = context.DisplayOf(path);
        using var file = WholeFile.Open(context.PathOf(path), displayPath, findings);
        if (file is null)
            return null;
        var size = RandomAccess.GetLength(file);
        if (!WholeFile.IsWithin(
            size, context.Limits.MaximumMetadataInBytes, nameof(SourceLimits.MaximumMetadataInBytes), displayPath, findings))
            return null;
        var rented = ArrayPool<byte>.Shared.Rent((int)size);
        try
        {
            var bytes = rented.AsSpan(0, (int)size);
            WholeFile.Read(file, bytes, displayPath);
            Enter(path, bytes);
            var node = path.Name.EndsWith(DocumentFolder.YamlEnding, StringComparison.Ordinal)
                ? YamlTree.Read(bytes, displayPath, findings)
                : JsonTree.Read(bytes, displayPath, findings);
            return node is null ? null : TreeRecords.AsMap(node, "a document's metadata", findings);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Enter(RelativePath path, ReadOnlySpan<byte> bytes)
    {
        sizeInBytes += bytes.Length;
        context.Ledger.Add(path, bytes.Length, Digest.Of(bytes));
    }
}

/// <summary>Finds values in the metadata files of a folder's documents, whose nodes it keeps.</summary>
internal sealed class FolderLocator(SourceContext context) : MapLocator(context)
{
    private readonly List<(SourceMap Metadata, string TextPath)> documents = [];

    public void Add(SourceMap metadata, string textDisplayPath) => documents.Add((metadata, textDisplayPath));

    public override Location LocateText(int document) => new(documents[document].TextPath);

    protected override SourceMap? RecordOf(int row) => documents[row].Metadata;

    protected override Location PlaceOf(int row) => documents[row].Metadata.Location;

    /// <summary>What is derived comes from the text's file, its name or its bytes.</summary>
    protected override Location WithoutKey(int row, string? column) =>
        column is not null && Context.Plan.IsDerived(column) ? LocateText(row) : PlaceOf(row);
}
