using System.Buffers;
using System.Security.Cryptography;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Parquet;
using Dataset.Schemas;
using Dataset.Sources;
using Dataset.Sources.Reading;
using Dataset.Tables;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Sharding;

/// <summary>The sources as they are: every file's digest, and what each part of so many takes of them. Nothing is parsed.</summary>
internal sealed class SourceInventory
{
    private const int PieceInBytes = 1 << 18;
    private readonly int count;
    private readonly WorkQueue work;
    private readonly DiagnosticList findings;

    /// <summary>Files that every part reads.</summary>
    private readonly List<SourceFile> common;

    /// <summary>Files that the parts read each for themselves, and those that none reads as a whole.</summary>
    private readonly List<SourceFile>[] own;
    private readonly List<SourceFile> cut = [];
    private readonly List<SourceRange>[] ranges;

    private SourceInventory(SourceFolder folder, int count, WorkQueue work, DiagnosticList findings)
    {
        (this.count, this.work, this.findings) = (count, work, findings);
        common = [.. folder.Files];
        own = [.. Enumerable.Range(0, count).Select(_ => new List<SourceFile>())];
        ranges = [.. Enumerable.Range(0, count).Select(_ => new List<SourceRange>())];
    }

    /// <summary>Every file, by path.</summary>
    public IReadOnlyList<SourceFile> Files => [.. common.Concat(own.SelectMany(o => o)).Concat(cut).OrderBy(f => f.Path)];

    /// <summary>Takes it.</summary>
    /// <param name="folder">The sources.</param>
    /// <param name="count">Into how many parts documents are cut.</param>
    /// <param name="work">The threads.</param>
    /// <param name="findings">Takes what is wrong with the files.</param>
    /// <returns>Null where there are findings of severity error.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SourceInventory? Take(SourceFolder folder, int count, WorkQueue work, DiagnosticList findings)
    {
        var inventory = new SourceInventory(folder, count, work, findings);
        foreach (var table in folder.Tables.Where(t => t.Source.Kind is TableKind.Documents or TableKind.Records))
            inventory.Add(new(folder, table, SourceLimits.Default, PartSelection.All(count)));
        return findings.HasErrors ? null : inventory;
    }

    /// <summary>The files that a part reads as a whole, by path.</summary>
    /// <param name="part">0-based.</param>
    public IReadOnlyList<SourceFile> FilesOf(int part) => [.. common.Concat(own[part]).OrderBy(f => f.Path)];

    /// <summary>What a part takes of the documents tables' sources, in the descriptor's order.</summary>
    /// <param name="part">0-based.</param>
    public IReadOnlyList<SourceRange> RangesOf(int part) => ranges[part];

    private void Add(SourceContext context)
    {
        if (context.Form.Notation == SourceNotation.Folder)
            AddFolder(context);
        else if (WholeFile.Open(context.PathOf(context.Path), context.DisplayPath, findings) is { } handle)
            AddFile(context, handle);
    }

    private void AddFolder(SourceContext context)
    {
        var documents = new DocumentFolder(context.PathOf(context.Path), context.DisplayPath, findings).List();
        for (var part = 0; part < count; part++)
        {
            if (count > 1)
                ranges[part].Add(ChunkReader.RangeOf(context, documents, part));
            var (from, to) = ((int)context.Parts.Start(part, documents.Count), (int)context.Parts.Start(part + 1, documents.Count));
            var paths = documents.Skip(from).Take(to - from)
                .SelectMany(d => new[] { d.Text, d.Metadata }).Select(context.Path.Append);
            foreach (var files in work.InOrder(paths.Chunk(SourceDigests.BatchCount), batch => Hash(context, batch)))
                own[part].AddRange(files);
        }
    }

    private IReadOnlyList<SourceFile> Hash(SourceContext context, RelativePath[] paths)
    {
        var own = new DiagnosticList();
        var files = SourceDigests.Of(context, paths, own, work.Cancellation);
        lock (findings)
            findings.AddRange(own);
        return files;
    }

    private void AddFile(SourceContext context, Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        using var file = new HashedFile(handle);
        if (!context.Parts.IsCut)
        {
            Drain(file);
            // The sheets of a workbook are tables of one file.
            if (new SourceFile(SourceFile.PathOf(context.Path), file.BytesRead, file.Digest) is var whole && !common.Contains(whole))
                common.Add(whole);
            return;
        }
        var size = RandomAccess.GetLength(handle);
        foreach (var (part, from, to) in RecordRanges.Of(handle, size, context.Form.Notation, context.Parts, context.Dialect))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var range = new RangeStream(file, to - from, context.DisplayPath);
            Drain(range, hash);
            ranges[part].Add(new(context.Table.Name, SourceFile.PathOf(context.Path), SourceUnit.Byte, from, to, size, Digest.Of(hash)));
        }
        cut.Add(new(SourceFile.PathOf(context.Path), file.BytesRead, file.Digest));
    }

    private void Drain(ForwardStream stream, IncrementalHash? hash = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceInBytes);
        try
        {
            for (int read; (read = stream.Read(buffer.AsSpan())) > 0;)
            {
                work.Cancellation.ThrowIfCancellationRequested();
                hash?.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>Digests of many files, most of them small: a buffer serves for all, and what fits into it is hashed at once.</summary>
internal static class SourceDigests
{
    /// <summary>Files that are worth a turn of their own on a thread.</summary>
    public const int BatchCount = 128;

    /// <summary>More than most texts have.</summary>
    private const int BufferInBytes = 1 << 16;

    /// <summary>Hashes files.</summary>
    /// <param name="context">Their source.</param>
    /// <param name="paths">In the source folder.</param>
    /// <param name="findings">Takes what is wrong with a file, which is then left out.</param>
    /// <param name="cancellation">Stops between two reads.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<SourceFile> Of(
        SourceContext context, IReadOnlyList<RelativePath> paths, DiagnosticList findings, CancellationToken cancellation)
    {
        var files = new List<SourceFile>(paths.Count);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferInBytes);
        try
        {
            foreach (var path in paths)
            {
                using var handle = WholeFile.Open(context.PathOf(path), context.DisplayOf(path), findings);
                if (handle is null)
                    continue;
                var (size, digest) = Hash(handle, buffer, cancellation);
                files.Add(new(SourceFile.PathOf(path), size, digest));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return files;
    }

    private static (long SizeInBytes, Digest Digest) Hash(SafeFileHandle handle, byte[] buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var filled = 0;
        for (int read; filled < buffer.Length && (read = RandomAccess.Read(handle, buffer.AsSpan(filled), filled)) > 0;)
            filled += read;
        if (filled < buffer.Length)
            return (filled, Digest.Of(buffer.AsSpan(0, filled)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(buffer, 0, filled);
        long size = filled;
        for (int read; (read = RandomAccess.Read(handle, buffer, size)) > 0; size += read)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        return (size, Digest.Of(hash));
    }
}
