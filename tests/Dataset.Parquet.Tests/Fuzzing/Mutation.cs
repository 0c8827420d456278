namespace Dataset.Parquet.Tests.Fuzzing;

/// <summary>Changes bytes as damage and malice do: bits, numbers at the edge, pieces taken out, doubled, moved and cut off.</summary>
internal static class Mutation
{
    private static readonly byte[][] _edges =
    [
        [0x00], [0x01], [0x7F], [0x80], [0xFF], [0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F],
        [0x00, 0x00, 0x00, 0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFE, 0xFF, 0xFF, 0xFF, 0x0F],
        [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
        [0x00, 0x00, 0x00, 0x00], [0x10, 0x00, 0x00, 0x00], [0x03], [0x19, 0xFC], [0x1C], [0x80, 0x80, 0x80, 0x80, 0x10],
    ];

    public static byte[] Of(byte[] good, Random random)
    {
        var bytes = good;
        for (var times = 1 + (random.Next(4) == 0 ? random.Next(8) : 0); times > 0; times--)
            bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(random.Next(1, random.Next(2) == 0 ? 5 : 200), bytes.Length - at);
        switch (random.Next(9))
        {
            case 0 or 1 or 2 when at < bytes.Length:
                var flipped = (byte[])bytes.Clone();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 3 when at < bytes.Length:
                var set = (byte[])bytes.Clone();
                set[at] = (byte)random.Next(256);
                return set;
            case 4 or 5:
                var edge = _edges[random.Next(_edges.Length)];
                return random.Next(2) == 0
                    ? [.. bytes.AsSpan(0, at), .. edge, .. bytes.AsSpan(at)]
                    : [.. bytes.AsSpan(0, at), .. edge, .. bytes.AsSpan(Math.Min(bytes.Length, at + edge.Length))];
            case 6:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 7:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, length), .. bytes.AsSpan(at)];
            default:
                var to = random.Next(bytes.Length + 1 - length);
                byte[] rest = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
                return [.. rest.AsSpan(0, to), .. bytes.AsSpan(at, length), .. rest.AsSpan(to)];
        }
    }
}
