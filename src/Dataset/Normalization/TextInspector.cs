using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Unicode;

namespace Dataset.Normalization;

/// <summary>Finds the places of what is wrong with a text, once normalising it has shown that something is.</summary>
public static class TextInspector
{
    /// <summary>The most findings of a rule for one text; one more says how many further places there are.</summary>
    internal const int FindingsPerRule = 20;

    /// <summary>Reports everything that is wrong with a text.</summary>
    /// <param name="source">The text's bytes.</param>
    /// <param name="defects">What <see cref="Recipe.Normalize"/> said of them.</param>
    /// <param name="text">The place of the text.</param>
    /// <param name="findings">Takes the findings, in the order of their places under each rule.</param>
    public static void Report(ReadOnlySpan<byte> source, TextDefects defects, Location text, DiagnosticList findings)
    {
        if ((defects & TextDefects.TooLong) != 0)
            findings.Add(Rules.TextTooLong, text, string.Create(
                CultureInfo.InvariantCulture,
                $"Expected at most {NormalizedDocument.MaximumSourceInBytes:N0} bytes ({nameof(NormalizedDocument.MaximumSourceInBytes)}), found {source.Length:N0}."));
        if ((defects & TextDefects.NotUtf8) != 0)
            ReportEncoding(source, text, findings);
        if ((defects & TextDefects.Empty) != 0)
            findings.Add(Rules.TextEmpty, text, source.IsEmpty
                ? "Expected a text, found nothing: it has no bytes."
                : string.Create(CultureInfo.InvariantCulture, $"Expected a text, found {source.Length:N0} {(source.Length == 1 ? "byte" : "bytes")} of white space."));
        if ((defects & TextDefects.Characters) != 0)
            ReportCharacters(source, text, findings);
    }

    private static void ReportEncoding(ReadOnlySpan<byte> source, Location text, DiagnosticList findings)
    {
        if (source is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var (order, mark) = source[0] == 0xFF ? ("little", "FF FE") : ("big", "FE FF");
            findings.Add(Rules.TextIsUtf16, text, $"Expected UTF-8, found UTF-16 ({order}-endian: the text begins with the bytes {mark}).");
            return;
        }
        var places = new TextPlaces(source, text);
        var tally = new Tally(Rules.TextNotUtf8, FindingsPerRule);
        for (var next = IllFormedUtf8.Find(source, 0); next is { } found; next = IllFormedUtf8.Find(source, found.Start + found.Length))
        {
            if (!tally.Takes())
                continue;
            var (location, within) = places.At(found.Start);
            tally.Add(findings, location, string.Create(
                CultureInfo.InvariantCulture, $"Expected UTF-8, found at byte {found.Start} {found.Describe(source)}{within}."));
        }
        tally.Close(findings);
    }

    private static void ReportCharacters(ReadOnlySpan<byte> source, Location text, DiagnosticList findings)
    {
        var places = new TextPlaces(source, text);
        Tally[] tallies =
        [
            new(Rules.TextHasNul, FindingsPerRule), new(Rules.TextHasNoncharacter, FindingsPerRule),
            // Warnings about what was received and cannot be mended: one each is enough.
            new(Rules.TextHasBidirectionalControl, 1), new(Rules.TextHasControl, 1), new(Rules.TextHasInnerByteOrderMark, 1),
        ];
        for (var i = source.StartsWith("\uFEFF"u8) ? 3 : 0; i < source.Length;)
        {
            var codePoint = Utf8Reader.Read(source, i, out var length);
            var kind = codePoint switch
            {
                0 => 0,
                _ when CodePoints.IsNoncharacter(codePoint) => 1,
                _ when CodePoints.IsBidirectionalControl(codePoint) => 2,
                _ when CodePoints.IsStrayControl(codePoint) => 3,
                CodePoints.ByteOrderMark => 4,
                _ => -1,
            };
            if (kind >= 0 && tallies[kind].Takes())
            {
                var (location, within) = places.At(i);
                tallies[kind].Add(findings, location, string.Create(
                    CultureInfo.InvariantCulture, $"Found {CodePoints.Describe(codePoint)} at byte {i}{within}."));
            }
            i += length;
        }
        foreach (var tally in tallies)
            tally.Close(findings);
    }

    /// <summary>Findings of one rule, of which the first few are told singly and the others by their number.</summary>
    private sealed class Tally(Rule rule, int most)
    {
        private int count;
        private (Location Location, string Message) last;

        /// <summary>Counts one more; whether it is to be told.</summary>
        public bool Takes() => ++count <= most;

        public void Add(DiagnosticList findings, Location location, string message)
        {
            if (count < most)
                findings.Add(rule, location, message);
            else
                last = (location, message);
        }

        /// <summary>Tells the last, with the number of those that were not told.</summary>
        public void Close(DiagnosticList findings)
        {
            if (count < most)
                return;
            var more = (count - most) switch
            {
                0 => "",
                1 => " After it stands one more.",
                var others => string.Create(CultureInfo.InvariantCulture, $" After it stand {others:N0} more."),
            };
            findings.Add(rule, last.Location, last.Message + more);
        }
    }
}
