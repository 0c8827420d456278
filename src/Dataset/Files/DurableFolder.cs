namespace Dataset.Files;

/// <summary>Makes folders, and brings them to the disk.</summary>
internal static class DurableFolder
{
    /// <summary>What the name of a folder that is being exchanged ends in, where the system has no exchange.</summary>
    public const string OldSuffix = "-old";

    /// <summary>Makes a folder, and those above it, where they are missing; their names are then on the disk.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="made">Takes those that were made, the outermost first, as they are made.</param>
    /// <exception cref="IOException">One cannot be made, or something else has its name.</exception>
    public static void Make(string path, ICollection<string> made)
    {
        var missing = new Stack<string>();
        for (var at = Path.GetFullPath(path); !Directory.Exists(at); at = Path.GetDirectoryName(at)!)
        {
            if (FileKinds.Of(at) is var kind and not (FileKind.Nothing or FileKind.Unknown))
                throw new IOException(
                    $"Could not make the output folder {path}: {kind.Describe()} of that name "
                        + $"exists{(kind == FileKind.Link ? ", which leads to no folder" : $": {at}")}. Choose another output folder.");
            missing.Push(at);
        }
        foreach (var each in missing)
        {
            MakeOne(each, path);
            made.Add(each);
            Posix.SyncFolder(Path.GetDirectoryName(each)!);
        }
    }

    /// <summary>Makes a folder in one that exists.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="named">What the user calls it, or the one that it is made for.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void MakeOne(string path, string named)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // So the runtime calls it where the file system takes no folders.
            throw new IOException($"Could not make the output folder {named}: no folder can be made there. Choose another one.", e);
        }
    }

    /// <summary>
    /// Brings the names in a folder and in those below it to the disk, the innermost first. Files are as they are written.
    /// </summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Sync(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
            Sync(inner);
        Posix.SyncFolder(folder);
    }

    /// <summary>Exchanges the names of two folders.</summary>
    /// <exception cref="IOException">It failed; they have their old names.</exception>
    public static void Exchange(string staged, string target)
    {
        if (Posix.TryExchange(staged, target))
            return;
        // Three steps where the system has no exchange: between them the name is missing, but nothing is torn.
        var old = staged + OldSuffix;
        Posix.Rename(target, old);
        try
        {
            Posix.Rename(staged, target);
        }
        catch (IOException)
        {
            Posix.Rename(old, target);
            throw;
        }
        Posix.Rename(old, staged);
    }
}

/// <summary>Folders for temporary files.</summary>
internal static class TemporaryFolder
{
    /// <summary>ENOSPC, EROFS and EDQUOT of Linux, EDQUOT of macOS; a full or protected disk of Windows.</summary>
    private static readonly int[] CannotBeWritten =
        [28, 30, 122, 69, unchecked((int)0x80070013), unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Makes one.</summary>
    /// <param name="prefix">What its name begins with.</param>
    /// <param name="purpose">What it is made for, after "to", such as <c>build in</c>.</param>
    /// <exception cref="IOException">None can be made.</exception>
    public static DirectoryInfo Make(string prefix, string purpose)
    {
        try
        {
            return Directory.CreateTempSubdirectory(prefix);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // The runtime's own message names no path.
            throw new NoTemporaryFolderException(purpose, e);
        }
    }

    /// <summary>Why no temporary file could be written, as a clause that follows the folder; null where that is not the reason.</summary>
    public static string? FaultIn(Exception exception) => exception switch
    {
        NoTemporaryFolderException => "which is not there or may not be written",
        IOException when CannotBeWritten.Contains(exception.HResult) => "whose disk is full or can only be read",
        _ => null,
    };

    private sealed class NoTemporaryFolderException(string purpose, Exception inner) : IOException(
        $"Could not make a folder to {purpose} below {Path.GetTempPath()}: it is not there, or may not be written. Set TMPDIR to a "
            + "folder with room for the release.", inner);
}
