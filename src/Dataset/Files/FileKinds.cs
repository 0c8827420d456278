using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>
/// Tells what a name stands for without opening it. The runtime knows files, folders and links; a pipe it takes for a file, and
/// opening one waits for ever. So on Linux and macOS the system is asked.
/// </summary>
internal static partial class FileKinds
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const int HandleItself = 0x1000;
    private const uint TypeOnly = 1;

    // The same numbers on Linux and macOS.
    private const int NoEntry = 2;
    private const int NotFolder = 20;

    /// <summary>What is at a path.</summary>
    public static FileKind Of(string path)
    {
        // Larger than the structure on either system.
        Span<byte> status = stackalloc byte[512];
        status.Clear();
        if (OperatingSystem.IsLinux())
        {
            // struct statx is the same on every processor: stx_mode is at byte 28.
            return statx(CurrentFolder, path, DoNotFollow, TypeOnly, ref MemoryMarshal.GetReference(status)) == 0
                ? OfMode(MemoryMarshal.Read<ushort>(status[28..]))
                : OfError(Marshal.GetLastPInvokeError());
        }
        if (OperatingSystem.IsMacOS())
        {
            // struct stat with 64-bit inode numbers: st_mode is at byte 4.
            ref var first = ref MemoryMarshal.GetReference(status);
            var result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? lstat(path, ref first) : lstat64(path, ref first);
            return result == 0 ? OfMode(MemoryMarshal.Read<ushort>(status[4..])) : OfError(Marshal.GetLastPInvokeError());
        }
        return OfAttributes(path);
    }

    /// <summary>What is open, which cannot change any more; never a link.</summary>
    public static FileKind Of(SafeFileHandle file)
    {
        Span<byte> status = stackalloc byte[512];
        status.Clear();
        ref var first = ref MemoryMarshal.GetReference(status);
        if (OperatingSystem.IsLinux())
            return statx(file, "", HandleItself, TypeOnly, ref first) == 0
                ? OfMode(MemoryMarshal.Read<ushort>(status[28..]))
                : FileKind.Unknown;
        if (OperatingSystem.IsMacOS())
            return (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? fstat(file, ref first) : fstat64(file, ref first)) == 0
                ? OfMode(MemoryMarshal.Read<ushort>(status[4..]))
                : FileKind.Unknown;
        return FileKind.File;
    }

    /// <summary>
    /// What a folder's entry is: one that is listed and cannot be found has a name that is not Unicode, and exists nevertheless.
    /// </summary>
    public static FileKind OfEntry(string path) => Of(path) is var kind and not FileKind.Nothing ? kind : FileKind.Unknown;

    /// <summary>A kind in words, for a message: <c>a named pipe</c>.</summary>
    public static string Describe(this FileKind kind) => kind switch
    {
        FileKind.File => "a file",
        FileKind.Folder => "a folder",
        FileKind.Link => "a link",
        FileKind.Pipe => "a named pipe",
        FileKind.Socket => "a socket",
        FileKind.Device => "a device",
        FileKind.Nothing => "nothing",
        _ => "something that cannot be asked what it is",
    };

    /// <summary>What is at a path that a user named, which may be a link, in words.</summary>
    public static string DescribeNamed(string path)
    {
        if (Of(path) is var kind and not FileKind.Link)
            return kind == FileKind.Unknown
                ? "a path that may not be read: check the permissions of the folders above it"
                : kind.Describe();
        try
        {
            if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
                && Of(target.FullName) is var end and not FileKind.Nothing)
                return $"a link to {end.Describe()}";
        }
        catch (IOException)
        {
            // A circle.
        }
        return "a link that leads nowhere";
    }

    private static FileKind OfMode(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        0x2000 or 0x6000 => FileKind.Device,
        _ => FileKind.Unknown,
    };

    private static FileKind OfError(int error) => error is NoEntry or NotFolder ? FileKind.Nothing : FileKind.Unknown;

    private static FileKind OfAttributes(string path)
    {
        try
        {
            var attributes = File.GetAttributes(path);
            return attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
                : attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
                : attributes.HasFlag(FileAttributes.Device) ? FileKind.Device
                : FileKind.File;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileKind.Nothing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileKind.Unknown;
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle file, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fstat(SafeFileHandle file, ref byte status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int fstat64(SafeFileHandle file, ref byte status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lstat(string path, ref byte status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lstat64(string path, ref byte status);
}

/// <summary>What a name in a folder stands for, links not followed.</summary>
internal enum FileKind
{
    /// <summary>
    /// Something that cannot be asked, or of which it cannot be said whether it is there: below a folder without permission.
    /// </summary>
    Unknown,

    /// <summary>There is nothing of that name.</summary>
    Nothing,

    /// <summary>Bytes in order.</summary>
    File,

    Folder,

    /// <summary>A symbolic link, or what Windows calls a reparse point.</summary>
    Link,

    /// <summary>A named pipe: opening it waits for the other side.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device: reading may never end.</summary>
    Device,
}
