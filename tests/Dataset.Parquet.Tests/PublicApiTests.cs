using PublicApiGenerator;

namespace Dataset.Parquet.Tests;

/// <summary>
/// What users of the library can call, kept as a file that a person has read. Run once with <c>DATASET_APPROVE=1</c> the test writes it
/// again; a difference is a change for users, and belongs in CHANGELOG.md.
/// </summary>
public class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_approved_one()
    {
        var found = typeof(ParquetFileReader).Assembly.GeneratePublicApi(new()
        {
            ExcludeAttributes = ["System.Runtime.CompilerServices.InternalsVisibleToAttribute"],
            IncludeAssemblyAttributes = false,
        }).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Folder(), "public-api.txt");
        if (Environment.GetEnvironmentVariable("DATASET_APPROVE") == "1")
            File.WriteAllText(file, found);
        Assert.Equal(File.ReadAllText(file), found);
    }

    /// <summary>This project's folder, above that of the compiled tests.</summary>
    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Dataset.Parquet.Tests.csproj")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder;
    }
}
