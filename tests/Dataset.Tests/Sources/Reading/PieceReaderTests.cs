using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Sources;
using Dataset.Sources.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Sources.Reading;

public class PieceReaderTests
{
    private const int Readable = 12;

    [Property(MaxTest = 300)]
    public Property Pieces_are_whole_records_and_do_not_depend_on_how_the_file_is_read() => Prop.ForAll(
        Gen.Elements("a", "bcd", "é", ",", "\"q,\"\"\n\r\n\"", "x,\"\ry\"", "").ListOf().Select(l => l.Take(6)).ListOf().ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        (records, size) =>
        {
            var csv = string.Concat(records.Select((r, i) => string.Join(',', r) + (i % 3 == 0 ? "\r\n" : "\n")));
            var bytes = Encoding.UTF8.GetBytes(csv);
            var (all, _) = Read(bytes, new CsvRecordEnds(), new() { ChunkInBytes = size }, int.MaxValue);
            var (again, findings) = Read(bytes, new CsvRecordEnds(), new() { ChunkInBytes = size }, Readable);
            Assert.Equal(all, again);
            Assert.Empty(findings);
            Assert.Equal(csv, string.Concat(all.Select(p => p.Text)));
            var at = 0;
            foreach (var (text, line, firstByte) in all)
            {
                Assert.Equal(at, firstByte);
                Assert.Equal(1 + Lines(csv.AsSpan(0, Encoding.UTF8.GetString(bytes.AsSpan(0, at)).Length)), line);
                at += Encoding.UTF8.GetByteCount(text);
                Assert.EndsWith("\n", text, StringComparison.Ordinal);
                Assert.True(Encoding.UTF8.GetByteCount(text) >= size || at == bytes.Length);
            }
        });

    [Fact]
    public void A_line_beyond_the_limit_is_passed_over_in_bounded_memory()
    {
        const long Long = 200L << 20;
        var limits = new SourceLimits { ChunkInBytes = 1000, MaximumRecordInBytes = 1 << 20 };
        using var stream = new Repeated("first\n"u8.ToArray(), (byte)'x', Long, "\nsecond\nthird\n"u8.ToArray());
        var findings = new DiagnosticList();
        using var reader = new PieceReader(stream, new LineEnds(), "a.jsonl", limits, findings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var pieces = All(reader);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20, "memory grew with the line");
        Assert.Equal([("first\n", 1, 0), ("second\nthird\n", 3, 6 + Long + 1)], pieces);
        Approved.Findings(findings.Kept.Select(f => f.ToString()));
        Assert.True(reader.IsComplete);
    }

    [Fact]
    public void A_record_of_CSV_beyond_the_limit_ends_the_reading()
    {
        var (pieces, findings) = Read(
            Encoding.UTF8.GetBytes("a,b\n\"" + new string('x', 100_000) + "\n"), new CsvRecordEnds(),
            new() { ChunkInBytes = 10, MaximumRecordInBytes = 1000 }, 50);
        Assert.Equal(["a,b\n"], pieces.Select(p => p.Text));
        Approved.Findings(findings);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void The_limit_itself_is_allowed(int length, bool isTooLong)
    {
        var (pieces, findings) = Read(
            Encoding.UTF8.GetBytes(new string('x', length - 1) + "\ny\n"), new LineEnds(),
            new() { ChunkInBytes = 10, MaximumRecordInBytes = 1000 }, 100);
        // Only where the end has not been read with it does a line count as too long before it ends.
        Assert.True(findings.Count <= (isTooLong ? 1 : 0));
        Assert.EndsWith("y\n", pieces[^1].Text, StringComparison.Ordinal);
    }

    private static int Lines(ReadOnlySpan<char> text)
    {
        var lines = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                lines++;
        }
        return lines;
    }

    private static (List<(string Text, int Line, long FirstByte)> Pieces, List<string> Findings) Read(
        byte[] bytes, RecordEnds ends, SourceLimits limits, int most)
    {
        var findings = new DiagnosticList();
        using var reader = new PieceReader(
            new Repeated(bytes, 0, 0, []) { Most = most }, ends, ends is LineEnds ? "a.jsonl" : "a.csv", limits, findings);
        return (All(reader), [.. findings.Kept.Select(f => f.ToString())]);
    }

    private static List<(string Text, int Line, long FirstByte)> All(PieceReader reader)
    {
        var pieces = new List<(string, int, long)>();
        while (reader.Next() is { } piece)
        {
            using (piece)
                pieces.Add((Encoding.UTF8.GetString(piece.Span), piece.FirstLine, piece.FirstByte));
        }
        return pieces;
    }

    /// <summary>Some bytes, one byte many times, and some bytes; at most so many at once.</summary>
    private sealed class Repeated(byte[] first, byte middle, long count, byte[] last) : ForwardStream
    {
        private long at;

        public int Most { get; init; } = int.MaxValue;

        public override int Read(Span<byte> buffer)
        {
            buffer = buffer[..Math.Min(Most, buffer.Length)];
            var (from, until) = at < first.Length
                ? (0L, (long)first.Length)
                : at < first.Length + count
                    ? (first.Length, first.Length + count)
                    : (first.Length + count, first.Length + count + last.Length);
            var length = (int)Math.Min(buffer.Length, until - at);
            if (from == first.Length && count > 0 && at < first.Length + count)
                buffer[..length].Fill(middle);
            else
                (from == 0 ? first : last).AsSpan((int)(at - from), length).CopyTo(buffer);
            at += length;
            return length;
        }
    }
}
