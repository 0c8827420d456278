namespace Dataset.Sources;

/// <summary>A person or body that made the dataset.</summary>
/// <param name="Url">A page about it, or null.</param>
public sealed record Creator(string Name, string? Url);
