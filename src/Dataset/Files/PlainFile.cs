using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>
/// Opens files that others may have made, or may exchange at any moment. What a name means is asked of the open handle, never before, so
/// nothing can change in between. Opening never waits and, unless asked to, never follows a link; whatever is no regular file is refused.
/// </summary>
internal static partial class PlainFile
{
    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NoDevice = 6;
    private const int AccessDenied = 13;
    private const int NotFolder = 20;
    private const int SocketOnMacOS = 102;
    private const int CloseOnExecOnMacOS = 0x1000000;

    /// <summary>ELOOP: what O_NOFOLLOW says of a link.</summary>
    private static readonly int IsLink = OperatingSystem.IsMacOS() ? 62 : 40;

    /// <summary>O_CLOEXEC, O_NONBLOCK, O_NOFOLLOW and O_DIRECTORY. On Linux the last two are other bits on some processors.</summary>
    private static readonly (int CloseOnExec, int NonBlocking, int NoFollow, int Folder) Flags = OperatingSystem.IsMacOS()
        ? (CloseOnExecOnMacOS, 0x4, 0x100, 0x100000)
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le
            ? (0x80000, 0x800, 0x8000, 0x4000)
            : (0x80000, 0x800, 0x20000, 0x10000);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="followsLink">Whether <paramref name="path"/> may itself be a link: where the user named it.</param>
    /// <exception cref="NotPlainFileException">It is something else than a file.</exception>
    /// <exception cref="IOException">There is none, or it cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle Open(string path, bool followsLink = false)
    {
        if (!Posix.IsAvailable)
            return OpenOnWindows(path, followsLink);
        var descriptor = open(path, Flags.CloseOnExec | Flags.NonBlocking | (followsLink ? 0 : Flags.NoFollow));
        return descriptor < 0 ? throw Failed(path, followsLink) : Checked(descriptor, path);
    }

    /// <summary>Opens a file below a folder; no folder on the way to it may be a link. The folder itself may be reached by one.</summary>
    /// <inheritdoc cref="Open"/>
    public static SafeFileHandle OpenBelow(string folder, RelativePath path)
    {
        var names = path.Value.Split('/');
        if (!Posix.IsAvailable)
            return OpenBelowOnWindows(folder, names);
        var (at, parent) = (folder, open(folder, Flags.CloseOnExec | Flags.Folder));
        if (parent < 0)
            throw Failed(at);
        foreach (var name in names[..^1])
        {
            at = Path.Combine(at, name);
            var next = openat(parent, name, Flags.CloseOnExec | Flags.Folder | Flags.NoFollow);
            var failure = next < 0 ? Failed(at) : null;
            _ = close(parent);
            if (failure is not null)
                throw failure;
            parent = next;
        }
        at = Path.Combine(at, names[^1]);
        var descriptor = openat(parent, names[^1], Flags.CloseOnExec | Flags.NonBlocking | Flags.NoFollow);
        var problem = descriptor < 0 ? Failed(at) : null;
        _ = close(parent);
        return problem is null ? Checked(descriptor, at) : throw problem;
    }

    /// <summary>
    /// The bytes of a file below a folder; null where there is none, it is something else than a file, or there are more than
    /// <paramref name="maximumInBytes"/>.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[]? ReadBelow(string folder, RelativePath path, int maximumInBytes)
    {
        try
        {
            using var file = OpenBelow(folder, path);
            return Read(file, maximumInBytes);
        }
        catch (Exception e) when (e is NotPlainFileException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a file; null where there are more than <paramref name="maximumInBytes"/>, however many it grows to.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[]? Read(SafeFileHandle file, int maximumInBytes)
    {
        if (RandomAccess.GetLength(file) is var length && length > maximumInBytes)
            return null;
        // One byte more than there should be, which tells whether there is more.
        var (bytes, read) = (new byte[length + 1], 0);
        for (int more; (more = RandomAccess.Read(file, bytes.AsSpan(read), read)) > 0;)
        {
            read += more;
            if (read > maximumInBytes)
                return null;
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, maximumInBytes + 1L));
        }
        return bytes[..read];
    }

    private static SafeFileHandle Checked(int descriptor, string path)
    {
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        var kind = FileKinds.Of(file);
        if (kind == FileKind.File)
            return file;
        file.Dispose();
        throw new NotPlainFileException(path, kind);
    }

    /// <summary>
    /// Why a name could not be opened. A socket has no handle that could be asked, and of a link in a circle nothing can be told.
    /// </summary>
    private static Exception Failed(string path, bool followsLink = false)
    {
        var code = Marshal.GetLastPInvokeError();
        if (code == IsLink || code is NotFolder or NoDevice or SocketOnMacOS)
        {
            var kind = FileKinds.Of(path);
            if (kind == FileKind.Link && followsLink)
                return new IOException($"Expected a file at {path}, found a link that leads nowhere.");
            if (kind == FileKind.Link
                || (code != NotFolder && kind is FileKind.Folder or FileKind.Pipe or FileKind.Socket or FileKind.Device))
                return new NotPlainFileException(path, kind);
        }
        return code switch
        {
            NoEntry => new FileNotFoundException(
                $"Expected a file at {path}, found {(followsLink ? Nearby.Describe(path) : FileKinds.DescribeNamed(path) + ".")}", path),
            NotFolder => new DirectoryNotFoundException($"Expected a file at {path}, found a file in place of one of its folders."),
            AccessDenied or NotPermitted => new UnauthorizedAccessException($"Access to {path} is denied."),
            _ => new IOException($"Could not open {path}: {new Win32Exception(code).Message}.", code),
        };
    }

    private static SafeFileHandle OpenBelowOnWindows(string folder, string[] names)
    {
        var at = folder;
        foreach (var name in names[..^1])
        {
            at = Path.Combine(at, name);
            if (FileKinds.Of(at) is var kind && kind == FileKind.Link)
                throw new NotPlainFileException(at, kind);
        }
        return OpenOnWindows(Path.Combine(at, names[^1]), followsLink: false);
    }

    private static SafeFileHandle OpenOnWindows(string path, bool followsLink)
    {
        var kind = FileKinds.Of(path);
        if (kind is FileKind.Folder or FileKind.Device || (kind == FileKind.Link && !followsLink))
            throw new NotPlainFileException(path, kind);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int openat(int folder, string name, int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}

/// <summary>A file was expected at a path, and something else is there.</summary>
internal sealed class NotPlainFileException(
    string path, FileKind kind) : IOException($"Expected a file at {path}, found {kind.Describe()}.")
{
    public FileKind Kind { get; } = kind;
}
