namespace Dataset.Verification;

/// <summary>How a release is verified.</summary>
public sealed record VerifyOptions
{
    public static VerifyOptions Default { get; } = new();

    /// <summary>How many files are hashed at once, at least 1. The outcome does not depend on it.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>A PEM file with the publisher's ECDSA P-256 public key, or null where the signature is not to be checked.</summary>
    public string? PublicKeyPath { get; init; }
}
