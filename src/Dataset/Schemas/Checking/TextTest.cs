using Dataset.Schemas.Patterns;
using Dataset.Tables;
using Dataset.Unicode;

namespace Dataset.Schemas.Checking;

/// <summary>The enum, lengths and pattern of strings.</summary>
internal readonly struct TextTest(ColumnConstraints constraints) : IValueTest
{
    private readonly Utf8Set? values = constraints.Enum is { } listed ? new Utf8Set(listed) : null;
    private readonly Utf8Pattern? pattern = constraints.Pattern is { } source ? new Utf8Pattern(EcmaPattern.Parse(source)) : null;
    private readonly int minLength = constraints.MinLength ?? 0;
    private readonly int maxLength = constraints.MaxLength ?? int.MaxValue;

    public bool AcceptsAll => values is null && pattern is null && minLength == 0 && maxLength == int.MaxValue;

    public bool Accepts(ColumnBuffer column, int slot)
    {
        var value = column.Utf8At(slot);
        return HasLength(value) && (values is null || values.Contains(value)) && (pattern is null || pattern.IsMatch(value));
    }

    private bool HasLength(ReadOnlySpan<byte> value)
    {
        // A code point is one to four bytes, so most lengths need no count.
        if (value.Length < minLength || value.Length > 4L * maxLength)
            return false;
        if (value.Length >= 4L * minLength && value.Length <= maxLength)
            return true;
        var count = CodePoints.Count(value);
        return count >= minLength && count <= maxLength;
    }
}
