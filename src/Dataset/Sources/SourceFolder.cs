using Dataset.Checksums;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Schemas;

namespace Dataset.Sources;

/// <summary>A source folder whose descriptor and schemas have been read and fit together; documents and records have not been read yet.</summary>
public sealed class SourceFolder
{
    private SourceFolder(string path, Descriptor descriptor, IReadOnlyList<SourceTable> tables, IReadOnlyList<SourceFile> files) =>
        (Path, Descriptor, Tables, Files) = (path, descriptor, tables, files);

    /// <summary>As the user called it.</summary>
    public string Path { get; }

    public Descriptor Descriptor { get; }

    /// <summary>Every table in the descriptor's order.</summary>
    public IReadOnlyList<SourceTable> Tables { get; }

    /// <summary>The descriptor and the schemas.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Reads the descriptor and the schemas.</summary>
    /// <returns>Null, with findings, where they are not right.</returns>
    /// <exception cref="IOException">There is no such folder, it has no descriptor, or a file cannot be read.</exception>
    public static SourceFolder? Open(string path, DiagnosticList findings)
    {
        var descriptorPath = System.IO.Path.Combine(path, Descriptor.FileName);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"Expected a source folder at {path}, found {FileKinds.Of(path).Describe()}.");
        if (!File.Exists(descriptorPath))
            throw new FileNotFoundException($"Expected {Descriptor.FileName} in the source folder {path}, found none; dataset init makes one to start from.");
        var bytes = File.ReadAllBytes(descriptorPath);
        var descriptor = DescriptorReader.Read(
            bytes, DisplayPath.Join(path, Descriptor.FileName), Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), findings);
        if (descriptor is null)
            return null;
        var before = findings.ErrorCount;
        var files = new List<SourceFile> { new(RelativePath.Parse($"{SourceFile.SourcePrefix}/{Descriptor.FileName}"), bytes.Length, Digest.Of(bytes)) };
        var tables = LoadTables(path, descriptor, files, findings);
        if (findings.ErrorCount == before)
            CheckAgreement(path, descriptor, tables, findings);
        return findings.ErrorCount > before ? null : new(path, descriptor, tables, files);
    }

    public SourceTable Table(string name) => Tables.First(t => t.Name == name);

    /// <summary>The path of a file of the source folder in findings.</summary>
    public string Display(string below) => DisplayPath.Join(Path, below);

    private static List<SourceTable> LoadTables(string path, Descriptor descriptor, List<SourceFile> files, DiagnosticList findings)
    {
        var tables = new List<SourceTable>();
        foreach (var source in descriptor.Tables)
        {
            var name = source.Name + SchemaFile.Ending;
            var schema = SchemaFile.Load(System.IO.Path.Combine(path, descriptor.SchemaFolder, name), SchemaPath(path, descriptor, source.Name), findings);
            if (schema is null)
                continue;
            files.Add(new(RelativePath.Parse($"{SourceFile.SchemaPrefix}/{name}"), schema.Json.Length, Digest.Of(schema.Json.Span)));
            tables.Add(new() { Source = source, Schema = schema });
        }
        return tables;
    }

    private static void CheckAgreement(string path, Descriptor descriptor, List<SourceTable> tables, DiagnosticList findings)
    {
        foreach (var table in tables)
        {
            var of = tables.Where(t => t.Source.Of == table.Name).ToArray();
            table.Lists = [.. of.Where(t => t.Source.Kind == TableKind.List)];
            table.Paragraphs = Array.Find(of, t => t.Source.Kind == TableKind.Paragraphs);
            table.Mentions = Array.Find(of, t => t.Source.Kind == TableKind.Mentions);
            SchemaChecks.CheckAgainst(table.Schema, table.Source.Kind, SchemaPath(path, descriptor, table.Name), findings);
            if (table.Source.Kind == TableKind.Documents)
                SchemaChecks.CheckMetadataNames(
                    table.Schema, [.. table.Lists.Select(l => l.Source.Field!)], SchemaPath(path, descriptor, table.Name), findings);
            if (table.Source.Entities is { } entities)
                SchemaChecks.CheckEntities(tables.First(t => t.Name == entities).Schema, SchemaPath(path, descriptor, entities), findings);
        }
        SchemaChecks.CheckReferences([.. tables.Select(t => t.Schema)], t => SchemaPath(path, descriptor, t.Name), findings);
    }

    private static string SchemaPath(string path, Descriptor descriptor, string table) =>
        DisplayPath.Join(path, $"{descriptor.SchemaFolder}/{table}{SchemaFile.Ending}");
}
