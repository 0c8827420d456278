using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Dataset.Schemas.Patterns;

/// <summary>A pattern ready to run over UTF-8, on any thread, in time that grows with the text alone.</summary>
internal sealed class Utf8Pattern
{
    private readonly AsciiRun? run;
    private readonly ByteAutomaton? automaton;
    private readonly Regex? regex;

    public Utf8Pattern(EcmaPattern pattern)
    {
        run = AsciiRun.Of(pattern);
        if (run is not null)
            return;
        automaton = AutomatonBuilder.Build(pattern);
        // Counts over overlapping characters, such as "a.{20}", have too many states for a table; .NET's engine makes them as it goes.
        regex = automaton is null ? DotNetPattern.Compile(pattern) : null;
    }

    /// <summary>Whether the pattern runs over bytes, and not over UTF-16 in .NET's engine.</summary>
    public bool RunsOverBytes => regex is null;

    /// <summary>Whether the pattern matches somewhere in the text.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public bool IsMatch(ReadOnlySpan<byte> utf8) => automaton is not null
        ? automaton.IsMatch(utf8)
        : run is not null ? run.IsMatch(utf8) : IsRegexMatch(utf8);

    private bool IsRegexMatch(ReadOnlySpan<byte> utf8)
    {
        var units = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            return regex!.IsMatch(units.AsSpan(0, Encoding.UTF8.GetChars(utf8, units)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(units);
        }
    }
}
