using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dataset.Parquet.Encodings;

/// <summary>
/// CRC-32 with the polynomial of zlib, gzip and zip (0x04C11DB7, reflected), which Parquet's page checksums take. The
/// instruction of SSE 4.2 computes another polynomial.
/// </summary>
public static class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    // Table k gives the remainder of a byte that is followed by k zero bytes.
    private static readonly uint[] Tables = MakeTables();

    // Folding by carry-less multiplication (Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
    // Instruction", Intel, 2009): x^n modulo the polynomial, bits reflected, for the distances folded over.
    private static Vector128<ulong> FoldBy64Bytes => Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
    private static Vector128<ulong> FoldBy16Bytes => Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);
    private static Vector128<ulong> FoldTo64Bits => Vector128.Create(0x1_63CD_6124UL, 0UL);
    private static Vector128<ulong> Barrett => Vector128.Create(0x1_DB71_0641UL, 0x1_F701_1641UL);

    public static uint Compute(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what <paramref name="crc"/> is of, followed by some bytes.</summary>
    /// <param name="crc">0 where nothing goes before.</param>
    /// <param name="bytes">What follows.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var state = ~crc;
        if (Pclmulqdq.IsSupported && bytes.Length >= 64)
        {
            var folded = bytes.Length & ~15;
            state = Fold(state, bytes[..folded]);
            bytes = bytes[folded..];
        }
        return ~Slice(state, bytes);
    }

    /// <summary>The same without special instructions.</summary>
    public static uint ComputePortably(ReadOnlySpan<byte> bytes) => ~Slice(uint.MaxValue, bytes);

    private static uint Slice(uint state, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables.AsSpan();
        while (bytes.Length >= 8)
        {
            var low = state ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = tables[(7 * 256) + (int)(low & 0xFF)] ^ tables[(6 * 256) + (int)((low >> 8) & 0xFF)]
                ^ tables[(5 * 256) + (int)((low >> 16) & 0xFF)] ^ tables[(4 * 256) + (int)(low >> 24)]
                ^ tables[(3 * 256) + (int)(high & 0xFF)] ^ tables[(2 * 256) + (int)((high >> 8) & 0xFF)]
                ^ tables[256 + (int)((high >> 16) & 0xFF)] ^ tables[(int)(high >> 24)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            state = tables[(int)((state ^ b) & 0xFF)] ^ (state >> 8);
        return state;
    }

    /// <summary>For a multiple of 16 bytes, at least 64.</summary>
    private static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var a = blocks[0] ^ Vector128.CreateScalar((ulong)state);
        var b = blocks[1];
        var c = blocks[2];
        var d = blocks[3];
        blocks = blocks[4..];
        while (blocks.Length >= 4)
        {
            a = Step(a, FoldBy64Bytes) ^ blocks[0];
            b = Step(b, FoldBy64Bytes) ^ blocks[1];
            c = Step(c, FoldBy64Bytes) ^ blocks[2];
            d = Step(d, FoldBy64Bytes) ^ blocks[3];
            blocks = blocks[4..];
        }
        a = Step(a, FoldBy16Bytes) ^ b;
        a = Step(a, FoldBy16Bytes) ^ c;
        a = Step(a, FoldBy16Bytes) ^ d;
        foreach (var block in blocks)
            a = Step(a, FoldBy16Bytes) ^ block;

        // 128 bits to 96, to 64, and Barrett's reduction to 32.
        var low32 = Vector128.Create(0xFFFF_FFFFUL, 0UL);
        a = Sse2.ShiftRightLogical128BitLane(a, 8) ^ Pclmulqdq.CarrylessMultiply(a, FoldBy16Bytes, 0x10);
        a = Sse2.ShiftRightLogical128BitLane(a, 4) ^ Pclmulqdq.CarrylessMultiply(a & low32, FoldTo64Bits, 0x00);
        var quotient = Pclmulqdq.CarrylessMultiply(a & low32, Barrett, 0x10) & low32;
        a ^= Pclmulqdq.CarrylessMultiply(quotient, Barrett, 0x00);
        return a.AsUInt32().GetElement(1);
    }

    private static Vector128<ulong> Step(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var remainder = i;
            for (var bit = 0; bit < 8; bit++)
                remainder = (remainder >> 1) ^ ((remainder & 1) * ReflectedPolynomial);
            tables[i] = remainder;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = tables[tables[i - 256] & 0xFF] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
