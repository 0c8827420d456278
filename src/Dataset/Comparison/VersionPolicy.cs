using System.Text;
using Dataset.Sources;

namespace Dataset.Comparison;

/// <summary>
/// Which version a change asks for: Semantic Versioning 2.0.0, seen from the side of those who read the data. Where two readings are
/// possible the stricter one holds, since a version that is too high costs users nothing.
/// </summary>
internal static class VersionPolicy
{
    private static readonly Dictionary<ChangeKind, PolicyCase> ByKind = Cases().ToDictionary(c => c.Kind);

    /// <summary>Every case, in the order of <see cref="ChangeKind"/>.</summary>
    public static IReadOnlyList<PolicyCase> All { get; } = [.. ByKind.Values.OrderBy(c => c.Kind)];

    public static PolicyCase Of(ChangeKind kind) => ByKind[kind];

    /// <summary>What a set of changes asks for: what the most severe of them does.</summary>
    public static Bump Of(IEnumerable<Change> changes) => changes.Select(c => c.Bump).DefaultIfEmpty(Bump.None).Max();

    /// <summary>
    /// The lowest version that may follow. Before 1.0.0 all is in the making (Semantic Versioning, section 4): there what would be major
    /// raises the minor number, and everything else the patch number.
    /// </summary>
    /// <param name="old">The version that exists.</param>
    /// <param name="bump">What the changes ask for; a second release of the same content is still another version.</param>
    public static ReleaseVersion Least(ReleaseVersion old, Bump bump) => (old.Major, bump) switch
    {
        (0, Bump.Major) => old.NextMinor,
        (0, _) => old.NextPatch,
        (_, Bump.Major) => old.NextMajor,
        (_, Bump.Minor) => old.NextMinor,
        _ => old.NextPatch,
    };

    /// <summary>The policy for <c>schema/README.md</c>, in Markdown without a heading; ends in LF.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("""
            MAJOR.MINOR.PATCH of Semantic Versioning, from the side of those who read the data: **major** when code that reads it may
            break, **minor** when something was added, **patch** when values or words were corrected. `dataset diff OLD NEW` says what a
            change asks for and why; `dataset build` compares with the newest earlier release in the output folder and refuses a version
            that is too low. A higher one is always allowed, and right where only a person can see the break: a description that gives
            a value another meaning, or corrections so many that conclusions change.

