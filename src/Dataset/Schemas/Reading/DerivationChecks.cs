using Dataset.Diagnostics;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Holds the derived columns of a schema against what its kind of table can derive.</summary>
internal sealed class DerivationChecks(TableSchema schema, TableKind kind, SchemaPlaces places, DiagnosticList findings)
{
    private readonly Dictionary<string, string> columnByDerivation = new(StringComparer.Ordinal);

    public void Run()
    {
        foreach (var column in schema.Columns)
        {
            if (column.Derivation is not { } named)
                continue;
            if (!columnByDerivation.TryAdd(named.Name, column.Name))
            {
                findings.Add(
                    Rules.DerivationStandsOnce, places.OfColumn(column.Name, "x-derived"),
                    $"Expected each derivation in one column, found {Printable.Quoted(named.Name)} again; "
                        + $"the column {Printable.Quoted(columnByDerivation[named.Name])} has it.");
            }
            else if (named.In(kind, out var quoteName) is not { } derivation)
                Unknown(column, named.Name);
            else if (quoteName is not null && QuoteOf(quoteName) is null)
                NoQuote(column, quoteName);
            else
                Fits(column, derivation, quoteName is null ? null : QuoteOf(quoteName));
        }
    }

    private void Fits(ColumnSchema column, Derivation derivation, ColumnSchema? quote)
    {
        if (column.Layout.IsList || column.Layout.Type != derivation.Type)
        {
            findings.Add(
                Rules.DerivationFitsColumn, places.OfColumn(column.Name, "type"),
                $"Expected the type {derivation.Type.SchemaName} for {column.Derivation}, "
                    + $"found {(column.Layout.IsList ? "array" : column.Layout.Type.SchemaName)}.");
        }
        if (!column.IsNullable && (derivation.MayBeNull || quote is { IsNullable: true }))
        {
            findings.Add(
                Rules.DerivationFitsColumn, places.OfColumn(column.Name, "type"),
                $"Expected null allowed, as {column.Derivation} can be null{(derivation.MayBeNull ? "" : $" where {quote!.Name} is")}, "
                    + "found a type without it.");
        }
        if (derivation == Derivation.ParagraphRole && column.Constraints.Enum?.Contains("body") != true)
        {
            findings.Add(
                Rules.RolesAreListed, places.OfColumn(column.Name, "enum"),
                $"Expected an enum of all roles, with \"body\" for running text, found "
                    + $"{(column.Constraints.Enum is null ? "none" : "one without it")}.");
        }
    }

    private ColumnSchema? QuoteOf(string name) =>
        schema.Find(name) is >= 0 and var index && schema.Columns[index].IsQuote ? schema.Columns[index] : null;

    private void Unknown(ColumnSchema column, string name)
    {
        var known = Derivation.All.Where(d => d.Kinds.Contains(kind)).Select(d => d.Name).ToList();
        var there = NearestName.Of(name, known) is { } near ? $"Perhaps {near} is meant."
            : "There are: " + string.Join(", ", known) + ".";
        findings.Add(
            Rules.DerivationKnown, places.OfColumn(column.Name, "x-derived"),
            $"Expected a derivation of a table from {kind.ToString().ToLowerInvariant()}, found {Printable.Quoted(name)}. {there}");
    }

    private void NoQuote(ColumnSchema column, string quote)
    {
        var quotes = schema.Columns.Where(c => c.IsQuote).Select(c => c.Name).ToList();
        findings.Add(
            Rules.DerivationKnown, places.OfColumn(column.Name, "x-derived"),
            $"Expected a column with \"x-quote\": true before the point, found {Printable.Quoted(quote)}; there "
                + $"{(quotes.Count == 0 ? "is none" : "are: " + Printable.List(quotes))}.");
    }
}
