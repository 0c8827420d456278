using Dataset.Files;
using Dataset.Parquet;
using Dataset.Sources;

namespace Dataset.Verification;

/// <summary>How a release is verified.</summary>
public sealed record VerifyOptions
{
    /// <summary>No key, no sources, one thread for each processor.</summary>
    public static VerifyOptions Default { get; } = new();

    /// <summary>How many files are hashed at once, at least 1. The outcome does not depend on it.</summary>
    public int Jobs { get; init; } = WorkQueue.DefaultDegree;

    /// <summary>A PEM file with the publisher's ECDSA P-256 public key, or null where the signature is not to be checked.</summary>
    public string? PublicKeyPath { get; init; }

    /// <summary>The name of the dataset that the release must be of, or null: a publisher may sign several datasets with one key.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The lowest version that the release may have: given by users who know of a newer one. Null where none was given.</summary>
    public ReleaseVersion? AtLeast { get; init; }

    /// <summary>
    /// The release that this one follows, a folder or a zip, where it is built again from its sources; null where it is beside the
    /// release.
    /// </summary>
    public string? PreviousReleasePath { get; init; }

    /// <summary>
    /// Up to how many bytes of tables are also read by libraries that this project did not write, and judged record by record by
    /// NJsonSchema: 0 for none, <see cref="long.MaxValue"/> for any size.
    /// </summary>
    public long SecondOpinionUpToInBytes { get; init; }

    /// <summary>Whether NJsonSchema judges a sample of the records of tables that are larger.</summary>
    internal bool IsSampled { get; init; }

    /// <summary>
    /// Whether nothing beside the release is looked at: neither its folder's name nor <c>releases.json</c> beside it, in which a release
    /// that is being made does not exist yet.
    /// </summary>
    public bool IsAlone { get; init; }

    /// <summary>
    /// Digests of files that the caller has just written, made of the bytes as they were written: those files are read for what is in
    /// them alone.
    /// </summary>
    internal IReadOnlyDictionary<RelativePath, Digest> Written { get; init; } = new Dictionary<RelativePath, Digest>();
}
