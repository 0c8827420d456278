using System.Text;
using Dataset.Sources;
using Dataset.Sources.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dataset.Tests.Sources.Reading;

public sealed class RecordRangesProperties : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Property(MaxTest = 500)]
    public Property Ranges_are_whole_records_that_cover_the_file_and_each_is_found_alone() => Prop.ForAll(
        Gen.Elements("a", "bcd", "é", "\"q,\"\"\n\r\n\"", "\"x,\"\"\ry\"", "\"\"", "", "\"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\"").ListOf()
            .Select(l => l.Take(6)).ListOf().ToArbitrary(),
        Gen.Choose(1, 20).ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (records, count, piece) =>
        {
            var csv = Encoding.UTF8.GetBytes(string.Concat(records.Select((r, i) => string.Join(',', r) + (i % 3 == 0 ? "\r\n" : "\n"))));
            Check(csv, SourceNotation.Csv, new CsvRecordEnds(), count, piece);
            Check(csv, SourceNotation.JsonLines, new LineEnds(), count, piece);
            // The last line may have no end.
            Check(csv.AsSpan(0, csv.Length * 2 / 3).ToArray(), SourceNotation.JsonLines, new LineEnds(), count, piece);
        });

    [Theory]
    [InlineData("", 0)]
    [InlineData("a\nb\r\nc\rd", 7)]
    [InlineData("a\r\n", 2)]
    [InlineData("a\r\n", 3)]
    [InlineData("\r\r\n\n\r", 5)]
    public void Lines_before_a_place_are_counted_alike_however_much_is_read_at_once(string text, long place)
    {
        File.WriteAllText(path, text);
        var expected = RecordRanges.LinesBefore(path, place, SourceNotation.Csv, 100);
        Assert.Equal(new StringReader(text[..(int)place] + "x").ReadToEnd().ReplaceLineEndings("\n").Count(c => c == '\n'), expected);
        Assert.Equal(expected, RecordRanges.LinesBefore(path, place, SourceNotation.Csv, 1));
        Assert.Equal(expected, RecordRanges.LinesBefore(path, place, SourceNotation.Csv, 2));
    }

    private void Check(byte[] bytes, SourceNotation notation, RecordEnds ends, int count, int piece)
    {
        File.WriteAllBytes(path, bytes);
        var starts = new HashSet<long> { 0, bytes.Length };
        for (int at = 0, length; at < bytes.Length && (length = ends.Next(bytes.AsSpan(at))) >= 0; at += length)
            starts.Add(at + length);
        using var file = File.OpenHandle(path);
        var ranges = RecordRanges.Of(file, bytes.Length, notation, PartSelection.All(count), pieceInBytes: piece);
        Assert.Equal(Enumerable.Range(0, count), ranges.Select(r => r.Part));
        Assert.Equal((0, bytes.Length), (ranges[0].From, ranges[^1].To));
        for (var i = 0; i < count; i++)
        {
            Assert.True(i == 0 || ranges[i].From == ranges[i - 1].To);
            Assert.Contains(ranges[i].From, starts);
            Assert.True(ranges[i].From <= ranges[i].To);
            Assert.Equal([ranges[i]], RecordRanges.Of(file, bytes.Length, notation, PartSelection.Only(i + 1, count)));
            // No range is larger than its share and a record.
            Assert.DoesNotContain(
                starts, s => s > ranges[i].From && s < ranges[i].To && s > Math.Max(1, (long)bytes.Length * (i + 1) / count));
        }
    }
}
