namespace Dataset.Releases.Comparing;

/// <summary>One case of the version policy.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Bump">What it asks for.</param>
/// <param name="Change">The change in words, without a full stop.</param>
/// <param name="Why">Why it asks for just that, as a sentence.</param>
public sealed record PolicyCase(ChangeKind Kind, Bump Bump, string Change, string Why);
