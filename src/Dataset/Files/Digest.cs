using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Dataset.Files;

/// <summary>The SHA-256 (FIPS 180-4) of some bytes, written <c>sha256:</c> and 64 lower-case hex digits.</summary>
public sealed record Digest : IComparable<Digest>
{
    /// <summary>Bytes of a SHA-256.</summary>
    public const int SizeInBytes = SHA256.HashSizeInBytes;

    private const string Prefix = "sha256:";
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    // Not the digits: a manifest may name a million files. Not two UInt128 either: methods that touch one are never compiled ahead of time.
    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    private Digest(ReadOnlySpan<byte> hash) => (first, second, third, fourth) = (
        BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[16..]), BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));

    /// <summary>Of no bytes at all.</summary>
    public static Digest OfNothing { get; } = Of([]);

    /// <summary>64 lower-case hex digits, the form of <c>SHA256SUMS</c>.</summary>
    public string Hex => Convert.ToHexStringLower(ToHash());

    /// <summary>The digest of the bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SizeInBytes];
        SHA256.HashData(bytes, hash);
        return OfHash(hash);
    }

    /// <summary>The digest of what is left of the stream, which stays open.</summary>
    public static Digest Of(Stream stream)
    {
        Span<byte> hash = stackalloc byte[SizeInBytes];
        SHA256.HashData(stream, hash);
        return OfHash(hash);
    }

    /// <summary>The digest of what was appended to a running SHA-256, which may go on.</summary>
    public static Digest Of(IncrementalHash running)
    {
        if (running.AlgorithmName != HashAlgorithmName.SHA256)
            throw new ArgumentException($"Expected a running SHA-256, found {running.AlgorithmName}.", nameof(running));
        Span<byte> hash = stackalloc byte[SizeInBytes];
        running.GetCurrentHash(hash);
        return OfHash(hash);
    }

    /// <summary>The digest whose 32 bytes are these.</summary>
    public static Digest OfHash(ReadOnlySpan<byte> hash) => hash.Length == SizeInBytes
        ? new(hash)
        : throw new ArgumentException($"Expected {SizeInBytes} bytes, found {hash.Length}.", nameof(hash));

    /// <summary>
    /// Reads <c>sha256:</c> and 64 lower-case hex digits; upper case and white space are refused, so that there is one form.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal) && TryParseHex(text.AsSpan(Prefix.Length), out digest);
    }

    /// <summary>Reads 64 lower-case hex digits without <c>sha256:</c>.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> hex, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        if (hex.Length != 2 * SizeInBytes || hex.ContainsAnyExcept(HexDigits))
            return false;
        Span<byte> hash = stackalloc byte[SizeInBytes];
        Convert.FromHexString(hex, hash, out _, out _);
        digest = new(hash);
        return true;
    }

    /// <exception cref="FormatException">The text is not <c>sha256:</c> and 64 lower-case hex digits.</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw new FormatException($"Expected sha256: and 64 lower-case hex digits, found \"{text}\".");

    /// <summary>The 32 bytes.</summary>
    public byte[] ToHash()
    {
        var hash = new byte[SizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(hash, first);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(8), second);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(16), third);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(24), fourth);
        return hash;
    }

    /// <inheritdoc/>
    public int CompareTo(Digest? other) => other is null
        ? 1
        : (first, second, third, fourth).CompareTo((other.first, other.second, other.third, other.fourth));

    /// <inheritdoc/>
    public override string ToString() => Prefix + Hex;

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;
    /// <summary>Whether the left one comes last.</summary>
    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;
    /// <summary>Whether the left one does not come last.</summary>
    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;
    /// <summary>Whether the left one does not come first.</summary>
    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;
}
