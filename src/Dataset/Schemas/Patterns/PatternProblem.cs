using Dataset.Diagnostics;

namespace Dataset.Schemas.Patterns;

/// <summary>Why a text is no pattern that can be used.</summary>
/// <param name="Rule">Not ECMA-262, or not regular.</param>
/// <param name="Offset">In UTF-16 units, from 0.</param>
/// <param name="Expected">What could stand there.</param>
/// <param name="Found">What stands there.</param>
internal sealed record PatternProblem(Rule Rule, int Offset, string Expected, string Found);
