using System.Text.RegularExpressions;
using Dataset.Text;

namespace Dataset.Tests.Text;

public class RuntimeNormalizationTests
{
    /// <summary>
    /// In invariant mode the runtime gives every text back unchanged and calls it normalised; only <see cref="Dataset.Text.Nfc"/> knows.
    /// </summary>
    [Fact]
    public void No_code_asks_the_runtime_for_a_normalisation_form() => Assert.Empty(
        Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Regex.IsMatch(File.ReadAllText(f), @"\bNormalizationForm\b|\.(IsNormalized|Normalize)\(\)"))
            .Select(f => Path.GetRelativePath(Repository.Root, f)));
}
