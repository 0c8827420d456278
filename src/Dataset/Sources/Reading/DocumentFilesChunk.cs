using System.Buffers;
using System.Text.Unicode;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Normalization;
using Dataset.Sources.Binding;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;
using Microsoft.Win32.SafeHandles;

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
        ReceivedFile? received = null;
        SourceMap? record;
        bool hasText;
        if (document.HasFrontMatter)
        {
            hasText = TryReadBoth(text, batch.Contents, findings, out record, out received);
        }
        else
        {
            // Both are read even where one has findings, so that all come at once.
            record = ReadMetadata(context.Path.Append(document.Metadata), findings);
            string? encoding = null;
            if (record is not null && !DeclaredEncoding.TryRead(record, findings, out encoding))
            {
                batch.Contents.AppendNull();
                hasText = true;
            }
            else
            {
                hasText = encoding is null ? TryReadText(text, batch.Contents, findings)
                    : TryReadEncoded(text, encoding, batch.Contents, findings, out received);
            }
        }
        if (record is null || !hasText)
        {
            batch.AbandonDocument();
            context.LeaveOut();
            return;
        }
        var annotations = TreeDocuments.Append(record, context.Plan, batch, findings);
        batch.Keys.AppendText(document.Key);
        locator.Add(record, context.DisplayOf(text));
        batch.EndDocument(
            new DocumentOrigin(text.Value, 0)
            {
                Received = received,
                EncodingDeclaredIn = document.HasFrontMatter ? TextInspector.FrontMatter : document.Key + document.MetadataEnding,
            },
            annotations);
    }

    private bool TryReadText(RelativePath path, TextColumn contents, DiagnosticList findings)
    {
        using var file = OpenText(path, findings, out var size);
        if (file is null)
            return false;
        var bytes = contents.AppendUtf8(size);
        WholeFile.Read(file, bytes, context.DisplayOf(path));
        Enter(path, bytes, null);
        return true;
    }

    private SafeFileHandle? OpenText(RelativePath path, DiagnosticList findings, out int size)
    {
        size = 0;
        var displayPath = context.DisplayOf(path);
        var file = WholeFile.Open(context.PathOf(path), displayPath, findings);
        if (file is null)
            return null;
        var length = RandomAccess.GetLength(file);
        if (WholeFile.IsWithin(
            length, context.Limits.MaximumTextInBytes, nameof(SourceLimits.MaximumTextInBytes), displayPath, findings))
        {
            size = (int)length;
            return file;
        }
        file.Dispose();
        return null;
    }

    private byte[]? ReadBytes(RelativePath path, DiagnosticList findings)
    {
        using var file = OpenText(path, findings, out var size);
        if (file is null)
            return null;
        var bytes = new byte[size];
        WholeFile.Read(file, bytes, context.DisplayOf(path));
        return bytes;
    }

    /// <summary>Reads a text in another encoding; where bytes of it are no characters, null takes its place.</summary>
    private bool TryReadEncoded(
        RelativePath path, string encoding, TextColumn contents, DiagnosticList findings, out ReceivedFile? received)
    {
        received = null;
        if (ReadBytes(path, findings) is not { } bytes)
            return false;
        received = Enter(path, bytes, encoding);
        if (SourceBytes.Decode(bytes, encoding) is { } text)
        {
            text.CopyTo(contents.AppendUtf8(text.Length));
            return true;
        }
        DeclaredEncoding.Report(bytes, encoding, context.DisplayOf(path), findings);
        contents.AppendNull();
        return true;
    }

    /// <summary>Reads a text with its metadata in front.</summary>
    private bool TryReadBoth(
        RelativePath path, TextColumn contents, DiagnosticList findings, out SourceMap? record, out ReceivedFile? received)
    {
        (record, received) = (null, null);
        if (ReadBytes(path, findings) is not { } bytes)
            return false;
        var (displayPath, encoding) = (context.DisplayOf(path), FrontMatter.EncodingOf(bytes));
        received = Enter(path, bytes, encoding);
        if ((encoding is null ? bytes : SourceBytes.Decode(bytes, encoding)) is not { } text)
        {
            DeclaredEncoding.Report(bytes, encoding!, displayPath, findings);
            return false;
        }
        var matter = FrontMatter.Find(text, out var problem);
        if (problem is not null)
        {
            // In bytes of another kind there is no line --- to be found; the mark of UTF-32 begins like that of UTF-16.
            var mayBeOther = encoding is null || SourceEncoding.NameOfMark(bytes)?.StartsWith("UTF-32", StringComparison.Ordinal) == true;
            if (!mayBeOther || SourceEncoding.TryTakeMark(bytes, displayPath, findings, out _, takesMark: true))
                findings.Add(
                    Rules.MarkdownHasFrontMatter, new Location(displayPath, 1),
                    $"Expected the metadata between two lines --- at the head of the file, found {problem}.");
            return false;
        }
        var yaml = text.AsSpan(matter.Start..matter.YamlEnd);
        if (!WholeFile.IsWithin(
            yaml.Length, context.Limits.MaximumMetadataInBytes, nameof(SourceLimits.MaximumMetadataInBytes), displayPath, findings))
            return false;
        if (!Utf8.IsValid(yaml))
        {
            // One finding for all of the file, with what may be declared.
            TextInspector.Report(
                text, TextDefects.NotUtf8, new Location(displayPath), findings, declaredIn: TextInspector.FrontMatter);
            return false;
        }
        record = YamlTree.Read(yaml, displayPath, findings) is { } node
            ? TreeRecords.AsMap(node, "a document's metadata", findings) : null;
        if (record is null)
            return false;
        if (!DeclaredEncoding.TryRead(record, findings, out var declared))
        {
            contents.AppendNull();
        }
        else if (declared == encoding || (encoding == "utf-16" && declared is "utf-16le" or "utf-16be"))
        {
            var content = matter.Blank(text, received.Encoding);
            content.CopyTo(contents.AppendUtf8(content.Length));
        }
        else
        {
            findings.Add(
                Rules.EncodingIsKnown, record.Location,
                $"Expected {Printable.Quoted($"{DeclaredEncoding.Key}: {declared ?? encoding}")} as a line of the front matter, found "
                    + (declared is null ? $"a file in {encoding} without it." : "it in another form."));
            contents.AppendNull();
        }
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
            Enter(path, bytes, null);
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

    private ReceivedFile Enter(RelativePath path, ReadOnlySpan<byte> bytes, string? encoding)
    {
        sizeInBytes += bytes.Length;
        var digest = Digest.Of(bytes);
        context.Ledger.Add(path, bytes.Length, digest, encoding);
        return new(bytes.Length, digest, encoding is null ? null : SourceBytes.EncodingOf(encoding, bytes));
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
