using Dataset.Parquet;

namespace Dataset.Building;

/// <summary>What to build, and where.</summary>
public sealed record BuildOptions
{
    /// <summary>Below this size second opinions cost less than a second.</summary>
    public const long DefaultSecondOpinionUpToInBytes = 64 << 20;

    /// <summary>The folder that holds <c>dataset.yaml</c>.</summary>
    public string SourceFolder { get; init; } = "seeds";

    /// <summary>The folder of the releases; made where it is missing.</summary>
    public string OutputFolder { get; init; } = "dist";

    /// <summary>Threads at once. The bytes of a release do not depend on it.</summary>
    public int Jobs { get; init; } = WorkQueue.DefaultDegree;

    /// <summary>Into how many parts the documents of each table are cut, at least 1. The bytes of a release depend on it.</summary>
    public int PartCount { get; init; } = 1;

    /// <summary>A PEM file with an ECDSA P-256 private key, or null where the release is not signed.</summary>
    public string? SigningKeyPath { get; init; }

    /// <summary>Whether an existing release of this version may be replaced: for one that no user has yet.</summary>
    public bool Replace { get; init; }

    /// <summary>
    /// Up to how many bytes of tables are also read by libraries that this project did not write; see
    /// <see cref="Verification.VerifyOptions.SecondOpinionUpToInBytes"/>.
    /// </summary>
    public long SecondOpinionUpToInBytes { get; init; } = DefaultSecondOpinionUpToInBytes;

    /// <summary>
    /// The release that this one follows, with which it is compared; null for the newest of a lower version in
    /// <see cref="OutputFolder"/>. Given where a release is built again apart from those before it, to be
    /// compared: the list written beside it lacks them, and is no chain that builds go on from.
    /// </summary>
    public string? PreviousReleasePath { get; init; }

    /// <summary>
    /// Whether the list in <see cref="OutputFolder"/> goes on from that of <see cref="PreviousReleasePath"/>, so that later builds do.
    /// </summary>
    public bool GoesOnFromPrevious { get; init; }

    /// <summary>Whether a dataset without a whole <c>datasheet.md</c> gets a warning.</summary>
    public bool AsksForDatasheet { get; init; }

    /// <summary>Whether the editions that the descriptor declares are built too.</summary>
    internal bool HasEditions { get; init; } = true;

    /// <summary>Where batches and parts are cut.</summary>
    internal WritingLimits Limits { get; init; } = WritingLimits.Default;
}
