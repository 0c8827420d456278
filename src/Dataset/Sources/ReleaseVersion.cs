using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dataset.Sources;

/// <summary>The version of a release: MAJOR.MINOR.PATCH of Semantic Versioning 2.0.0, without pre-release or build parts.</summary>
public readonly record struct ReleaseVersion(int Major, int Minor, int Patch) : IComparable<ReleaseVersion>
{
    private const int MaximumDigits = 9;

    /// <summary>The lowest version with a higher major number.</summary>
    public ReleaseVersion NextMajor => new(Major + 1, 0, 0);

    /// <summary>The lowest version with a higher minor number and the same major one.</summary>
    public ReleaseVersion NextMinor => new(Major, Minor + 1, 0);

    /// <summary>The next version with the same major and minor numbers.</summary>
    public ReleaseVersion NextPatch => new(Major, Minor, Patch + 1);

    /// <summary>Reads three numbers of at most nine digits, without signs or leading zeros, joined by dots.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReleaseVersion version)
    {
        version = default;
        var parts = text?.Split('.') ?? [];
        if (parts.Length != 3)
            return false;
        Span<int> numbers = stackalloc int[3];
        for (var i = 0; i < 3; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
                || parts[i].Length > MaximumDigits || (parts[i].Length > 1 && parts[i][0] == '0'))
                return false;
        version = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ReleaseVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    /// <summary>Whether the left one comes first.</summary>
    public static bool operator <(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) < 0;
    /// <summary>Whether the left one comes last.</summary>
    public static bool operator >(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) > 0;
    /// <summary>Whether the left one does not come last.</summary>
    public static bool operator <=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) <= 0;
    /// <summary>Whether the left one does not come first.</summary>
    public static bool operator >=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) >= 0;
}
