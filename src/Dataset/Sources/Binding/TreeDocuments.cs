using System.Globalization;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Syntax;
using Dataset.Tables;
using Dataset.Text;

namespace Dataset.Sources.Binding;

/// <summary>Takes a document's metadata, as it was parsed, into a batch.</summary>
internal static class TreeDocuments
{
    private static readonly ColumnLayout Begins = new("begins", ColumnType.String);
    private static readonly ColumnLayout Number = new("number", ColumnType.Integer);
    private static readonly ColumnLayout Role = new("role", ColumnType.String);

    /// <summary>
    /// Appends the columns, the rows of lists and, where they are in the record, the key and the text; the caller ends the document.
    /// </summary>
    /// <returns>The annotations of paragraphs.</returns>
    public static IReadOnlyList<ParagraphAnnotation> Append(
        SourceMap metadata, RecordPlan plan, DocumentBatch batch, DiagnosticList findings)
    {
        TreeRecords.AppendColumns(metadata, plan, batch.Documents, findings);
        foreach (var key in plan.Keys)
        {
            if (key.Role == KeyRole.DocumentKey)
                AppendKeyOrText(key, metadata, plan, batch.Keys, findings);
            else if (key.Role == KeyRole.DocumentText)
                AppendKeyOrText(key, metadata, plan, batch.Contents, findings);
        }
        TreeRecords.ReportUnknown(metadata, plan, findings);
        return AppendInner(metadata, plan, batch, findings);
    }

    /// <summary>Appends the rows of lists.</summary>
    /// <returns>The annotations of paragraphs.</returns>
    public static IReadOnlyList<ParagraphAnnotation> AppendInner(
        SourceMap metadata, RecordPlan plan, DocumentBatch batch, DiagnosticList findings)
    {
        IReadOnlyList<ParagraphAnnotation> annotations = [];
        foreach (var key in plan.Keys)
        {
            if (key.Role == KeyRole.Annotations)
                annotations = AppendAnnotations(key, metadata, plan, batch, findings);
            if (key.Role != KeyRole.List)
                continue;
            foreach (var item in ItemsOf(key, metadata, plan, batch, findings))
                TreeRecords.Append(item, key.Inner!, batch.Lists[key.Index], findings);
        }
        return annotations;
    }

    private static void AppendKeyOrText(
        PlannedKey key, SourceMap metadata, RecordPlan plan, TextColumn column, DiagnosticList findings)
    {
        var node = metadata.Find(key.Name)?.Value;
        if (node is null or SourceScalar { Kind: ScalarKind.Null })
        {
            TreeValues.ReportMissing(key, metadata, plan, node, findings);
            column.AppendNull();
        }
        else if (key.Role == KeyRole.DocumentText && node is SourceScalar { Kind: ScalarKind.String or ScalarKind.Plain } text)
        {
            // The recipe judges the text, not the rules for metadata.
            column.AppendUtf8(Encoding.UTF8.GetBytes(text.Text));
        }
        else
        {
            TreeValues.AppendScalar(node, key.Column!.Layout, column, findings);
        }
    }

    private static IReadOnlyList<SourceNode> ItemsOf(
        PlannedKey key, SourceMap metadata, RecordPlan plan, DocumentBatch batch, DiagnosticList findings)
    {
        var node = metadata.Find(key.Name)?.Value;
        if (node is SourceList list)
            return list.Items;
        batch.LacksListRows |= node is null
            ? metadata.HasUnknownKeys || plan.MisspellingsOf(metadata).Has(key.Name)
            : node is not SourceScalar { Kind: ScalarKind.Null };
        if (node is not (null or SourceScalar { Kind: ScalarKind.Null or ScalarKind.Unknown }))
            findings.Add(Rules.ListIsList, node.Location, $"Expected a list in {Printable.Quoted(key.Name)}, found {node.Describe()}.");
        return [];
    }

    private static List<ParagraphAnnotation> AppendAnnotations(
        PlannedKey key, SourceMap metadata, RecordPlan plan, DocumentBatch batch, DiagnosticList findings)
    {
        var annotations = new List<ParagraphAnnotation>();
        foreach (var item in ItemsOf(key, metadata, plan, batch, findings))
        {
            if (TreeRecords.AsMap(item, "an annotation", findings) is not { } map)
                continue;
            TreeRecords.ReportUnknown(map, key.Inner!, findings);
            var begins = ReadBegins(map, key.Inner!, findings);
            var (number, role) = (ReadNumber(map, findings, out var isNumber), ReadRole(map, key.Inner!, findings));
            if (begins is null || !isNumber)
                continue;
            annotations.Add(new ParagraphAnnotation(begins.Text, number, role, batch.AppendAnnotation(), begins.Location));
            TreeRecords.AppendColumns(map, key.Inner!, batch.Annotations, findings);
        }
        return annotations;
    }

    private static SourceScalar? ReadBegins(SourceMap map, RecordPlan plan, DiagnosticList findings)
    {
        var node = map.Find(Begins.Name)?.Value;
        if (node is null or SourceScalar { Kind: ScalarKind.Null })
        {
            if (node is not null || !(map.HasUnknownKeys || plan.MisspellingsOf(map).Has(Begins.Name)))
                findings.Add(Rules.AnnotationSaysWhich, map.Location, "Expected begins: with the paragraph's first words, found none.");
            return null;
        }
        return Scalar(node, Begins, findings);
    }

    /// <param name="map">The annotation.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="isTaken">Whether there is a number or none; not something else.</param>
    private static int? ReadNumber(SourceMap map, DiagnosticList findings, out bool isTaken)
    {
        isTaken = map.Find(Number.Name)?.Value is null or SourceScalar { Kind: ScalarKind.Null };
        if (isTaken || Scalar(map.Find(Number.Name)!.Value, Number, findings) is not { } scalar)
            return null;
        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            isTaken = true;
            return number;
        }
        findings.Add(
            Rules.AnnotationSaysWhich, scalar.Location,
            $"Expected the number of a paragraph, from 1, in \"number\", found {Printable.Beginning(scalar.Text)}.");
        return null;
    }

    /// <summary>The role, or null for running text: where none is given, where it is given as the body, where it is unknown.</summary>
    private static string? ReadRole(SourceMap map, RecordPlan plan, DiagnosticList findings)
    {
        if (map.Find(Role.Name)?.Value is not { } node || node is SourceScalar { Kind: ScalarKind.Null } || Scalar(
            node, Role, findings) is not { } scalar)
            return null;
        var roles = plan.Keys[plan.Find(Role.Name)].Column?.Constraints.Enum;
        if (roles is null || roles.Contains(scalar.Text))
            return scalar.Text == "body" ? null : scalar.Text;
        var nearest = NearestName.Of(scalar.Text, roles);
        findings.Add(
            Rules.RoleIsKnown, node.Location,
            $"Expected {(nearest is null ? "one of the roles " + string.Join(", ", roles) : Printable.Quoted(nearest))}, found "
                + $"{Printable.Quoted(scalar.Text)}.");
        return null;
    }

    /// <summary>The scalar where it is of the form, or null with a finding.</summary>
    private static SourceScalar? Scalar(SourceNode node, ColumnLayout layout, DiagnosticList findings)
    {
        using var one = layout.Type.CreateColumn(layout);
        return TreeValues.AppendScalar(node, layout, one, findings) ? (SourceScalar)node : null;
    }
}
