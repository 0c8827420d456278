namespace Dataset.Parquet.Compression;

/// <summary>A block of LZ4 without a frame, as Parquet's LZ4_RAW has it (lz4_Block_format.md).</summary>
internal static class Lz4Block
{
    private const int ShortestMatch = 4;

    /// <returns>How many bytes of the room are the result; -1 where the block is malformed or needs more room.</returns>
    public static int Decode(ReadOnlySpan<byte> block, Span<byte> room)
    {
        var (at, written) = (0, 0);
        while (at < block.Length)
        {
            int token = block[at++];
            var literals = Length(block, ref at, token >> 4);
            if (literals < 0 || literals > block.Length - at || literals > room.Length - written)
                return -1;
            block.Slice(at, literals).CopyTo(room[written..]);
            (at, written) = (at + literals, written + literals);
            if (at == block.Length)
                return written;
            if (block.Length - at < 2)
                return -1;
            var distance = block[at] | (block[at + 1] << 8);
            at += 2;
            var match = Length(block, ref at, token & 15);
            if (match < 0 || distance == 0 || distance > written || match > room.Length - written - ShortestMatch)
                return -1;
            // The copy may reach into what it writes.
            for (var end = written + match + ShortestMatch; written < end; written++)
                room[written] = room[written - distance];
        }
        return written;
    }

    private static int Length(ReadOnlySpan<byte> block, ref int at, int nibble)
    {
        if (nibble < 15)
            return nibble;
        for (var length = nibble; ;)
        {
            if (at == block.Length || length > int.MaxValue - 255)
                return -1;
            length += block[at];
            if (block[at++] != 255)
                return length;
        }
    }
}
