using Dataset.Diagnostics;

namespace Dataset.Sources.Reading;

/// <summary>Finds where records end in a bulk file, given its bytes in order, each once.</summary>
internal abstract class RecordEnds
{
    /// <summary>What a record is called in findings.</summary>
    public abstract string Record { get; }

    /// <summary>What is wrong with the record at hand, so that no end can be trusted from here on; null where nothing is.</summary>
    public string? Problem { get; protected set; }

    /// <summary>How many of the bytes of the last call stand before <see cref="Problem"/>; -1 where it is the last byte of the call before.</summary>
    public int ProblemOffset { get; protected set; }

    /// <summary>Whether the next record can be found behind one that is not read: a line end is one wherever it stands.</summary>
    public abstract bool CanSkip { get; }

    /// <summary>Goes on to the end of the record at hand.</summary>
    /// <param name="more">The bytes that follow those of the call before.</param>
    /// <returns>How many of them go until the record's end, or -1 where it is not among them.</returns>
    public abstract int Next(ReadOnlySpan<byte> more);

    /// <summary>What it means that the file ends within a record; null where it may.</summary>
    /// <param name="isWhole">Whether the record can be read all the same.</param>
    public abstract (Rule Rule, string Message)? AtFileEnd(out bool isWhole);
}
