using Dataset.Diagnostics;
using Dataset.Files;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Sources.Reading;

/// <summary>Reads small files: opened without following links, never where reading could block, and as one piece.</summary>
internal static class WholeFile
{
    /// <summary>The file, open, and its size; null, with a finding, where it is none that may be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="displayPath">Its path in findings.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <exception cref="IOException">The file is there and cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SafeFileHandle? Open(string path, string displayPath, DiagnosticList findings)
    {
        try
        {
            return PlainFile.Open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Rules.SourceIsThere, new Location(displayPath), "Expected a file, found nothing of that name.");
        }
        catch (NotPlainFileException e)
        {
            findings.Add(Rules.SourceIsFile, new Location(displayPath), $"Expected a file, found {e.Kind.Describe()}.");
        }
        return null;
    }

    /// <summary>Whether a file is within a limit; a finding where it is not.</summary>
    public static bool IsWithin(long size, int limit, string limitName, string displayPath, DiagnosticList findings)
    {
        if (size <= limit)
            return true;
        findings.Add(Rules.FileWithinLimit, new Location(displayPath), $"Expected at most {limit} bytes ({limitName}), found {size}.");
        return false;
    }

    /// <summary>Reads the whole file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="target">As long as the file was when it was opened.</param>
    /// <param name="displayPath">Its path for people.</param>
    /// <exception cref="IOException">The file is now shorter or longer.</exception>
    public static void Read(SafeFileHandle file, Span<byte> target, string displayPath)
    {
        var read = 0;
        while (read < target.Length)
        {
            var more = RandomAccess.Read(file, target[read..], read);
            if (more == 0)
                throw new IOException($"{displayPath} changed while it was read; run the command again.");
            read += more;
        }
        if (RandomAccess.GetLength(file) != read)
            throw new IOException($"{displayPath} changed while it was read; run the command again.");
    }

    /// <summary>The bytes of a file of metadata; null, with a finding, where it may not be read.</summary>
    public static byte[]? ReadMetadata(string path, string displayPath, SourceLimits limits, DiagnosticList findings)
    {
        using var file = Open(path, displayPath, findings);
        if (file is null)
            return null;
        var size = RandomAccess.GetLength(file);
        if (!IsWithin(size, limits.MaximumMetadataInBytes, nameof(SourceLimits.MaximumMetadataInBytes), displayPath, findings))
            return null;
        var bytes = new byte[size];
        Read(file, bytes, displayPath);
        return bytes;
    }
}
