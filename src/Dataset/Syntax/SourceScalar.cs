using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>A value that holds no others.</summary>
/// <param name="Location">Where it begins, the quotation mark included.</param>
/// <param name="Kind">What it is in its notation.</param>
/// <param name="Text">Of a string what it says; else what is written, digit for digit; empty for null.</param>
internal sealed record SourceScalar(Location Location, ScalarKind Kind, string Text) : SourceNode(Location)
{
    public override string Describe() => Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => Text,
        ScalarKind.Number => $"the number {Printable.Beginning(Text)}",
        _ => Printable.Quoted(Text),
    };
}
