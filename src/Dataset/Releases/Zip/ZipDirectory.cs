using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Text;
using Microsoft.Win32.SafeHandles;

namespace Dataset.Releases.Zip;

/// <summary>
/// The directory of a zip, compared with the bytes that the writer would write for the same files: what has any other form gives a finding.
/// Nothing that the zip says is believed before it fits the size of the zip, and no more is kept in memory than the directory.
/// </summary>
internal sealed class ZipDirectory
{
    /// <summary>The most bytes of a directory: 16 MiB, enough for a hundred thousand files.</summary>
    public const int MaximumSizeInBytes = 16 << 20;

    /// <summary>The most bytes of an end record: its comment may have 65,535.</summary>
    private const int LongestEnd = ZipHeaders.EndLength + ushort.MaxValue;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly SafeFileHandle zip;
    private readonly long length;
    private readonly string displayPath;
    private readonly DiagnosticList findings;
    private readonly Dictionary<string, string> byFolded = new(StringComparer.Ordinal);
    private readonly List<(RelativePath Path, ZipEntry Entry)> entries = [];

    private ZipDirectory(SafeFileHandle zip, string displayPath, DiagnosticList findings) =>
        (this.zip, length, this.displayPath, this.findings) = (zip, RandomAccess.GetLength(zip), displayPath, findings);

    /// <summary>The folder that every file is in; null where there is no file.</summary>
    public string? FolderName { get; private set; }

    /// <summary>The date of every file; null where there is no file.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>The files in the zip's order, with their paths below <see cref="FolderName"/>.</summary>
    public IReadOnlyList<(RelativePath Path, ZipEntry Entry)> Entries => entries;

    /// <summary>Reads the directory and the header before each file; null where there are findings.</summary>
    /// <exception cref="IOException">The zip cannot be read.</exception>
    public static ZipDirectory? Read(SafeFileHandle zip, string displayPath, DiagnosticList findings)
    {
        var own = new DiagnosticList();
        var directory = new ZipDirectory(zip, displayPath, own);
        directory.Read();
        findings.AddRange(own);
        return own.HasErrors ? null : directory;
    }

