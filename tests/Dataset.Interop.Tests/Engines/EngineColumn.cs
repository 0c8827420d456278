namespace Dataset.Interop.Tests.Engines;

/// <summary>A column as the engines' scripts see it.</summary>
/// <param name="Type">string, integer, number, boolean, date or date-time.</param>
public sealed record EngineColumn(string Name, string Type, bool IsList = false);
