using Dataset.Diagnostics;
using Dataset.Schemas;
using Dataset.Tables;

namespace Dataset.Releases.Building;

/// <summary>What one chunk of the sources became: complete, checked rows, and the findings on the way.</summary>
internal abstract class SourceFragment : IDisposable
{
    public DiagnosticList Findings { get; } = new();

    /// <summary>Of the sources that it was made from.</summary>
    public long SizeInBytes { get; protected init; }

    /// <summary>The 0-based number of the part that it is of.</summary>
    public int Part { get; protected init; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Holds complete rows against their schema.</summary>
    protected void Check(TableChecker checker, TableBatch rows, ISourceLocator locator)
    {
        // Where something was wrong before, null took its place, and that it is null is no finding of its own.
        var hadErrors = Findings.HasErrors;
        var found = new DiagnosticList();
        checker.Check(rows, 0, rows.RowCount, checker.Schema.Name, locator, found);
        foreach (var diagnostic in found.Kept)
            if (!hadErrors || diagnostic.Rule != Rules.ValueIsThere)
                Findings.Add(diagnostic);
        FormulaCells.Check(checker.Schema, rows, locator, Findings);
    }

    protected abstract void Dispose(bool disposing);
}
