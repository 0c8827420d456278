using Dataset.Diagnostics;
using Dataset.Sources;

namespace Dataset.Normalization.Deriving;

/// <summary>The document that is being derived.</summary>
internal readonly ref struct DerivedDocument
{
    public required DocumentBatch Batch { get; init; }

    /// <summary>Its row in the batch.</summary>
    public required int Row { get; init; }

    /// <summary>Its text; without paragraphs where it has none that can be read.</summary>
    public required NormalizedDocument Text { get; init; }

    /// <summary>Whether the text could be read; otherwise what is derived from it is a placeholder.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>For each paragraph the index of its annotation, or -1.</summary>
    public required ReadOnlySpan<int> AnnotationOf { get; init; }

    public required DiagnosticList Findings { get; init; }

    public ReadOnlySpan<byte> Key => Batch.Keys.Utf8At(Row);

    public ReadOnlySpan<byte> Content => Batch.Contents.Utf8At(Row);
}
