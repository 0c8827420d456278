using Dataset.Sources;

namespace Dataset.Manifests;

/// <summary>
/// What a release says of itself: the model that <c>release.json</c> and every other metadata file is written from, so that digests,
/// sizes and row counts agree everywhere.
/// </summary>
public sealed record Manifest
{
    /// <summary>The form of <c>release.json</c>; raised when a reader of the old form would misread the new.</summary>
    public const int FormatVersion = 1;

    public required string Name { get; init; }

    public required ReleaseVersion Version { get; init; }

    /// <summary>The only date of a release.</summary>
    public required DateOnly Released { get; init; }

    /// <summary>The newest release of a lower version that stood in the output when this one was made, with which it was compared; null for a first one.</summary>
    public PreviousRelease? Previous { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>A BCP 47 tag: the language of the texts as they stand.</summary>
    public required string Language { get; init; }

    public string? Homepage { get; init; }

    public required IReadOnlyList<string> Keywords { get; init; }

    public required IReadOnlyList<License> Licenses { get; init; }

    public required IReadOnlyList<Creator> Creators { get; init; }

    /// <summary>The normalisation's name and version, such as <c>text-1</c>.</summary>
    public required string Recipe { get; init; }

    /// <summary>The names of the recipe's steps, in order.</summary>
    public required IReadOnlyList<string> RecipeSteps { get; init; }

    public required ToolIdentity Tool { get; init; }

    /// <summary>
    /// Into how many parts the documents of each table were cut; 1 where they were not. A table may have fewer parts, since there is none
    /// without rows, and more, since a part that is too large is cut again.
    /// </summary>
    public int PartCount { get; init; } = 1;

    /// <summary>In the descriptor's order; at least one.</summary>
    public required IReadOnlyList<ManifestTable> Tables { get; init; }

    /// <summary>Every file but the manifest itself and <see cref="ReleaseLayout.NotInChecksums"/>, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>Every file that the release was made from, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Sources { get; init; }
}
