using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Dataset.Tests.Architecture;

/// <summary>What depends on what: the order in <c>src/README.md</c>, held against the references of assemblies and the sources' usings.</summary>
public sealed partial class DependencyTests
{
    /// <summary>From the bottom: a folder may use those before it, and those on its own line.</summary>
    private static readonly string[][] Layers =
    [
        ["Diagnostics"],
        ["Checksums", "Tables"],
        ["Unicode"],
        ["Files"],
        ["Syntax"],
        ["Schemas"],
        ["Sources"],
        ["Normalization"],
        ["Formats"],
        ["Manifests"],
        ["Provenance", "Metadata"],
        ["Releases", "Verification"],
        ["Inspection"],
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
        var folders = Directory.GetDirectories(Library).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));
        Assert.Equal(Layers.SelectMany(layer => layer).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Folders_of_the_library_depend_downward()
    {
        var upward = new List<string>();
        var seen = 0;
        foreach (var file in Directory.GetFiles(Library, "*.cs", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Library, file);
            var folder = path.Split(Path.DirectorySeparatorChar)[0];
            if (folder is "bin" or "obj")
            {
                continue;
            }

            foreach (Match used in NamespaceUsed().Matches(File.ReadAllText(file)))
            {
                seen++;
                if (LayerOf(used.Groups[1].Value) > LayerOf(folder))
                {
                    upward.Add($"{path}: {used.Value}");
                }
            }
        }

        Assert.True(seen > 500, $"only {seen} references between folders were found: the expression no longer finds them");
        Assert.Empty(upward);
    }

    private static string Library => Path.Combine(Repository.Root, "src", "Dataset");

    private static int LayerOf(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name is "dataset" or "Dataset.Core" or "Dataset.Parquet");

    [GeneratedRegex(@"\bDataset\.(?!Parquet\b)([A-Z]\w+)(?=[.;])")]
    private static partial Regex NamespaceUsed();
}
