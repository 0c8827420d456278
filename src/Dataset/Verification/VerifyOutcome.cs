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

    /// <summary>What the libraries of others have read and found alike; null where they were not asked, or something is wrong.</summary>
    public SecondOpinions? SecondOpinions { get; init; }
}

/// <summary>What libraries of others read in a release, all of it alike.</summary>
/// <param name="FileCount">Files of tables.</param>
/// <param name="CellCount">Cells of those files.</param>
/// <param name="RecordCount">Records that were judged by their schemas.</param>
/// <param name="Readers">Each library with its version, in the order of formats.</param>
/// <param name="Judge">The library that judged the records, with its version.</param>
public sealed record SecondOpinions(int FileCount, long CellCount, long RecordCount, IReadOnlyList<string> Readers, string Judge);
