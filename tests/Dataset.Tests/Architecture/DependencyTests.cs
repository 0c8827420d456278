using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Dataset.Tests.Architecture;

/// <summary>
/// What depends on what: the order in <c>src/README.md</c>, compared with the references of assemblies and the sources' usings.
/// </summary>
public sealed partial class DependencyTests
{
    /// <summary>From the bottom: a folder, sub-folders included, may use those on the lines before its own.</summary>
    private static readonly string[][] Layers =
    [
        ["Text"],
        ["Diagnostics", "Files"],
        ["Diagnostics.Reporting", "Normalization", "Releases.Zip", "Schemas.Patterns", "Syntax"],
        ["Tables"],
        ["Sources.Values"],
        ["Schemas"],
        ["Formats.Rows", "Normalization.Names", "Schemas.Checking", "Schemas.Reading"],
        ["Formats.Guided", "Formats.Parquet", "Sources"],
        ["Formats.Csv", "Formats.JsonLines", "Normalization.Passages", "Sources.Binding"],
        ["Formats", "Normalization.Deriving", "Sources.Reading"],
        ["Drafting", "Releases"],
        ["Releases.Metadata", "Releases.Provenance", "Releases.Reading"],
        ["Verification"],
        ["Comparison"],
        ["Publishing"],
        ["Building"],
        ["Inspection", "Sharding"],
    ];

    [Fact]
    public void The_library_knows_nothing_of_the_commands_and_the_file_format_nothing_of_either()
    {
        Assert.Empty(References("Dataset.Parquet"));
        Assert.Equal(["Dataset.Parquet"], References("Dataset.Core"));
        Assert.Equal(["Dataset.Core"], References("dataset").Except(["Dataset.Parquet"]));
    }

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_order()
    {
        var folders = SourceFiles().Select(FolderOf).Distinct();
        Assert.Equal(Layers.SelectMany(layer => layer).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_two_folders_use_each_other()
    {
        var upward = new List<string>();
        var seen = 0;
        var typesOf = new Dictionary<string, string>();
        foreach (var file in SourceFiles())
        {
            foreach (Match type in TypeDeclared().Matches(File.ReadAllText(file)))
            {
                typesOf[type.Groups[1].Value] = FolderOf(file);
            }
        }

        foreach (var file in SourceFiles())
        {
            var folder = FolderOf(file);
            var text = File.ReadAllText(file);
            var words = Word().EnumerateMatches(text);
            var used = NamespaceUsed().Matches(text).Select(match => KnownFolder(match.Groups[1].Value)).ToHashSet();
            // A folder needs no using for the types of those above it.
            foreach (var word in words)
            {
                if (typesOf.TryGetValue(text[word.Index..(word.Index + word.Length)], out var home) && folder.StartsWith(
                    $"{home}.", StringComparison.Ordinal))
                {
                    used.Add(home);
                }
            }

            foreach (var other in used)
            {
                if (other == folder)
                {
                    continue;
                }

                seen++;
                if (LayerOf(other) < 0 || LayerOf(other) >= LayerOf(folder))
                {
                    upward.Add($"{Path.GetRelativePath(Library, file)}: {other}");
                }
            }
        }

        Assert.True(seen > 500, $"only {seen} references between folders were found: the expression no longer finds them");
        Assert.Empty(upward);
    }

    private static string Library => Path.Combine(Repository.Root, "src", "Dataset");

    private static IEnumerable<string> SourceFiles() =>
        Directory.GetFiles(Library, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Library, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private static string FolderOf(string file) =>
        Path.GetDirectoryName(Path.GetRelativePath(Library, file))!.Replace(Path.DirectorySeparatorChar, '.');

    /// <summary>The longest beginning of a qualified name that is a folder.</summary>
    private static string KnownFolder(string name)
    {
        var folder = name;
        while (LayerOf(folder) < 0 && folder.LastIndexOf('.') is > 0 and var dot)
        {
            folder = folder[..dot];
        }

        return folder;
    }

    private static int LayerOf(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name is "dataset" or "Dataset.Core" or "Dataset.Parquet");

    [GeneratedRegex(
        @"(?:using (?:static )?|cref=""|[( ,<=])Dataset\.(?!Parquet\b)((?:[A-Z]\w+\.)*?[A-Z]\w+)"
            + @"(?=;|\.[A-Z]\w*[^.;\w])(?<!namespace [\w.]*)")]
    private static partial Regex NamespaceUsed();

    [GeneratedRegex(
        @"^(?:public|internal)[a-z ]*? (?:class|struct|record|record struct|enum|interface|delegate \w+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclared();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
