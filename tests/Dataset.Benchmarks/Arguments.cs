using System.Globalization;

namespace Dataset.Benchmarks;

/// <summary>The options after a command's name: <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <exception cref="UsageException">An option without its value, or a word that is no option.</exception>
    public Arguments(ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i += 2)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == words.Length)
                throw new UsageException($"'{words[i]}' is not an option with a value.");
            _values[words[i]] = words[i + 1];
        }
    }

    /// <summary>Whether no option was given.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <returns>Null where the option was not given.</returns>
    public string? Text(string name)
    {
        _known.Add(name);
        return _values.GetValueOrDefault(name);
    }

    /// <exception cref="UsageException">The value is not a number above zero.</exception>
    public int Integer(string name, int otherwise)
    {
        if (Text(name) is not { } value)
            return otherwise;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"{name} expects a number above zero, found '{value}'.");
    }

    /// <exception cref="UsageException">An option was given that no code asked for.</exception>
    public void RefuseOthers()
    {
        foreach (var name in _values.Keys)
            if (!_known.Contains(name))
                throw new UsageException($"There is no option '{name}' here.");
    }
}
