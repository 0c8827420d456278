namespace Dataset.Cli.Display;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Name">Its head.</param>
/// <param name="AlignEnd">Whether its cells end at one place, as numbers should.</param>
internal sealed record TextColumn(string Name, bool AlignEnd = false);