            | change | asks for | why |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var policy in All)
            text.Append($"| {policy.Change} | {policy.Bump.Word()} | {policy.Why} |\n");
        text.Append("""

            Several changes ask for what the most severe of them does. A new version with no change at all is a patch: what is published never
            changes. Before 1.0.0, what would be major raises the minor number and everything else the patch number.

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    /// <summary><c>major</c>, <c>minor</c>, <c>patch</c> or <c>none</c>.</summary>
    public static string Word(this Bump bump) => bump switch
    {
        Bump.Major => "major",
        Bump.Minor => "minor",
        Bump.Patch => "patch",
        _ => "none",
    };

    private static IEnumerable<PolicyCase> Cases() =>
    [
        new(ChangeKind.DatasetRenamed, Bump.Major, "The dataset has another name",
            "Paths and addresses with the name lead nowhere."),
        new(ChangeKind.TableGone, Bump.Major, "A table is gone", "Code that reads it breaks."),
        new(ChangeKind.TableAdded, Bump.Minor, "A table is new", "No code reads it yet."),
        new(ChangeKind.ColumnGone, Bump.Major, "A column is gone, or has another name", "Code that reads it breaks."),
        new(ChangeKind.ColumnAdded, Bump.Minor, "A column is new",
            "Columns are read by name, so it may be anywhere; put it last to spare users who read by position."),
        new(ChangeKind.ColumnsReordered, Bump.Major, "Columns that were there are in another order",
            "Code that reads by position would take one column for another and not notice."),
        new(ChangeKind.TypeChanged, Bump.Major, "A column has another type, or became a list, or is one no longer",
            "Even integer to number is another type in SQL, Parquet and typed languages."),
        new(ChangeKind.NullAllowed, Bump.Major, "A column, or the elements of a list, may now be null",
            "A constraint loosened: code that relied on a value meets none."),
        new(ChangeKind.NullForbidden, Bump.Minor, "A column, or the elements of a list, may no longer be null",
            "A promise added; code that deals with null still runs."),
        new(ChangeKind.ConstraintLoosened, Bump.Major,
            "A constraint is gone or allows more: another value in an `enum`, wider bounds or lengths, no more `uniqueItems`",
            "Code that relied on it, such as a switch over the values of an `enum`, meets what it does not know."),
        new(ChangeKind.ConstraintTightened, Bump.Minor, "A constraint is new or allows less",
            "A promise added; every value allowed now was allowed before."),
        new(ChangeKind.PatternChanged, Bump.Major, "A `pattern` is another one",
            "Whether it allows more cannot be told from the pattern, so it is taken for loosened."),
        new(ChangeKind.QuoteGivenUp, Bump.Major, "A column is no longer a quote (`x-quote`)",
            "A constraint loosened: its words need not occur in the document any more."),
        new(ChangeKind.QuotePromised, Bump.Minor, "A column is now a quote", "A promise added."),
        new(ChangeKind.KeyChanged, Bump.Major, "The primary key has other columns, or its columns another order",
            "Joins and look-ups by key break, and rows are in another order."),
        new(ChangeKind.ReferenceGone, Bump.Major, "A reference to another table is gone or leads elsewhere",
            "A constraint loosened: joins may find no row."),
        new(ChangeKind.ReferenceAdded, Bump.Minor, "A reference to another table is new", "A promise added."),
        new(ChangeKind.UnitChanged, Bump.Major, "A column's unit is another one, or is not named any more",
            "The same figure means something else."),
        new(ChangeKind.UnitNamed, Bump.Patch, "A column's unit is named for the first time", "It says what the figures meant before."),
        new(ChangeKind.RowsGone, Bump.Major, "Rows are gone, which a row with another key also is",
            "Users who hold their keys find nothing."),
        new(ChangeKind.RowsAdded, Bump.Minor, "Rows are new", "What was there is still there."),
        new(ChangeKind.RowsChanged, Bump.Patch, "Values of rows are others", "They were corrected, and keep every promise of the schema."),
        new(ChangeKind.TableSplit, Bump.Major, "A table in one file became several files, or the other way round",
            "The file that code opens is gone."),
        new(ChangeKind.PartsChanged, Bump.Patch, "A table in several files has another number of them",
            "Code that reads a table in parts takes their names from `release.json` or with a wildcard."),
        new(ChangeKind.LicenceChanged, Bump.Major, "A licence is new, gone, or covers something else (any change of those words)",
            "What may be done with the data may be less than before, and words of law are not weighed by a machine."),
        new(ChangeKind.RecipeChanged, Bump.Major, "Texts are normalised by another recipe",
            "Offsets that users hold, and texts compared byte for byte, may no longer fit, even where these rows do not show it."),
        new(ChangeKind.DescriptionChanged, Bump.Patch, "The title or description of a table or column is another one",
            "Words were corrected; where the meaning changed, raise the version yourself."),
        new(ChangeKind.DerivationChanged, Bump.Patch, "A column is filled in another way (`x-derived`, `x-names`)",
            "Only its values are seen by readers, and where they differ, the rows say so."),
        new(ChangeKind.SchemaRewritten, Bump.Patch, "A schema is written in other words or another layout, and says the same",
            "The file's bytes are others."),
        new(ChangeKind.PresentationChanged, Bump.Patch,
            "Title, description, language, homepage, keywords, creators, the order of tables, or a licence's title or address",
            "Words about the data, not the data."),
        new(
            ChangeKind.SourcesChanged, Bump.Patch, "Sources are others",
            "Where the rows are the same, only where they come from is another."),
        new(
            ChangeKind.ToolChanged, Bump.Patch, "Another version of the tool made it",
            "Files may be written otherwise; what they hold is compared."),
    ];
}

/// <summary>Which part of a version a change asks to raise; the greater, the more it asks for.</summary>
public enum Bump
{
    /// <summary>Nothing changed.</summary>
    None,

    /// <summary>Values or words were corrected.</summary>
    Patch,

    /// <summary>Something was added, and code that reads the data goes on as before.</summary>
    Minor,

    /// <summary>Code that reads the data may break.</summary>
    Major,
}

/// <summary>One case of the version policy.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Bump">What it asks for.</param>
/// <param name="Change">The change in words, without a full stop.</param>
/// <param name="Why">Why it asks for just that, as a sentence.</param>
internal sealed record PolicyCase(ChangeKind Kind, Bump Bump, string Change, string Why);
