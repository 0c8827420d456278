namespace Dataset.Sources;

/// <summary>A licence under which a part of the dataset stands.</summary>
/// <param name="Name">An SPDX identifier, or <c>LicenseRef-…</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Url">Its text, or null.</param>
/// <param name="Covers">One sentence: what it covers.</param>
public sealed record License(string Name, string Title, string? Url, string Covers);
