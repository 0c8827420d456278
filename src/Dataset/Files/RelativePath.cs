using System.Diagnostics.CodeAnalysis;
using Dataset.Text;

namespace Dataset.Files;

/// <summary>
/// A file's place below some folder, written alike on every system: names joined by <c>/</c>, each one a <see cref="PortableName"/>,
/// so never absolute, never with <c>.</c>, <c>..</c> or <c>\</c>. Ordered by UTF-8 bytes.
/// </summary>
public sealed record RelativePath : IComparable<RelativePath>
{
    /// <summary>
    /// The most bytes of UTF-8 that a path may have; the least that common systems allow, with room for the folder above.
    /// </summary>
    public const int MaximumLengthInBytes = 1024;

    private RelativePath(string value) => Value = value;

    /// <summary>The names joined by <c>/</c>.</summary>
    public string Value { get; }

    /// <summary>The last name.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The path of the folder above, or null where the path is a single name.</summary>
    public RelativePath? Parent => Value.LastIndexOf('/') is var slash and > 0 ? new(Value[..slash]) : null;

    /// <summary>
    /// The same for two paths that a file system which ignores case or normalisation may take for one: such a pair may not be in one
    /// folder.
    /// </summary>
    public string Folded => PortableName.Fold(Value);

    /// <exception cref="FormatException">The text is not such a path; the message says why.</exception>
    public static RelativePath Parse(string text) => TryParse(text, out var path, out var problem)
        ? path
        : throw new FormatException($"Expected a relative path, found {Printable.Quoted(text)}, which {problem}.");

    /// <summary>Whether the text is a portable path, and the path.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RelativePath? path) => TryParse(text, out path, out _);

    /// <param name="text">Names joined by <c>/</c>.</param>
    /// <param name="path">The path, or null where it is none.</param>
    /// <param name="problem">What is wrong, as the end of a sentence ("is absolute", "leads out of the folder"); null where nothing
    /// is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out RelativePath? path, [NotNullWhen(false)] out string? problem)
    {
        problem = ProblemOf(text);
        path = problem is null ? new(text) : null;
        return path is not null;
    }

    /// <summary>A path of the <see cref="Value"/> of one.</summary>
    internal static RelativePath OfValue(string value) => new(value);

    /// <summary>The path of a file in the folder that this path names.</summary>
    /// <exception cref="FormatException">The name is not portable, or the path becomes too long.</exception>
    public RelativePath Append(string name) => Parse($"{Value}/{name}");

    /// <summary>The path for the file system, below a folder.</summary>
    public string Below(string folder) => Path.Combine(folder, Value.Replace('/', Path.DirectorySeparatorChar));

    /// <inheritdoc/>
    public int CompareTo(RelativePath? other) => other is null ? 1 : Utf8Order.Compare(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? ProblemOf(string text)
    {
        if (text.Length == 0)
            return "is empty";
        if (text.Contains('\\'))
            return "has a backslash, where names are joined by /";
        if (text[0] == '/' || (text.Length > 1 && text[1] == ':' && char.IsAsciiLetter(text[0])))
            return "is absolute";
        foreach (var range in text.AsSpan().Split('/'))
        {
            var name = text[range];
            var problem = name switch
            {
                "" => "has an empty name between slashes",
                "." => "has the name . in it",
                ".." => "leads out of the folder with ..",
                _ when PortableName.ProblemOf(name) is { } of => $"has the name {Printable.Quoted(name)}, which {of}",
                _ => null,
            };
            if (problem is not null)
                return problem;
        }
        return System.Text.Encoding.UTF8.GetByteCount(text) > MaximumLengthInBytes ? $"is longer than {MaximumLengthInBytes} bytes" : null;
    }

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(RelativePath left, RelativePath right) => left.CompareTo(right) < 0;
    /// <summary>Whether the left one comes last.</summary>
    public static bool operator >(RelativePath left, RelativePath right) => left.CompareTo(right) > 0;
    /// <summary>Whether the left one does not come last.</summary>
    public static bool operator <=(RelativePath left, RelativePath right) => left.CompareTo(right) <= 0;
    /// <summary>Whether the left one does not come first.</summary>
    public static bool operator >=(RelativePath left, RelativePath right) => left.CompareTo(right) >= 0;
}
