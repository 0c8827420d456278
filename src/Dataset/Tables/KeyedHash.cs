using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Dataset.Tables;

/// <summary>
/// SipHash-2-4 with 128 bits (J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF", 2012). An attacker who does not know
/// the secret can neither find two texts of one hash nor texts whose hashes lie together. Nothing that is written may depend on a hash of a
/// run's own secret.
/// </summary>
internal readonly struct KeyedHash(ulong first, ulong second)
{
    /// <summary>With a secret that is drawn for each run and never leaves it.</summary>
    public static KeyedHash OfThisRun { get; } = Draw();

    /// <summary>With a secret drawn at random.</summary>
    public static KeyedHash Draw()
    {
        Span<ulong> secret = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(secret));
        return new(secret[0], secret[1]);
    }

    /// <summary>The hash, the first of its 16 bytes the least significant.</summary>
    public UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        var state = new State(first, second);
        var rest = bytes;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            state.Add(BinaryPrimitives.ReadUInt64LittleEndian(rest));
        var last = (ulong)bytes.Length << 56;
        for (var i = 0; i < rest.Length; i++)
            last |= (ulong)rest[i] << (8 * i);
        state.Add(last);
        return state.Finish();
    }

    private struct State(ulong first, ulong second)
    {
        private ulong v0 = first ^ 0x736f6d6570736575;
        private ulong v1 = second ^ 0x646f72616e646f6d ^ 0xee;
        private ulong v2 = first ^ 0x6c7967656e657261;
        private ulong v3 = second ^ 0x7465646279746573;

        public void Add(ulong word)
        {
            v3 ^= word;
            Round();
            Round();
            v0 ^= word;
        }

        public UInt128 Finish()
        {
            v2 ^= 0xee;
            var low = Half();
            v1 ^= 0xdd;
            return new(Half(), low);
        }

        private ulong Half()
        {
            for (var i = 0; i < 4; i++)
                Round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void Round()
        {
            v0 += v1;
            v2 += v3;
            v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
            v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
            v0 = BitOperations.RotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
            v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
            v2 = BitOperations.RotateLeft(v2, 32);
        }
    }
}
