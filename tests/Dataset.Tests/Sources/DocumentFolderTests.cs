using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Sources;
using Dataset.Sources.Reading;

namespace Dataset.Tests.Sources;

public sealed class DocumentFolderTests : IDisposable
{
    private const string Metadata = "title: t\ntags: []\n";
    private readonly TempSources sources = new();

    public DocumentFolderTests() => sources.Table("notes", "from: documents, path: notes", TempSources.NoteColumns)
        .Write("notes/z.txt", "z").Write("notes/z.yaml", Metadata);

    public void Dispose() => sources.Dispose();

    [Fact]
    public void Documents_come_by_key_in_the_order_of_UTF8_with_YAML_or_JSON()
    {
        foreach (var key in (string[])["a-b", "a", "ab", "B", "\U00010000", "\uE000"])
            sources.Write($"notes/{key}.txt", key).Write($"notes/{key}.json", "{\"title\": \"t\", \"tags\": []}");
        var (rows, findings) = sources.Read("notes", new SourceLimits { ChunkInDocuments = 3 });
        Assert.Empty(findings);
        Assert.Equal(["B", "a", "a-b", "ab", "z", "\uE000", "\U00010000"], rows.Select(r => r.Split(':')[0]));
    }

    [Fact]
    public void Whatever_is_not_a_pair_of_files_is_found()
    {
        sources.Write("notes/alone.txt", "x").Write("notes/orphan.yaml", Metadata).Write("notes/two.txt", "x")
            .Write("notes/two.yaml", Metadata)
            .Write("notes/two.json", "{}").Write("notes/.DS_Store", "x").Write("notes/.txt", "x").Write("notes/note.md", "x")
            .Write("notes/sub/a.txt", "x")
            .Write("notes/Z.txt", "x").Write("notes/Z.yaml", Metadata).Write("notes/con.txt", "x").Write("notes/con.yaml", Metadata)
            .Write("notes/a..txt", "x").Write("notes/b .yaml", Metadata).Write("notes/e\u0301.txt", "x").Write("notes/line\nend.txt", "x");
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings);
        Assert.Equal(["Z", "z"], rows.Select(r => r.Split(':')[0]));
    }

    [Theory]
    [InlineData("utf-32", "DS1102: Expected UTF-8, found a byte-order mark of UTF-32, little-endian.")]
    [InlineData("utf-16LE", "DS1102: Expected UTF-8, found UTF-16, little-endian, without a byte-order mark.")]
    public void A_text_with_its_metadata_in_another_encoding_is_not_said_to_lack_them(string encoding, string named)
    {
        var form = Encoding.GetEncoding(encoding);
        var text = form.GetBytes("---\ntitle: t\ntags: []\n---\nText.\n");
        sources.Write("notes/note.md", encoding == "utf-32" ? [.. form.Preamble, .. text] : text);
        Assert.Equal([$"seeds/notes/note.md(1,1): error {named}"], sources.Read("notes").Findings);
    }

    [Fact]
    public void Links_pipes_sockets_and_devices_are_refused_without_opening_them()
    {
        if (OperatingSystem.IsWindows())
            return;
        sources.Write("notes/link.yaml", Metadata).Write("notes/pipe.yaml", Metadata).Write("notes/socket.yaml", Metadata)
            .Write("notes/loop.txt", "x");
        File.CreateSymbolicLink(sources.At("notes/link.txt"), sources.At("notes/z.txt"));
        File.CreateSymbolicLink(sources.At("notes/loop.yaml"), sources.At("notes/loop.yaml"));
        Directory.CreateSymbolicLink(sources.At("notes/circle"), sources.At("notes"));
        Directory.CreateSymbolicLink(sources.At("notes/folder.txt"), sources.At("notes"));
        File.CreateSymbolicLink(sources.At("notes/dangling"), sources.At("nothing"));
        File.CreateSymbolicLink(sources.At("notes/dangling.txt"), sources.At("nothing"));
        File.CreateSymbolicLink(sources.At("notes/dangling.json"), sources.At("nothing"));
        File.CreateSymbolicLink(sources.At("notes/single.txt"), sources.At("nothing"));
        File.CreateSymbolicLink(sources.At("notes/orphan.yaml"), "orphan.yaml");
        File.CreateSymbolicLink(sources.At("notes/.#lock"), "user@host:1");
        using (var mkfifo = Process.Start("mkfifo", [sources.At("notes/pipe.txt")]))
            mkfifo.WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(sources.At("notes/socket.txt")));
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings);
        Assert.Single(rows);
    }

    [Fact]
    public void A_folder_that_is_missing_empty_or_something_else_is_a_finding()
    {
        Directory.Delete(sources.At("notes"), recursive: true);
        Approved.Findings(sources.Read("notes").Findings, "missing");
        Directory.CreateDirectory(sources.At("notes"));
        Approved.Findings(sources.Read("notes").Findings, "empty");
        Directory.Delete(sources.At("notes"));
        File.WriteAllText(sources.At("notes"), "x");
        Approved.Findings(sources.Read("notes").Findings, "a file");
        if (OperatingSystem.IsWindows())
            return;
        File.Delete(sources.At("notes"));
        Directory.CreateDirectory(sources.At("elsewhere"));
        Directory.CreateSymbolicLink(sources.At("notes"), sources.At("elsewhere"));
        Approved.Findings(sources.Read("notes").Findings, "a link");
    }

    [Fact]
    public void Files_have_limits_with_names()
    {
        sources.Write("notes/z.txt", "12345").Write("notes/z.yaml", Metadata);
        Approved.Findings(sources.Read("notes", new SourceLimits { MaximumTextInBytes = 4 }).Findings, "text");
        Approved.Findings(sources.Read("notes", new SourceLimits { MaximumMetadataInBytes = 4 }).Findings, "metadata");
    }

    [Fact]
    public void Metadata_that_cannot_be_read_leaves_the_document_out_and_the_others_in()
    {
        sources.Write("notes/a.txt", "x").Write("notes/a.yaml", "title: [").Write("notes/b.txt", "x").Write("notes/b.yaml", "- title")
            .Write("notes/c.txt", "x")
            .Write("notes/c.json", "{\"title\": \"\\ud800\", \"tags\": [], \"tags\": []}");
        var (rows, findings) = sources.Read("notes");
        Approved.Findings(findings);
        Assert.Equal(["c", "z"], rows.Select(r => r.Split(':')[0]));
    }

    [Fact]
    public void Texts_are_taken_byte_for_byte_whatever_they_are()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, 0, 0xFF, (byte)'\r', (byte)'\n', (byte)'\r', 0xED, 0xA0, 0x80];
        sources.Write("notes/z.txt", text).Write("notes/a.txt", "").Write("notes/a.yaml", Metadata);
        var findings = new DiagnosticList();
        var folder = sources.Open(findings)!;
        using var reader = new SourceReader(folder, folder.Table("notes"));
        using var batch = reader.BindDocuments(Assert.Single(reader.ReadChunks(findings)), findings);
        Assert.Empty(findings.Kept);
        Assert.Equal(0, batch.Contents.Utf8At(0).Length);
        Assert.Equal(text, batch.Contents.Utf8At(1));
    }

    [Fact]
    public void Plain_scalars_of_YAML_are_what_their_column_takes_them_for()
    {
        sources.Write("notes/z.yaml", "title: no\nstars: ~\ntags: [1.10, 0870, ~, 2024-1-2, yes]\n");
        var (rows, findings) = sources.Read("notes");
        Assert.Empty(findings);
        Assert.StartsWith(
            "z: title=\"no\" stars=null tags=[\"1.10\",\"0870\",null,\"2024-1-2\",\"yes\"] | ", Assert.Single(rows),
            StringComparison.Ordinal);
        sources.Write("notes/z.yaml", "title:\nstars: 0870\ntags: null\n");
        Approved.Findings(sources.Read("notes").Findings);
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_found_and_not_opened()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Shell("touch \"$(printf 'a\\377.txt')\"");
        var (rows, findings) = sources.Read("notes");
        // The runtime could not delete it either.
        Shell("rm a*.txt");
        Approved.Findings(findings);
        Assert.Single(rows);
    }

    private void Shell(string command)
    {
        using var shell = Process.Start("sh", ["-c", $"cd \"$0\" && {command}", sources.At("notes")]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
