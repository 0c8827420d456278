using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Schemas.Reading;

/// <summary>Reads <c>type</c> and <c>format</c>.</summary>
internal sealed class TypeReader(KeywordValues values)
{
    private static readonly string[] Formats = [.. ColumnType.All.Select(t => t.Format).OfType<string>()];

    /// <summary>The type, or null with a finding. What else is in the mapping is checked against it.</summary>
    /// <param name="map">With no <c>$ref</c>.</param>
    /// <param name="of">What it is the type of, for messages: <c>a column</c>.</param>
    public ValueType? Read(SourceMap map, string of)
    {
        if (map.Find("type") is not { } entry)
        {
            values.Findings.Add(Rules.SchemaKeywordGiven, map.Location, $"Expected type of {of}, found none.");
            return null;
        }
        var names = entry.Value is SourceList list ? list.Items : [entry.Value];
        var (name, isNullable) = names switch
        {
            [SourceScalar { Kind: ScalarKind.String } one] => (one.Text, false),
            [SourceScalar { Text: "null" }, SourceScalar { Kind: ScalarKind.String } one] => (one.Text, true),
            [SourceScalar { Kind: ScalarKind.String } one, SourceScalar { Kind: ScalarKind.String, Text: "null" }] => (one.Text, true),
            _ => ("", false),
        };
        var isList = name == "array";
        var type = ColumnType.All.FirstOrDefault(t => t.JsonType == name && t.Format is null);
        if (type is null && !isList || entry.Value is SourceList { Items.Count: 1 })
        {
            values.Findings.Add(
                Rules.ColumnTypeKnown, entry.Value.Location,
                $"Expected string, integer, number, boolean or array, or a list of one of them and null, found {Written(entry.Value)}.");
            return null;
        }
        var read = new ValueType(WithFormat(map, type), isNullable);
        Fits(map, read);
        return read;
    }

    private ColumnType? WithFormat(SourceMap map, ColumnType? type)
    {
        if (map.Find("format") is not { } entry || values.Text(entry) is not { } format)
            return type;
        if (ColumnType.All.FirstOrDefault(t => t.JsonType == type?.JsonType && t.Format == format) is { } formatted)
            return formatted;
        values.Findings.Add(
            Rules.FormatIsDate, entry.Value.Location,
            Formats.Contains(format)
                ? $"Expected {format} on a string, found it on another type."
                : $"Expected {string.Join(" or ", Formats)}, found {Printable.Quoted(format)}, which is not enforced.");
        return type;
    }

    private void Fits(SourceMap map, ValueType type)
    {
        foreach (var entry in map.Entries)
        {
            if (!type.Takes(entry.Key))
            {
                values.Findings.Add(
                    Rules.KeywordFitsType, entry.KeyLocation,
                    $"Expected only keywords that mean something for the type {type.Name}, found {entry.Key}.");
            }
        }
    }

    private static string Written(SourceNode node) =>
        node is SourceList { Items.Count: <= 4 } list ? "[" + string.Join(", ", list.Items.Select(i => i.Describe())) + "]"
        : node.Describe();
}
