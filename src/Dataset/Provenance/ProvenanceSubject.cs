using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Provenance;

/// <summary>A file that a statement is about.</summary>
/// <param name="Name">Its path in the release.</param>
/// <param name="Location">Where the statement says so; the default where it is not written yet.</param>
public sealed record ProvenanceSubject(RelativePath Name, Digest Digest, Location Location = default);
