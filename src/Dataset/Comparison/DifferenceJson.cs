using System.Globalization;
using System.Text;
using System.Text.Json;
using Dataset.Releases;
using Dataset.Syntax;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>
/// Differences for a program: one JSON object, a row a line, written as the rows come. It is complete: applied to the rows of the old
/// release it gives those of the new one, byte for byte.
/// </summary>
/// <remarks>
/// <para><c>old</c>, <c>new</c>: <c>name</c>, <c>version</c> and the digest of <c>SHA256SUMS</c>. <c>tables</c>: for each its <c>name</c>,
/// its <c>standing</c> (<c>kept</c>, <c>added</c>, <c>removed</c>, <c>rekeyed</c>), its <c>schema</c> in the new release where it is not
/// the old one's, <c>key</c> and <c>columns</c> (names in order; of the new release where the table is in it), <c>rows</c>, and the counts
/// <c>added</c>, <c>removed</c>, <c>changed</c>, <c>extended</c> and
/// <c>unchanged</c>. Then <c>changes</c>, <c>bump</c>, <c>leastVersion</c> and <c>isVersionHighEnough</c>.</para>
/// <para>A row has <c>change</c> and <c>key</c> (values in the key's order); an added one <c>row</c>, the whole of it; a changed or
/// extended one <c>cells</c>, by column <c>old</c> (not there where the column is new) and <c>new</c>. To apply: take the old rows of a
/// kept table, none of any other; keep and order the <c>columns</c>, null where a row lacks one; take out, put in and change rows; sort by
/// the key. Values are those of the JSON Lines; invisible characters, such as bidirectional ones, are escaped.</para>
/// </remarks>
/// <param name="output">Takes the text.</param>
public sealed class DifferenceJson(TextWriter output) : IChangeVisitor
{
    private bool isFirstTable = true;
    private bool isFirstRow;

    /// <inheritdoc/>
    public bool WantsWholeTables => true;

    /// <inheritdoc/>
    public void Begin(ReleaseIdentity old, ReleaseIdentity now, IReadOnlyList<Change> changes) =>
        Write($"{{\n  \"old\": {Json(old)},\n  \"new\": {Json(now)},\n  \"tables\": [");

    /// <inheritdoc/>
    public void BeginTable(ComparedTable table)
    {
        Write(isFirstTable ? "\n    {\n" : ",\n    {\n");
        (isFirstTable, isFirstRow) = (false, true);
        Write($"      \"name\": {Json(table.Name)},\n      \"standing\": {Json(Word(table.Standing))},\n");
        // As the new release has it, for what the changes below tell only in words.
        if (table.New is { } now && (table.Old is null || !table.Old.Json.Span.SequenceEqual(now.Json.Span)))
            Write($"      \"schema\": {Encoding.UTF8.GetString(now.Json.Span).Trim()},\n");
        Write($"      \"key\": [{string.Join(", ", table.Key.Select(Json))}],\n");
        Write(
            $"      \"columns\": [{string.Join(", ", (table.New ?? table.Old)!.Columns.Select(c => Json(c.Name)))}],\n      \"rows\": [");
    }

    /// <inheritdoc/>
    public void Row(RowChange row)
    {
        Write(isFirstRow ? "\n        " : ",\n        ");
        isFirstRow = false;
        Write($"{{\"change\": {Json(row.Kind.ToString().ToLowerInvariant())}, \"key\": [{string.Join(", ", row.Key)}]");
        if (row.Kind == RowChangeKind.Added)
            Write($", \"row\": {row.Json}");
        if (row.Cells.Count > 0)
            Write($", \"cells\": {{{string.Join(", ", row.Cells.Select(Cell))}}}");
        Write("}");
    }

    /// <inheritdoc/>
    public void EndTable(TableDifference counts)
    {
        Write(isFirstRow ? "],\n" : "\n      ],\n");
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"      \"added\": {counts.Added}, \"removed\": {counts.Removed}, \"changed\": {counts.Changed}, \"extended\": "
                + $"{counts.Extended}, \"unchanged\": {counts.Unchanged}\n    }}"));
    }

    /// <inheritdoc/>
    public void End(ReleaseDifference difference)
    {
        Write("\n  ],\n  \"changes\": [");
        Write(string.Join(",", difference.Changes.Select(c => $"\n    {Json(c)}")));
        Write(difference.Changes.Count == 0 ? "],\n" : "\n  ],\n");
        Write($"  \"bump\": {Json(difference.Bump.Word())},\n  \"leastVersion\": {Json(difference.LeastVersion.ToString())},\n");
        Write($"  \"isVersionHighEnough\": {(difference.IsVersionHighEnough ? "true" : "false")}\n}}\n");
    }

    /// <summary>Texts of articles may turn the direction of what a terminal shows; as JSON they may as well be escaped.</summary>
    private void Write(string text) => output.Write(Printable.Json(text));

    private static string Json(ReleaseIdentity release) =>
        $"{{\"name\": {Json(release.Name)}, \"version\": {Json(release.Version.ToString())}, \"checksums\": "
            + $"{(release.Checksums is null ? "null" : Json(release.Checksums.ToString()))}}}";

    private static string Json(Change change) =>
        $"{{\"bump\": {Json(change.Bump.Word())}, \"kind\": {Json(JsonNamingPolicy.KebabCaseLower.ConvertName(change.Kind.ToString()))}, "
        + $"\"table\": {Json(change.Table)}, \"column\": {Json(change.Column)}, \"message\": {Json(change.Message)}, \"why\": "
        + $"{Json(VersionPolicy.Of(change.Kind).Why)}}}";

    private static string Cell(CellChange cell) =>
        $"{Json(cell.Column)}: {{{(cell.Old is null ? "" : $"\"old\": {cell.Old}, ")}\"new\": {cell.New}}}";

    private static string Word(TableStanding standing) => standing.ToString().ToLowerInvariant();

    private static string Json(string? text) => text is null ? "null" : JsonText.Of(text);
}
