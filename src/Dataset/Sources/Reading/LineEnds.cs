using Dataset.Diagnostics;

namespace Dataset.Sources.Reading;

/// <summary>Records that are lines, each ended by LF.</summary>
internal sealed class LineEnds : RecordEnds
{
    public override string Record => "line";

    public override bool CanSkip => true;

    public override int Next(ReadOnlySpan<byte> more)
    {
        var end = more.IndexOf((byte)'\n');
        return end < 0 ? -1 : end + 1;
    }

    public override (Rule Rule, string Message)? AtFileEnd(out bool isWhole)
    {
        isWhole = true;
        return (Rules.LinesEnd, "Expected LF at the end of the last line, found the end of the file.");
    }
}
