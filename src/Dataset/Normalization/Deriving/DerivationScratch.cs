using Dataset.Normalization.Passages;
using Dataset.Normalization.Quotes;

namespace Dataset.Normalization.Deriving;

/// <summary>What one thread needs to derive, kept from one batch to the next.</summary>
internal sealed class DerivationScratch : IDisposable
{
    public DerivationScratch()
    {
        Annotations = new AnnotationMatcher(Nearest);
        Quotes = new QuoteFindings(Nearest);
    }

    public NormalizedDocument Document { get; } = new();

    public NearestPassage Nearest { get; } = new();

    public AnnotationMatcher Annotations { get; }

    public QuoteFindings Quotes { get; }

    public void Dispose()
    {
        Document.Dispose();
        Nearest.Dispose();
    }
}
