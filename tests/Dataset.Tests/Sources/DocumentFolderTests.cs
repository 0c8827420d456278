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
        Assert.Equal(
            [
                "seeds/notes/.DS_Store: warning DS1019: Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found a "
                    + "file that a program keeps there for itself.",
                "seeds/notes/.txt: warning DS1019: Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found a file "
                    + "that a program keeps there for itself.",
                "seeds/notes/a..txt: error DS1003: Expected a name that every system takes, found \"a..txt\", which has a dot before its "
                    + "ending.",
                "seeds/notes/alone.txt: error DS1005: Expected \"alone.yaml\" beside it, found none.",
                "seeds/notes/b .yaml: error DS1003: Expected a name that every system takes, found \"b .yaml\", which has a space before "
                    + "its ending.",
                "seeds/notes/con.txt: error DS1003: Expected a name that every system takes, found \"con.txt\", which is the name of a "
                    + "device on Windows.",
                "seeds/notes/con.yaml: error DS1003: Expected a name that every system takes, found \"con.yaml\", which is the name of a "
                    + "device on Windows.",
                "seeds/notes/e\u0301.txt: error DS1003: Expected a name that every system takes, found \"e\u0301.txt\", which is not in "
                    + "Unicode normalisation form C.",
                "seeds/notes/line\\u{000A}end.txt: error DS1003: Expected a name that every system takes, found \"line\\u{000A}end.txt\", "
                    + "which has the control character U+000A.",
                "seeds/notes/note.md: error DS1008: Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found "
                    + "another file.",
                "seeds/notes/orphan.yaml: error DS1006: Expected \"orphan.txt\" beside it, found none.",
                "seeds/notes/sub: error DS1008: Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found a folder.",
                "seeds/notes/two.json: error DS1007: Expected one file of metadata, found \"two.yaml\" beside \"two.json\".",
                "seeds/notes/z.txt: error DS1004: Expected names that differ in more than case and normalisation, found \"z\" beside "
                    + "\"Z\".",
            ],
            findings);
        Assert.Equal(["Z", "z"], rows.Select(r => r.Split(':')[0]));
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
        using (var mkfifo = Process.Start("mkfifo", [sources.At("notes/pipe.txt")]))
            mkfifo.WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(sources.At("notes/socket.txt")));
        var (rows, findings) = sources.Read("notes");
        Assert.Equal(
            [
                "seeds/notes/circle: error DS1008: Expected NAME.txt, NAME.yaml and NAME.json alone in a folder of documents, found a "
                    + "folder.",
                "seeds/notes/link.txt: error DS1002: Expected a file, found a link.",
                "seeds/notes/loop.yaml: error DS1002: Expected a file, found a link.",
                "seeds/notes/pipe.txt: error DS1002: Expected a file, found a named pipe.",
                "seeds/notes/socket.txt: error DS1002: Expected a file, found a socket.",
            ],
            findings);
        Assert.Single(rows);
    }

    [Fact]
    public void A_folder_that_is_missing_empty_or_something_else_is_a_finding()
    {
        Directory.Delete(sources.At("notes"), recursive: true);
        Assert.Equal(
            ["seeds/notes: error DS1001: Expected a folder of documents, found nothing of that name."], sources.Read("notes").Findings);
        Directory.CreateDirectory(sources.At("notes"));
        Assert.Equal(
            ["seeds/notes: error DS1009: Expected NAME.txt and NAME.yaml for each document, found none."], sources.Read("notes").Findings);
        Directory.Delete(sources.At("notes"));
        File.WriteAllText(sources.At("notes"), "x");
        Assert.Equal(["seeds/notes: error DS1002: Expected a folder of documents, found a file."], sources.Read("notes").Findings);
        if (OperatingSystem.IsWindows())
            return;
        File.Delete(sources.At("notes"));
        Directory.CreateDirectory(sources.At("elsewhere"));
        Directory.CreateSymbolicLink(sources.At("notes"), sources.At("elsewhere"));
        Assert.Contains("seeds/notes: error DS1002: Expected a folder of documents, found a link.", sources.Read("notes").Findings);
    }

    [Fact]
    public void Files_have_limits_with_names()
    {
        sources.Write("notes/z.txt", "12345").Write("notes/z.yaml", Metadata);
        Assert.Equal(
            ["seeds/notes/z.txt: error DS1011: Expected at most 4 bytes (MaximumTextInBytes), found 5."],
            sources.Read("notes", new SourceLimits { MaximumTextInBytes = 4 }).Findings);
        Assert.Equal(
            ["seeds/notes/z.yaml: error DS1011: Expected at most 4 bytes (MaximumMetadataInBytes), found 18."],
            sources.Read("notes", new SourceLimits { MaximumMetadataInBytes = 4 }).Findings);
    }

    [Fact]
    public void Metadata_that_cannot_be_read_leaves_the_document_out_and_the_others_in()
    {
        sources.Write("notes/a.txt", "x").Write("notes/a.yaml", "title: [").Write("notes/b.txt", "x").Write("notes/b.yaml", "- title")
            .Write("notes/c.txt", "x")
            .Write("notes/c.json", "{\"title\": \"\\ud800\", \"tags\": [], \"tags\": []}");
        var (rows, findings) = sources.Read("notes");
        Assert.Equal(
            [
                "seeds/notes/a.yaml(1,8): error DS1120: Expected a bracket that closes this one, found the end of the file.",
                "seeds/notes/b.yaml(1,1): error DS2014: Expected a document's metadata as a mapping of keys to values, found a list.",
                "seeds/notes/c.json(1,11): error DS1106: Expected escaped surrogates in pairs, found one alone in the string, which stands "
                    + "for no character.",
                "seeds/notes/c.json(1,33): error DS1101: Expected each key once, found \"tags\" again; it is at "
                    + "seeds/notes/c.json(1,21) already.",
            ],
            findings);
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
        Assert.Equal(
            [
                "seeds/notes/z.yaml(1,7): error DS2101: Expected a text in \"title\", found null.",
                "seeds/notes/z.yaml(2,8): error DS2001: Expected an integer such as -12 in \"stars\", found \"0870\".",
                "seeds/notes/z.yaml(3,7): error DS2101: Expected a list in \"tags\", found null.",
            ],
            sources.Read("notes").Findings);
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
        Assert.Equal(
            [
                "seeds/notes/a\uFFFD.txt: error DS1003: Expected a name that every system takes, found \"a\uFFFD.txt\", which is not valid "
                    + "UTF-8.",
            ],
            findings);
        Assert.Single(rows);
    }

    private void Shell(string command)
    {
        using var shell = Process.Start("sh", ["-c", $"cd \"$0\" && {command}", sources.At("notes")]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
