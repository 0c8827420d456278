using System.Diagnostics;
using Dataset.Files;
using Dataset.Tests.Cli;

namespace Dataset.Tests.Files;

public sealed class FileKindsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kinds-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_folders_links_and_nothing_are_told_apart()
    {
        var file = Path.Combine(folder, "file ü.txt");
        File.WriteAllText(file, "");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), file);
        File.CreateSymbolicLink(Path.Combine(folder, "dangling"), Path.Combine(folder, "nothing"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);

        Assert.Equal(FileKind.File, FileKinds.Of(file));
        Assert.Equal(FileKind.Folder, FileKinds.Of(folder));
        Assert.Equal(FileKind.Link, FileKinds.Of(Path.Combine(folder, "link")));
        Assert.Equal(FileKind.Link, FileKinds.Of(Path.Combine(folder, "dangling")));
        Assert.Equal(FileKind.Link, FileKinds.Of(Path.Combine(folder, "loop")));
        Assert.Equal(FileKind.Nothing, FileKinds.Of(Path.Combine(folder, "nothing")));
        Assert.Equal(FileKind.Nothing, FileKinds.Of(Path.Combine(file, "below a file")));
    }

    [Cli.PosixFact]
    public void What_cannot_be_asked_is_not_taken_for_nothing()
    {
        var circle = Path.Combine(folder, "circle");
        Directory.CreateSymbolicLink(circle, circle);
        Assert.Equal(FileKind.Unknown, FileKinds.Of(Path.Combine(circle, "file")));
    }

    [Fact]
    public void A_pipe_and_a_device_are_told_without_opening_them()
    {
        if (OperatingSystem.IsWindows())
            return;
        var pipe = Path.Combine(folder, "pipe");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
            mkfifo.WaitForExit();

        Assert.Equal(FileKind.Pipe, FileKinds.Of(pipe));
        Assert.Equal(FileKind.Device, FileKinds.Of("/dev/null"));
    }
}
