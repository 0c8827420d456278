namespace Dataset.Diagnostics;

/// <summary>A promise that sources or releases keep. Ids are permanent: a retired one is never reused.</summary>
/// <param name="Id"><c>DS</c> and four digits; <c>PQ</c> and four digits for the rules of the Parquet reader.</param>
/// <param name="Severity">The weight of every finding under this rule.</param>
/// <param name="Title">The promise in a few words, without a full stop.</param>
/// <param name="Remedy">What to do about a finding, as a sentence.</param>
public sealed record Rule(string Id, Severity Severity, string Title, string Remedy)
{
    /// <summary>
    /// Whether the message of each finding says itself what to do, for just that place: people are then not told <see cref="Remedy"/> too.
    /// </summary>
    public bool IsRemedyInMessage { get; init; }
}

/// <summary>How much a finding weighs: an error stops a build and makes the exit status 1, a warning does neither.</summary>
public enum Severity
{
    /// <summary>Worth a look; nothing is refused for it.</summary>
    Warning,
    /// <summary>A broken promise: nothing is built, or what was checked is not sound.</summary>
    Error,
}
