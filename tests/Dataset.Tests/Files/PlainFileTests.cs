using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Dataset.Files;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Files;

/// <summary>Only files are opened, whatever is put in their place; opening never waits.</summary>
public sealed class PlainFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("plain-").FullName;

    public PlainFileTests()
    {
        Directory.CreateDirectory(At("in/deep"));
        File.WriteAllText(At("in/deep/file"), "abc");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_opened_by_its_path_and_below_a_folder()
    {
        using var whole = PlainFile.Open(At("in/deep/file"));
        using var below = PlainFile.OpenBelow(folder, RelativePath.Parse("in/deep/file"));
        Assert.Equal("abc"u8.ToArray(), PlainFile.Read(whole, 3));
        Assert.Equal("abc"u8.ToArray(), PlainFile.Read(below, 3));
    }

    [PosixFact]
    public void What_is_no_file_is_refused_and_its_kind_is_named()
    {
        MakePipe(At("pipe"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));
        File.CreateSymbolicLink(At("link"), At("in/deep/file"));
        File.CreateSymbolicLink(At("dangling"), At("nothing"));
        File.CreateSymbolicLink(At("device"), "/dev/zero");
        Assert.Equal(FileKind.Pipe, Refused("pipe"));
        Assert.Equal(FileKind.Socket, Refused("socket"));
        Assert.Equal(FileKind.Folder, Refused("in"));
        Assert.Equal(FileKind.Link, Refused("link"));
        Assert.Equal(FileKind.Link, Refused("dangling"));
        Assert.Equal(FileKind.Link, Refused("device"));
        Assert.Equal(FileKind.Device, Refused("device", followsLink: true));
    }

    [PosixFact]
    public void A_link_is_followed_only_where_the_user_named_it()
    {
        File.CreateSymbolicLink(At("link"), At("in/deep/file"));
        using var file = PlainFile.Open(At("link"), followsLink: true);
        Assert.Equal("abc"u8.ToArray(), PlainFile.Read(file, 3));
        Assert.Throws<FileNotFoundException>(() => PlainFile.Open(At("nothing"), followsLink: true));
        File.CreateSymbolicLink(At("dangling"), "nothing");
        File.CreateSymbolicLink(At("circle"), "circle");
        foreach (var name in new[] { "dangling", "circle" })
            Assert.Contains(
                "found a link that leads nowhere", Assert.ThrowsAny<IOException>(() => PlainFile.Open(At(name), followsLink: true)).Message,
                StringComparison.Ordinal);
    }

    [PosixFact]
    public void A_folder_on_the_way_that_is_a_link_is_refused()
    {
        Directory.CreateSymbolicLink(At("round"), At("in"));
        Directory.CreateSymbolicLink(At("in/about"), At("in/deep"));
        foreach (var path in new[] { "round/deep/file", "in/about/file" })
            Assert.Equal(
                FileKind.Link, Assert.Throws<NotPlainFileException>(() => PlainFile.OpenBelow(folder, RelativePath.Parse(path))).Kind);
        // The folder itself is the user's to name.
        using var file = PlainFile.OpenBelow(At("round"), RelativePath.Parse("deep/file"));
        Assert.Equal("abc"u8.ToArray(), PlainFile.Read(file, 3));
    }

    [Fact]
    public void What_is_not_there_is_said_to_be_missing()
    {
        Assert.Throws<FileNotFoundException>(() => PlainFile.Open(At("in/nothing")));
        Assert.Throws<FileNotFoundException>(() => PlainFile.OpenBelow(folder, RelativePath.Parse("in/nothing/file")));
        Assert.ThrowsAny<IOException>(() => PlainFile.OpenBelow(folder, RelativePath.Parse("in/deep/file/more")));
    }

    [Fact]
    public void No_more_than_the_limit_is_read_of_a_file()
    {
        File.WriteAllText(At("long"), new string('x', 1000), Encoding.ASCII);
        using var file = PlainFile.Open(At("long"));
        Assert.Null(PlainFile.Read(file, 999));
        Assert.Equal(1000, PlainFile.Read(file, 1000)?.Length);
    }

    [LinuxFact]
    public void A_file_that_says_it_is_empty_is_read_to_its_end_and_within_the_limit()
    {
        using var file = PlainFile.Open("/proc/self/status");
        Assert.Null(PlainFile.Read(file, 10));
        Assert.StartsWith("Name:", Encoding.UTF8.GetString(PlainFile.Read(file, 1 << 16)!), StringComparison.Ordinal);
    }

    internal static void MakePipe(string path)
    {
        using var mkfifo = Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
        Assert.Equal(0, mkfifo.ExitCode);
    }

    private FileKind Refused(string name, bool followsLink = false) =>
        Assert.Throws<NotPlainFileException>(() => PlainFile.Open(At(name), followsLink)).Kind;

    private string At(string path) => Path.Combine(folder, path);
}
