using System.Text.Json.Nodes;

namespace Dataset.Interop.Tests.Engines;

/// <summary>What an engine made of one task.</summary>
/// <param name="Error">Why it could not do it; null where it could.</param>
/// <param name="Schema">Column name and the engine's own word for its type, in the file's order; empty where the task has none.</param>
/// <param name="Note">What the engine can't do and its script did in another way; null where nothing.</param>
public sealed record EngineResult(
    EngineTask Task, string? Error, long Rows, IReadOnlyList<(string Name, string Type)> Schema, IReadOnlyList<string> Findings,
    string? Note)
{
    internal static EngineResult From(EngineTask task, JsonNode json) => new(
        task,
        (string?)json["error"],
        (long?)json["rows"] ?? 0,
        [.. (json["schema"]?.AsArray() ?? []).Select(column => ((string)column!["name"]!, (string)column["type"]!))],
        [.. (json["findings"]?.AsArray() ?? []).Select(finding => (string)finding!)],
        (string?)json["note"]);

    /// <summary>Fails the test where the engine refused the task.</summary>
    public EngineResult Succeeded()
    {
        Assert.True(Error is null, $"{Error}\nTask: {Task}");
        return this;
    }
}
