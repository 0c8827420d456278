namespace Dataset.Diagnostics;

/// <summary>How far long work has come. Reported now and then by the library, often enough to be watched, from any thread.</summary>
/// <param name="Stage">What is being done, in a word or two that a person reads: <c>reading articles</c>. A new stage starts its counts anew.</param>
/// <param name="Rows">Rows done in this stage so far, or documents where the stage has no rows.</param>
/// <param name="Bytes">Bytes of input done in this stage so far.</param>
/// <param name="TotalBytes">Bytes of input that the stage will take in all; null where nobody knows yet.</param>
public readonly record struct WorkProgress(string Stage, long Rows, long Bytes, long? TotalBytes);
