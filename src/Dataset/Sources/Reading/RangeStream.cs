namespace Dataset.Sources.Reading;

/// <summary>The next bytes of a file, up to a place that is known; the file stays open.</summary>
/// <param name="file">At the first of the bytes.</param>
/// <param name="length">How many.</param>
/// <param name="displayPath">The file for people.</param>
internal sealed class RangeStream(HashedFile file, long length, string displayPath) : ForwardStream
{
    private long left = length;

    /// <exception cref="IOException">The file ends before the range does.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (left == 0 || buffer.IsEmpty)
            return 0;
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        if (read == 0)
            throw new IOException($"{displayPath} changed while it was read; run the command again.");
        left -= read;
        return read;
    }
}
