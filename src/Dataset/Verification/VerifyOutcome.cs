using Dataset.Releases;

namespace Dataset.Verification;

/// <summary>What was checked of a release. Whether it is sound, the findings say.</summary>
/// <param name="Manifest">What the release says of itself; null where that cannot be read.</param>
/// <param name="FileCount">Files that were read and hashed.</param>
/// <param name="SizeInBytes">Of those files.</param>
/// <param name="TableCount">Tables whose rows were read.</param>
/// <param name="RowCount">Rows of those tables, once for all formats.</param>
/// <param name="IsSound">Whether there was no finding of severity error.</param>
public sealed record VerifyOutcome(Manifest? Manifest, int FileCount, long SizeInBytes, int TableCount, long RowCount, bool IsSound)
{
    /// <summary>
    /// The publisher's key, whose signature holds: base64 of the SHA-256 of its SubjectPublicKeyInfo in DER. Null where no key was given,
    /// or the signature does not hold.
    /// </summary>
    public string? SigningKey { get; init; }
}
