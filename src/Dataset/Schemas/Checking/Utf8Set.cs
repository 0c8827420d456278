using System.Buffers.Binary;
using System.Text;

namespace Dataset.Schemas.Checking;

/// <summary>A set of strings that is asked in UTF-8.</summary>
internal sealed class Utf8Set
{
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    public Utf8Set(IEnumerable<string> values) =>
        lookup = new HashSet<byte[]>(values.Select(Encoding.UTF8.GetBytes), new Utf8Comparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool Contains(ReadOnlySpan<byte> value) => lookup.Contains(value);

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        // The set is the schema's own, so no one can choose values that fall together.
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            const ulong Factor = 0x9E3779B97F4A7C15;
            var hash = (ulong)alternate.Length;
            for (; alternate.Length >= 8; alternate = alternate[8..])
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate)) * Factor;
            foreach (var b in alternate)
                hash = (hash ^ b) * Factor;
            return (int)(hash >> 32);
        }
    }
}
