using Dataset.Diagnostics;
using Dataset.Syntax;

namespace Dataset.Schemas.Reading;

/// <summary>
/// Reads <c>TABLE.schema.json</c>: JSON Schema draft-07 of one flat object, with the keywords of <see cref="SchemaKeywords"/> and no
/// others, so that whatever a schema says is enforced.
/// </summary>
/// <remarks>
/// Narrower than draft-07 where draft-07 leaves room for what no schema means: each column's type is one type, or that type and
/// null; an enum applies to strings and lists null exactly where the column may be null; bounds are numbers that decimal and binary
/// arithmetic agree on (<see cref="BoundReader"/>); patterns are those that can be matched in one pass; a
/// <c>$ref</c> stays in the file. Nothing is ever fetched.
/// </remarks>
internal static class SchemaFile
{
    /// <summary>The ending of a schema's file name.</summary>
    public const string Ending = ".schema.json";

    /// <summary>The largest schema, in bytes: what is made of one takes up to eighty times as many.</summary>
    public const int MaximumInBytes = 2 << 20;

    /// <summary>The schema, or null where there is a finding of severity error.</summary>
    /// <param name="path">The file; its name without <see cref="Ending"/> is the table's.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static TableSchema? Load(string path, string displayPath, DiagnosticList findings)
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Rules.TableHasSchema, new Location(displayPath), "Expected the table's schema, found no file of that name.");
            return null;
        }
        return Read(NameOf(path), json, displayPath, findings);
    }

    /// <summary>As <see cref="Load"/>, from bytes that were read already.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="json">The file's bytes, which the schema keeps.</param>
    /// <param name="displayPath">The file's path in findings.</param>
    /// <param name="findings">Takes the findings.</param>
    public static TableSchema? Read(string table, ReadOnlyMemory<byte> json, string displayPath, DiagnosticList findings)
    {
        if (json.Length > MaximumInBytes)
        {
            findings.Add(
                Rules.FileWithinLimit, new Location(displayPath),
                FormattableString.Invariant($"Expected a schema of at most {MaximumInBytes} bytes, found {json.Length}."));
            return null;
        }
        // A definition that two columns use is read twice; what is wrong with it is reported once.
        var own = DiagnosticList.OfDistinct();
        var schema = JsonTree.Read(json.Span, displayPath, own) is { } root ? new TableReader(own).Read(table, root, json) : null;
        findings.AddRange(own);
        return own.HasErrors ? null : schema;
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : Path.GetFileNameWithoutExtension(name);
    }
}