    /// <summary>The names in a zip that any program packed, as its directory has them; null where they cannot be told.</summary>
    /// <exception cref="IOException">The zip cannot be read.</exception>
    public static IReadOnlyList<string>? NamesOf(SafeFileHandle zip)
    {
        var directory = new ZipDirectory(zip, "", new());
        var tail = directory.ReadAt(Math.Max(0, directory.length - LongestEnd), (int)Math.Min(directory.length, LongestEnd));
        var end = tail.AsSpan(Math.Max(0, tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8)));
        if (end.Length < ZipHeaders.EndLength || Number4(end) != ZipHeaders.EndSignature)
            return null;
        var (size, offset) = (Number4(end[12..]), Number4(end[16..]));
        if (size > MaximumSizeInBytes || offset > directory.length - size)
            return null;
        var names = new List<string>();
        for (var rest = directory.ReadAt(offset, (int)size).AsSpan(); rest.Length > 0;)
        {
            if (rest.Length < ZipHeaders.CentralLength || Number4(rest) != ZipHeaders.CentralSignature)
                return null;
            var nameLength = Number2(rest[28..]);
            var next = ZipHeaders.CentralLength + nameLength + Number2(rest[30..]) + Number2(rest[32..]);
            if (next > rest.Length)
                return null;
            names.Add(Encoding.UTF8.GetString(rest.Slice(ZipHeaders.CentralLength, nameLength)));
            rest = rest[next..];
        }
        return names;
    }

    /// <summary>Where the bytes of a file begin.</summary>
    public long ContentOffset(ZipEntry entry) => entry.OffsetInBytes + ZipHeaders.Local(entry, Day!.Value).Length;

    private void Read()
    {
        var tail = ReadAt(Math.Max(0, length - ZipHeaders.LargeEndLength), (int)Math.Min(length, ZipHeaders.LargeEndLength));
        if (tail.Length < ZipHeaders.EndLength || Number4(tail.AsSpan(^ZipHeaders.EndLength..)) != ZipHeaders.EndSignature)
        {
            Add(
                Rules.ZipForm,
                $"Expected the end record of a zip as the last {ZipHeaders.EndLength} bytes, found "
                    + $"{(length == 0 ? "an empty file" : "others")}; the zip is cut off, or there are bytes or a comment after it.");
            return;
        }
        var end = tail.AsSpan(^ZipHeaders.EndLength..);
        var (count, size, offset) = ((long)Number2(end[10..]), (long)Number4(end[12..]), (long)Number4(end[16..]));
        if ((count == ZipHeaders.CountElsewhere || size == ZipHeaders.Elsewhere || offset == ZipHeaders.Elsewhere)
            && tail.Length == ZipHeaders.LargeEndLength)
            (count, size, offset) = (Number8(tail.AsSpan(32)), Number8(tail.AsSpan(40)), Number8(tail.AsSpan(48)));
        if (count < 0 || size < 0 || offset < 0 || size > length || offset > length - size)
        {
            Add(
                Rules.ZipForm,
                "Expected an end record that tells where the zip's directory is, found one that tells of a place outside the zip.");
            return;
        }
        var expected = ZipHeaders.End(count, offset, size);
        if (offset + size != length - expected.Length || !tail.AsSpan().EndsWith(expected))
            Add(
                Rules.ZipForm,
                $"Expected an end record of {expected.Length} bytes right after the zip's directory, in the form that the tool writes, "
                    + "found another.");
        else if (size > MaximumSizeInBytes)
            Add(
                Rules.ZipDirectorySize,
                FormattableString.Invariant($"Expected a directory of at most {MaximumSizeInBytes} bytes, found {size}."));
        else
            ReadEntries(ReadAt(offset, (int)size), count, offset);
    }

    private void ReadEntries(ReadOnlySpan<byte> directory, long count, long directoryOffset)
    {
        var (at, next, found) = (0, 0L, 0L);
        for (; at < directory.Length; found++)
        {
            if (ZipRecord.Read(directory[at..]) is not { } record)
            {
                Add(
                    Rules.ZipForm,
                    FormattableString.Invariant(
                        $"Expected an entry of the zip's directory at byte {directoryOffset + at}, found other bytes."));
                return;
            }
            var isSound = Take(record, directory.Slice(at, record.Length));
            if (record.OffsetInBytes != next)
                Add(Rules.ZipSpans, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected {Printable.Quoted(Loose(record.Name))} to begin at byte {next}, where what is before it ends, found that "
                        + $"it begins at byte {record.OffsetInBytes}."));
            else if (isSound && record.OffsetInBytes + record.SizeInZip > directoryOffset)
                Add(Rules.ZipSpans, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected {Printable.Quoted(Loose(record.Name))} to end before the zip's directory at byte {directoryOffset}, found "
                        + $"{record.StoredSize} bytes of it from byte {record.OffsetInBytes} on."));
            else if (isSound)
                CheckLocal(entries[^1].Entry);
            // Of a hostile zip a sum may be beyond all numbers; then it is beyond the zip too.
            next = record.OffsetInBytes > length || record.StoredSize > length ? -1 : record.OffsetInBytes + record.SizeInZip;
            at += record.Length;
        }
        if (found != count)
            Add(
                Rules.ZipForm,
                FormattableString.Invariant(
                    $"Expected {Printable.Count(count, "file")}, as the end record says, found {found} in the zip's directory."));
        if (next >= 0 && next < directoryOffset)
            Add(
                Rules.ZipSpans,
                FormattableString.Invariant(
                    $"Expected the zip's directory at byte {next}, right after the files, found it at byte {directoryOffset}."));
    }

    /// <summary>Takes an entry of the directory; false, with one finding, where it is not as the writer would write it.</summary>
    private bool Take(ZipRecord record, ReadOnlySpan<byte> bytes)
    {
        var name = Loose(record.Name);
        var shown = Printable.Quoted(name);
        if (record.Method is not (0 or ZipHeaders.Deflate) || (record.Flags & 1) != 0)
            return Refuse(Rules.ZipStored, string.Create(
                CultureInfo.InvariantCulture,
                $"Expected {shown} stored as it is or deflated, found it "
                    + $"{((record.Flags & 1) != 0 ? "encrypted" : $"compressed by method {record.Method}")}, {record.StoredSize} bytes "
                    + $"for {record.SizeInBytes}."));
        if (record.Kind != FileKind.File || name.EndsWith('/'))
            return Refuse(
                Rules.ZipFilesOnly,
                $"Expected only files, found {(name.EndsWith('/') ? FileKind.Folder : record.Kind).Describe()}, {shown}.");
        if (!IsUtf8(record.Name))
            return Refuse(Rules.ZipPaths, $"Expected a name in UTF-8, found {shown}.");
        if (!RelativePath.TryParse(name, out var whole, out var problem))
            return Refuse(Rules.ZipPaths, $"Expected a relative path that every system takes, found {shown}, which {problem}.");
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return Refuse(Rules.ZipPaths, $"Expected every file in the release's folder, found {shown}, which is in none.");
        FolderName ??= name[..slash];
        if (name[..slash] != FolderName)
            return Refuse(Rules.ZipPaths, $"Expected every file in the folder {Printable.Quoted(FolderName)}, found {shown}.");
        if (!byFolded.TryAdd(whole.Folded, name))
            return Refuse(Rules.ZipPathsOnce, byFolded[whole.Folded] == name
                ? $"Expected each path once, found {shown} again."
                : $"Expected paths that differ in more than case and normalisation, found {shown} beside "
                    + $"{Printable.Quoted(byFolded[whole.Folded])}.");
        if (entries.Count > 0 && Utf8Order.Compare(entries[^1].Entry.Name, name) > 0)
            return Refuse(Rules.ZipForm, $"Expected files sorted by path, found {shown} after {Printable.Quoted(entries[^1].Entry.Name)}.");
        Day ??= ZipHeaders.DayOf(record.Date);
        if (Day is null)
            return Refuse(Rules.ZipForm, $"Expected a date of {shown}, found none that a calendar has.");
        if (record.Method == ZipHeaders.Deflate
            && (record.StoredSize >= record.SizeInBytes
                || (UInt128)record.SizeInBytes > (UInt128)record.StoredSize * ZipHeaders.HighestRatio))
            return Refuse(Rules.ZipUnpacks, string.Create(
                CultureInfo.InvariantCulture,
                $"Expected deflated bytes that are fewer than the file's own, and at least one for {ZipHeaders.HighestRatio} of them, "
                    + $"found {record.StoredSize} of {shown} for {record.SizeInBytes}."));
        var entry = new ZipEntry(name, record.SizeInBytes, record.Crc, record.OffsetInBytes)
        {
            DeflatedSize = record.Method == ZipHeaders.Deflate ? record.StoredSize : null,
        };
        if (Difference(ZipHeaders.Central(entry, Day.Value), bytes) is { } difference)
            return Refuse(
                Rules.ZipForm,
                $"Expected the entry of {shown} in the zip's directory as the tool writes it, found another byte {difference} of it.");
        entries.Add((RelativePath.Parse(name[(slash + 1)..]), entry));
        return true;
    }

    private void CheckLocal(ZipEntry entry)
    {
        var expected = ZipHeaders.Local(entry, Day!.Value);
        if (Difference(expected, ReadAt(entry.OffsetInBytes, expected.Length)) is { } difference)
            Add(Rules.ZipHeadersAgree, string.Create(
                CultureInfo.InvariantCulture,
                $"Expected the header before {Printable.Quoted(entry.Name)} to say what the zip's directory says, found another byte "
                    + $"{difference} of it, at byte {entry.OffsetInBytes + difference} of the zip."));
    }

    private bool Refuse(Rule rule, string message)
    {
        Add(rule, message);
        return false;
    }

    private void Add(Rule rule, string message) => findings.Add(rule, new(displayPath), message);

    /// <summary>The first byte that differs, from 0; null where none does.</summary>
    private static int? Difference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        var same = expected.CommonPrefixLength(found);
        return same == expected.Length && same == found.Length ? null : same;
    }

    private static bool IsUtf8(byte[] name) => System.Text.Unicode.Utf8.IsValid(name);

    private static string Loose(byte[] name) => IsUtf8(name) ? Strict.GetString(name) : Encoding.Latin1.GetString(name);

    private byte[] ReadAt(long offset, int count)
    {
        var bytes = new byte[count];
        return bytes[..new FileWindow(zip, offset, count).ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
    }

    private static ushort Number2(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    private static uint Number4(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    private static long Number8(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}

/// <summary>What a zip says of a file in it.</summary>
/// <param name="Name">The whole path in the zip, the release's folder first.</param>
/// <param name="SizeInBytes">Of the file itself.</param>
/// <param name="Crc">CRC-32 of the file.</param>
/// <param name="OffsetInBytes">Where its local header begins, from the start of the zip.</param>
internal sealed record ZipEntry(string Name, long SizeInBytes, uint Crc, long OffsetInBytes)
{
    /// <summary>What the file takes in the zip where it is deflated: fewer bytes than it has. Null where it is stored as it is.</summary>
    public long? DeflatedSize { get; init; }

    /// <summary>What the file takes in the zip, in bytes.</summary>
    public long StoredSize => DeflatedSize ?? SizeInBytes;
}
