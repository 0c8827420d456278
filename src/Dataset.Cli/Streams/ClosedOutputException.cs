namespace Dataset.Cli.Streams;

/// <summary>Nobody reads standard output any more (<c>dataset inspect … | head</c>): no fault, and nothing to say to anybody.</summary>
internal sealed class ClosedOutputException() : IOException("Standard output was closed by its reader.");
