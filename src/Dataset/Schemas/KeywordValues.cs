using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Schemas;

/// <summary>The values of keywords, each in its form or as a finding.</summary>
internal sealed class KeywordValues(DiagnosticList findings)
{
    public DiagnosticList Findings => findings;

    /// <summary>The mapping, or null with a finding.</summary>
    public SourceMap? Map(SourceNode node, string what)
    {
        if (node is SourceMap map)
            return map;
        Form(node, $"a mapping for {what}");
        return null;
    }

    /// <summary>Finds the keywords that are none of the place's.</summary>
    /// <returns>The mapping with each that is misspelt as it was meant.</returns>
    public SourceMap Known(SourceMap map, IReadOnlyList<string> known, string place)
    {
        var corrected = map.Corrected(known);
        foreach (var (index, entry) in map.Entries.Index())
        {
            if (known.Contains(entry.Key))
                continue;
            var message = $"Expected a keyword of {place}, found {Printable.Quoted(entry.Key)}.";
            if (SchemaKeywords.InsteadOf(entry.Key) is { } instead)
                message += " " + instead;
            else if ((corrected.Entries[index].Key is var meant && meant != entry.Key ? meant : NearestName.Of(entry.Key, known))
                is { } near)
                message += $" Perhaps {Printable.Quoted(near)} is meant.";
            else
                message += " There are: " + string.Join(", ", known) + ".";
            findings.Add(Rules.SchemaKeywordKnown, entry.KeyLocation, message);
        }
        return corrected;
    }

    /// <summary>A text that is there and says something, or null with a finding.</summary>
    public string? RequiredText(SourceMap map, string keyword, Rule whenMissing, string of)
    {
        if (map.Find(keyword) is { } entry)
            return Text(entry);
        findings.Add(whenMissing, map.Location, $"Expected {keyword} of {of}, found none.");
        return null;
    }

    /// <summary>A text that says something, or null with a finding.</summary>
    public string? Text(SourceEntry entry)
    {
        if (entry.Value is SourceScalar { Kind: ScalarKind.String } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
        {
            // It reaches the README of each release, and every screen that shows it.
            foreach (var rune in scalar.Text.EnumerateRunes())
                if (CodePoints.IsUnwantedControl(rune.Value) || CodePoints.IsBidirectionalControl(rune.Value)
                    || CodePoints.IsNoncharacter(rune.Value))
                    Form(entry.Value, $"a text without {CodePoints.Describe(rune.Value)} for {entry.Key}");
            return scalar.Text;
        }
        Form(entry.Value, $"a text for {entry.Key}");
        return null;
    }

    /// <summary>True or false; false where the keyword is not there or has another form (a finding).</summary>
    public bool Flag(SourceMap map, string keyword)
    {
        if (map.Find(keyword) is not { } entry)
            return false;
        if (entry.Value is SourceScalar { Kind: ScalarKind.Boolean } scalar)
            return scalar.Text == "true";
        Form(entry.Value, $"true or false for {keyword}");
        return false;
    }

    /// <summary>
    /// A count, or null where the keyword is not there or its value is no whole number from <paramref name="least"/> on (a finding).
    /// </summary>
    public int? Count(SourceMap map, string keyword, int least)
    {
        if (map.Find(keyword) is not { } entry)
            return null;
        if (entry.Value is SourceScalar { Kind: ScalarKind.Number } scalar
            && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least)
            return count;
        Form(entry.Value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {int.MaxValue} for {keyword}"));
        return null;
    }

    /// <summary>Texts with their places; what is none is a finding and left out. Null where there is no list or nothing in it.</summary>
    public List<SourceScalar>? Texts(SourceEntry entry)
    {
        if (entry.Value is not SourceList { Items.Count: > 0 } list)
        {
            Form(entry.Value, $"a list of texts for {entry.Key}");
            return null;
        }
        var texts = new List<SourceScalar>();
        foreach (var item in list.Items)
        {
            if (item is SourceScalar { Kind: ScalarKind.String } scalar)
                texts.Add(scalar);
            else
                Form(item, $"a text in {entry.Key}");
        }
        return texts;
    }

    public void Form(SourceNode node, string expected) =>
        findings.Add(Rules.SchemaKeywordForm, node.Location, $"Expected {expected}, found {node.Describe()}.");
}
