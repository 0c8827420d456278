using Dataset.Diagnostics;

namespace Dataset.Syntax;

/// <summary>A key of a mapping and its value.</summary>
/// <param name="Key">With escapes resolved.</param>
/// <param name="KeyLocation">Where the key begins.</param>
/// <param name="Value">Never of another entry of the same key: the first stands, the second is a finding.</param>
internal sealed record SourceEntry(string Key, Location KeyLocation, SourceNode Value);
