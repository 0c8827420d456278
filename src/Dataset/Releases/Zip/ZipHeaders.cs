using System.Text;

namespace Dataset.Releases.Zip;

/// <summary>
/// The records of a zip in the one form that this tool writes (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16): files stored,
/// or deflated where that makes them smaller, names in UTF-8, midnight of one day, files that everybody may read, Zip64 where a number
/// needs it and only there. Reading compares with the same records, so that no bit of them is free.
/// </summary>
internal static class ZipHeaders
{
    public const uint LocalSignature = 0x04034b50;
    public const uint CentralSignature = 0x02014b50;
    public const uint EndSignature = 0x06054b50;

    /// <summary>Of the fixed part.</summary>
    public const int LocalLength = 30;

    /// <summary>Of the fixed part.</summary>
    public const int CentralLength = 46;
    public const int EndLength = 22;

    /// <summary>With the record and the locator of Zip64 before it.</summary>
    public const int LargeEndLength = EndLength + LargeRecordLength + LocatorLength;

    /// <summary>In its place when the number is in a Zip64 record instead.</summary>
    public const uint Elsewhere = 0xFFFFFFFF;
    public const ushort CountElsewhere = 0xFFFF;

    /// <summary>Id of the extra field with 8-byte sizes and offsets.</summary>
    public const ushort LargeField = 1;

    /// <summary>The method of files that are deflated (RFC 1951).</summary>
    public const ushort Deflate = 8;

    /// <summary>The most bytes that one deflated byte can stand for: four runs of 258, each of which takes two bits.</summary>
    public const int HighestRatio = 1032;

    private const uint LargeEndSignature = 0x06064b50;
    private const uint LocatorSignature = 0x07064b50;
    private const int LargeRecordLength = 56;
    private const int LocatorLength = 20;
    private const ushort Version = 10;
    private const ushort DeflateVersion = 20;
    private const ushort LargeVersion = 45;
    private const ushort Unix = 3 << 8;
    private const ushort NamesAreUtf8 = 1 << 11;

    /// <summary>A regular file, rw-r--r--.</summary>
    private const uint Attributes = 0x81A4u << 16;

    private static readonly DateOnly FirstDay = new(1980, 1, 1);
    private static readonly DateOnly LastDay = new(2107, 12, 31);

    /// <summary>The day that a zip can say which is nearest to one: from 1980 to 2107.</summary>
    public static DateOnly Nearest(DateOnly day) => day < FirstDay ? FirstDay : day > LastDay ? LastDay : day;

    /// <summary>The day that a date field says, or null where it says none.</summary>
    public static DateOnly? DayOf(ushort date)
    {
        var (year, month, day) = (1980 + (date >> 9), (date >> 5) & 15, date & 31);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
    }

    /// <summary>Directly before the file's bytes.</summary>
    public static byte[] Local(ZipEntry entry, DateOnly day)
    {
        var (bytes, to) = Begin();
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var isLarge = entry.SizeInBytes >= Elsewhere;
        to.Write(LocalSignature);
        WriteShared(to, entry, day, VersionOf(entry, isLarge));
        to.Write((ushort)name.Length);
        to.Write((ushort)(isLarge ? 20 : 0));
        to.Write(name);
        if (isLarge)
        {
            to.Write(LargeField);
            to.Write((ushort)16);
            to.Write(entry.SizeInBytes);
            to.Write(entry.StoredSize);
        }
        return bytes.ToArray();
    }

    /// <summary>In the directory after all files.</summary>
    public static byte[] Central(ZipEntry entry, DateOnly day)
    {
        var (bytes, to) = Begin();
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var (isLarge, isFar) = (entry.SizeInBytes >= Elsewhere, entry.OffsetInBytes >= Elsewhere);
        var largeLength = (isLarge ? 16 : 0) + (isFar ? 8 : 0);
        var version = VersionOf(entry, largeLength > 0);
        to.Write(CentralSignature);
        to.Write((ushort)(Unix | version));
        WriteShared(to, entry, day, version);
        to.Write((ushort)name.Length);
        to.Write((ushort)(largeLength > 0 ? 4 + largeLength : 0));
        to.Write((ushort)0); // comment
        to.Write((ushort)0); // disk
        to.Write((ushort)0); // internal attributes
        to.Write(Attributes);
        to.Write(isFar ? Elsewhere : (uint)entry.OffsetInBytes);
        to.Write(name);
        if (largeLength > 0)
        {
            to.Write(LargeField);
            to.Write((ushort)largeLength);
        }
        if (isLarge)
        {
            to.Write(entry.SizeInBytes);
            to.Write(entry.StoredSize);
        }
        if (isFar)
            to.Write(entry.OffsetInBytes);
        return bytes.ToArray();
    }

    /// <summary>At the very end.</summary>
    /// <param name="count">Of files.</param>
    /// <param name="offset">Of the directory, in bytes.</param>
    /// <param name="size">Of the directory, in bytes.</param>
    public static byte[] End(long count, long offset, long size)
    {
        var (bytes, to) = Begin();
        if (count >= CountElsewhere || offset >= Elsewhere || size >= Elsewhere)
        {
            to.Write(LargeEndSignature);
            to.Write((long)LargeRecordLength - 12);
            to.Write((ushort)(Unix | LargeVersion));
            to.Write(LargeVersion);
            to.Write(0); // disk
            to.Write(0); // disk of the directory
            to.Write(count);
            to.Write(count);
            to.Write(size);
            to.Write(offset);
            to.Write(LocatorSignature);
            to.Write(0); // disk
            to.Write(offset + size);
            to.Write(1); // disks
        }
        to.Write(EndSignature);
        to.Write((ushort)0); // disk
        to.Write((ushort)0); // disk of the directory
        to.Write((ushort)Math.Min(count, CountElsewhere));
        to.Write((ushort)Math.Min(count, CountElsewhere));
        to.Write((uint)Math.Min(size, Elsewhere));
        to.Write((uint)Math.Min(offset, Elsewhere));
        to.Write((ushort)0); // comment
        return bytes.ToArray();
    }

    private static void WriteShared(BinaryWriter to, ZipEntry entry, DateOnly day, ushort version)
    {
        to.Write(version);
        to.Write(NamesAreUtf8);
        to.Write(entry.DeflatedSize is null ? (ushort)0 : Deflate);
        to.Write((ushort)0); // midnight
        to.Write((ushort)(((day.Year - 1980) << 9) | (day.Month << 5) | day.Day));
        to.Write(entry.Crc);
        // Both are elsewhere where one is: a file that is deflated is the larger of the two.
        to.Write(entry.SizeInBytes >= Elsewhere ? Elsewhere : (uint)entry.StoredSize);
        to.Write((uint)Math.Min(entry.SizeInBytes, Elsewhere));
    }

    private static ushort VersionOf(ZipEntry entry, bool isLarge) =>
        isLarge ? LargeVersion : entry.DeflatedSize is null ? Version : DeflateVersion;

    private static (MemoryStream Bytes, BinaryWriter To) Begin()
    {
        var bytes = new MemoryStream(128);
        return (bytes, new(bytes));
    }
}
