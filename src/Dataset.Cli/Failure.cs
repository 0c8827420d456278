using Dataset.Formats.Rows;
using Dataset.Text;

namespace Dataset.Cli;

/// <summary>Why a command could not run, in one line that names the file and says what to do.</summary>
internal static class Failure
{
    /// <summary>ENOSPC and EDQUOT of Linux, EDQUOT of macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.</summary>
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>EMFILE and ENFILE, ERROR_TOO_MANY_OPEN_FILES of Windows.</summary>
    private static readonly int[] TooManyOpen = [24, 23, unchecked((int)0x80070004)];

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
        UnauthorizedAccessException => $"{Sentence(exception)} Check its owner and permissions.",
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

    /// <summary>The runtime's message with one full stop.</summary>
    private static string Sentence(Exception exception) => exception.Message.TrimEnd('.', ' ', '\n', '\r') + ".";
}
