using System.Buffers;
using Dataset.Diagnostics;

namespace Dataset.Formats.Rows;

/// <summary>Gives the lines of a stream one after another from one buffer, which grows to the longest line and no further.</summary>
/// <param name="stream">Read from where it is; disposed of with this.</param>
/// <param name="displayPath">The file as findings name it.</param>
/// <param name="requireLastLineEnd">Whether the last line must end in LF as the others do.</param>
internal sealed class LineBuffer(Stream stream, string displayPath, bool requireLastLineEnd = true) : IDisposable
{
    /// <summary>The longest line that is read, in bytes: with all that is made of a row, a command stays within 256 MB.</summary>
    public const int MaximumLineInBytes = 1 << 23;

    private const int FirstSize = 1 << 20;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>The 1-based number of the line that <see cref="TryRead"/> gave last.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The next line without its LF; false at the end.</summary>
    /// <exception cref="MalformedTableException">The last line has no LF, or a line is longer than the limit.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = buffer.AsSpan(start, searched + length);
                start += searched + length + 1;
                LineNumber++;
                return true;
            }
            searched = end - start;
            if (isAtEnd)
            {
                line = buffer.AsSpan(start, searched);
                start = end;
                if (searched == 0)
                    return false;
                LineNumber++;
                return !requireLastLineEnd ? true : throw new MalformedTableException(
                    Rules.TableMalformed, new(displayPath, LineNumber),
                    $"Expected LF at the end of the last line, found the end of the file after {searched} bytes.");
            }
            Fill();
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        stream.Dispose();
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (end >= MaximumLineInBytes)
                throw new MalformedTableException(
                    Rules.TableMalformed, new(displayPath, LineNumber + 1),
                    $"Expected a line of at most {MaximumLineInBytes} bytes, found a longer one.");
            var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        var read = stream.Read(buffer, end, buffer.Length - end);
        isAtEnd = read == 0;
        end += read;
    }
}
