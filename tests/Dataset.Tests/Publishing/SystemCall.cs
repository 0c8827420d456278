namespace Dataset.Tests.Publishing;

/// <summary>A system call of a build that changes what is in the output folder.</summary>
/// <param name="Name">Such as <c>pwrite64</c>.</param>
/// <param name="Path">The file or folder, relative to the output folder; empty for that folder.</param>
/// <param name="Occurrence">Which call of that name on that path by one thread, from 1.</param>
/// <param name="ThreadCount">How many threads make that call; each is struck at its own.</param>
public sealed record SystemCall(string Name, string Path, int Occurrence, int ThreadCount = 1);
