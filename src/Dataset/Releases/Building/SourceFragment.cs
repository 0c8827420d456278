using Dataset.Diagnostics;

namespace Dataset.Releases.Building;

/// <summary>What one chunk of the sources became: complete, checked rows, and the findings on the way.</summary>
internal abstract class SourceFragment : IDisposable
{
    public DiagnosticList Findings { get; } = new();

    /// <summary>Of the sources that it was made from.</summary>
    public long SizeInBytes { get; protected init; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
