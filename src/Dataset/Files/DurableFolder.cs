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
            try
            {
                Directory.CreateDirectory(each);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new IOException($"Could not make the output folder {path}: no folder can be made there. Choose another one.", e);
            }
            made.Add(each);
            Posix.SyncFolder(Path.GetDirectoryName(each)!);
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
