using System.Text.RegularExpressions;
using Dataset.Formats.Rows;
using Dataset.Text;

namespace Dataset.Cli;

/// <summary>Why a command could not run, in one line that names the file and says what to do.</summary>
internal static partial class Failure
{
    /// <summary>ENOSPC and EDQUOT of Linux, EDQUOT of macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.</summary>
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>EMFILE and ENFILE, ERROR_TOO_MANY_OPEN_FILES of Windows.</summary>
    private static readonly int[] TooManyOpen = [24, 23, unchecked((int)0x80070004)];

    /// <summary>EROFS, and ERROR_WRITE_PROTECT of Windows.</summary>
    private static readonly int[] ReadOnly = [30, unchecked((int)0x80070013)];

    /// <summary>EFBIG.</summary>
    private const int TooLarge = 27;

    /// <summary>COR_E_IO: of an exception that was made without the system's number.</summary>
    private const int GeneralFailure = unchecked((int)0x80131620);

    public static string Describe(Exception exception) => Printable.Line(exception switch
    {
        AggregateException { InnerException: { } inner } => Describe(inner),
        TypeInitializationException { InnerException: { } inner } => Describe(inner),
        // The runtime says no more where it could not open a file of the tool itself.
        FileNotFoundException { FileName: { } file } when IsOfTool(file) => OfTool(file),
        FileLoadException { FileName: { } file } when IsOfTool(file) => OfTool(file),
        FileNotFoundException or DirectoryNotFoundException => $"{Sentence(exception)} Check the name and the current folder.",
        UnauthorizedAccessException when FolderOfMissing(exception) is { } folder =>
            $"Could not write into {folder}: its permissions do not allow it. Give another folder, or change its owner or permissions.",
        UnauthorizedAccessException => $"{Sentence(exception)} Check its owner and permissions.",
        IOException when ReadOnly.Contains(exception.HResult) && FolderOfMissing(exception) is { } folder =>
            $"Could not write into {folder}: its disk can only be read. Give another folder, or make the disk one that can be written.",
        IOException when Full.Contains(exception.HResult) && FolderOfMissing(exception) is { } folder =>
            $"Could not write into {folder}: no space is left. Free some space or delete some files, or write to another disk"
                + (IsTemporary(folder) ? $" (the variable {TemporaryVariable} says where temporary files are)." : "."),
        IOException when Full.Contains(exception.HResult) =>
            $"{Sentence(exception)} Free some space or delete some files, or write to another disk.",
        IOException when TooManyOpen.Contains(exception.HResult) => $"{Sentence(exception)} {MoreFiles}",
        IOException { HResult: TooLarge } =>
            $"{Sentence(exception)} Raise the limit of a file's size (ulimit -f), or write to another disk.",
        // Our own: it says already what was expected, or what to do.
        IOException { HResult: GeneralFailure } => Sentence(exception),
        IOException => $"{Sentence(exception)} Check that the file can be read or written, then try again.",
        // A file that was exchanged while it was used.
        MalformedTableException malformed => $"{malformed.Location}: {Sentence(exception)} Run the command again.",
        OutOfMemoryException => "Not enough memory. Give it more, or fewer threads with --jobs.",
        _ =>
            $"A defect in dataset, not in your data: {exception.GetType().Name}: {Sentence(exception)} Please report it with the output "
                + "of --debug.",
    });

    private const string MoreFiles = "Let it open more files at once (ulimit -n), or use fewer threads with --jobs.";

    private static bool IsOfTool(string file) => file.Contains(", Version=", StringComparison.Ordinal);

    private static string OfTool(string assembly) =>
        $"A file of dataset itself could not be read: {assembly[..assembly.IndexOf(',', StringComparison.Ordinal)]}.dll. {MoreFiles} If "
            + "that does not help, install dataset again.";

    /// <summary>
    /// The folder that a file could not be made in: the innermost that exists of the path in the runtime's message. Null where the message
    /// has none, or something is there. What a command writes has a hidden name first, which would tell no one anything.
    /// </summary>
    private static string? FolderOfMissing(Exception exception)
    {
        if (PathInQuotes().Match(exception.Message) is not { Success: true } match || Path.Exists(match.Groups[1].Value))
            return null;
        var folder = Path.GetDirectoryName(match.Groups[1].Value);
        while (folder is not null && !Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        return folder;
    }

    private static string TemporaryVariable => OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";

    private static bool IsTemporary(string folder) => (folder + Path.DirectorySeparatorChar).StartsWith(
        Path.TrimEndingDirectorySeparator(Path.GetTempPath()) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [GeneratedRegex("'(.+)'")]
    private static partial Regex PathInQuotes();

    /// <summary>The runtime's message with one full stop.</summary>
    private static string Sentence(Exception exception) => exception.Message.TrimEnd('.', ' ', '\n', '\r') + ".";
}
