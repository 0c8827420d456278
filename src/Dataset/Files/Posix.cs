using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Files;

/// <summary>
/// The calls of POSIX that the runtime does not offer: forcing a folder to disk, locking it, exchanging two names at once, giving a file a
/// second name. The numbers
/// are those of Linux and macOS.
/// </summary>
internal static partial class Posix
{
    /// <summary>
    /// What the system says, as the number of an <see cref="IOException"/>, where it does not do a thing in the way it was asked.
    /// </summary>
    public const int InvalidArgument = 22;

    private const int ReadOnly = 0;
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int Unlock = 8;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const int FileTooLarge = 27;
    private const int NotSupported = 38;
    private const int NotPermitted = 1;
    private const int AcrossFileSystems = 18;
    private const int TooManyLinks = 31;
    private const int NoSuchOperationOnLinux = 95;
    private const int NoSuchOperationOnMacOS = 45;
    private const int CurrentFolder = -100;
    private const uint Exchange = 2;

    public static bool IsAvailable => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>Opens a folder; the caller closes it with <see cref="Close"/>.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static int OpenFolder(string path) => Checked(open(path, ReadOnly | CloseOnExec, 0), "open", path);

    /// <summary>
    /// Gives the lock of a folder back, where it has one, and closes it. Closing alone would not do at once: a program that another thread
    /// is just starting has the descriptor too, until it runs.
    /// </summary>
    public static void Close(int descriptor)
    {
        _ = flock(descriptor, Unlock);
        _ = close(descriptor);
    }

    /// <summary>Writes bytes to a file at a place.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, string path)
    {
        try
        {
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // So the runtime calls a file that the system does not let grow any further.
            throw new IOException($"Could not write {path}: it would be larger than the system lets a file be.", e)
            {
                HResult = FileTooLarge,
            };
        }
    }

    /// <summary>Forces what was written to a file to the disk.</summary>
    /// <remarks>The runtime's own call says nothing when the disk refuses; it alone asks the drive of a Mac to write its cache.</remarks>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void SyncFile(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
            RandomAccess.FlushToDisk(file);
        if (IsAvailable)
            Checked(fsync(file), "fsync", path);
    }

    /// <summary>Forces the names in a folder to the disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void SyncFolder(string path)
    {
        if (!IsAvailable)
            return;
        var descriptor = OpenFolder(path);
        try
        {
            // A file system that does not know of it says "invalid argument": then there is nothing to force.
            if (fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Failed("fsync", path);
        }
        finally
        {
            Close(descriptor);
        }
    }

    /// <summary>
    /// Takes the lock of an open folder, which is released when it is closed or the process ends; false where another process has it.
    /// </summary>
    /// <exception cref="IOException">The file system has no locks.</exception>
    public static bool TryLock(int descriptor, string path)
    {
        if (flock(descriptor, LockExclusive | LockNonBlocking) == 0)
            return true;
        return Marshal.GetLastPInvokeError() is WouldBlockOnLinux or WouldBlockOnMacOS ? false : throw Failed("lock", path);
    }

    /// <summary>Exchanges two names in one step; false where the system or the file system cannot.</summary>
    /// <exception cref="IOException">It failed for another reason.</exception>
    public static bool TryExchange(string a, string b)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        if (renameat2(CurrentFolder, a, CurrentFolder, b, Exchange) == 0)
            return true;
        return Marshal.GetLastPInvokeError() is NotSupported or InvalidArgument ? false : throw Failed("rename", a);
    }

    /// <summary>Gives a file a second name; false where the system or the file system has no second names.</summary>
    public static bool TryLink(string file, string secondName) => IsAvailable && link(file, secondName) == 0;

    /// <summary>Gives a file or folder another name on the same file system; never copies.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public static void Rename(string from, string to)
    {
        if (IsAvailable)
            Checked(rename(from, to), "rename", from);
        else if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to, overwrite: true);
    }

    /// <summary>Gives a file a second name.</summary>
    /// <returns>Why it cannot have one.</returns>
    /// <exception cref="IOException">It failed for another reason.</exception>
    public static LinkObstacle Link(string file, string secondName)
    {
        if (IsAvailable ? link(file, secondName) == 0 : CreateHardLinkW(secondName, file, 0))
            return LinkObstacle.None;
        var code = Marshal.GetLastPInvokeError();
        return (IsAvailable ? ObstacleOf(code) : ObstacleOnWindows(code)) ?? throw Failed("link", file);
    }

    /// <summary>What <c>link</c> says with an error, where that is about the file or its file system.</summary>
    internal static LinkObstacle? ObstacleOf(int code) => code switch
    {
        AcrossFileSystems => LinkObstacle.OtherFileSystem,
        NotPermitted => LinkObstacle.NotPermitted,
        TooManyLinks => LinkObstacle.TooManyNames,
        NotSupported or NoSuchOperationOnLinux or NoSuchOperationOnMacOS => LinkObstacle.NoSecondNames,
        _ => null,
    };

    private static LinkObstacle? ObstacleOnWindows(int code) => code switch
    {
        17 => LinkObstacle.OtherFileSystem,
        5 => LinkObstacle.NotPermitted,
        1142 => LinkObstacle.TooManyNames,
        1 or 50 => LinkObstacle.NoSecondNames,
        _ => null,
    };

    private static int Checked(int result, string call, string path) => result >= 0 ? result : throw Failed(call, path);

    private static IOException Failed(string call, string path)
    {
        var code = Marshal.GetLastPInvokeError();
        return new($"Could not {call} {path}: {new Win32Exception(code).Message}.", code);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(int descriptor, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string file, string secondName);

    [LibraryImport("kernel32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLinkW(string secondName, string file, nint security);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2(int fromFolder, string from, int toFolder, string to, uint flags);
}

/// <summary>Why a file cannot have a second name.</summary>
internal enum LinkObstacle
{
    None,

    /// <summary>The two names would be on two file systems.</summary>
    OtherFileSystem,

    /// <summary>
    /// The system does not let this user: the file is another user's (Linux, <c>fs.protected_hardlinks</c>), or no user may change it; some
    /// file systems without second names say so too.
    /// </summary>
    NotPermitted,

    /// <summary>The file has as many names as its file system lets it have.</summary>
    TooManyNames,

    /// <summary>The file system has no second names.</summary>
    NoSecondNames,
}
