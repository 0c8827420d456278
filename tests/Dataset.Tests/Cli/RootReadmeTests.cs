using System.Text.RegularExpressions;
using Dataset.Diagnostics;
using Dataset.Tests.Publishing;

namespace Dataset.Tests.Cli;

/// <summary>The commands of the README at the root, run in a copy of the repository, and the output that it shows.</summary>
public sealed partial class RootReadmeTests : IDisposable
{
    private const string Newest = "dist/overseas-chinese-news-2.0.0";

    /// <summary>Every command, with words that its output must have.</summary>
    private static readonly (string Command, string Output)[] Commands =
    [
        ("dotnet run -c Release --project src/Dataset.Cli -- build", Newest + " already exists, byte for byte the same"),
        ("bin/dataset init my-dataset", "my-dataset/seeds/dataset.yaml\n"),
        ("bin/dataset build my-dataset/seeds -o my-dataset/dist", "Built my-dataset/dist/my-dataset-1.0.0: 3 tables, 8 rows"),
        ("bin/dataset init my-own --from texts prices.csv", "my-own/schema/prices.schema.json\n"),
        ("bin/dataset add offices.csv --source my-own/seeds", "my-own/schema/offices.schema.json\n"),
        ("bin/dataset build my-own/seeds -o my-own/dist", "Built my-own/dist/my-own-1.0.0: 4 tables, 6 rows"),
        ("bin/dataset verify my-own/dist/my-own-1.0.0", "my-own/dist/my-own-1.0.0 is sound: "),
        ("bin/dataset inspect my-own/dist/my-own-1.0.0 prices", "item_no"),
        ("bin/dataset explain DS4201", "A quote occurs word for word in the document."),
        ("bin/dataset validate", "seeds can become a release.\n"),
        ("bin/dataset build", Newest + " already exists, byte for byte the same"),
        ($"bin/dataset verify {Newest} --source seeds", "Building again from seeds gives the same bytes."),
        ($"bin/dataset diff dist/overseas-chinese-news-1.0.0 {Newest}", "major"),
        ($"bin/dataset pack {Newest}", "of which overseas-chinese-news-2.0.0.zip has "),
        ("bin/dataset verify assets/claims.csv --release assets/release.json", "assets/claims.csv is data/claims.csv of overseas-"),
        ("bin/dataset shard --part 1/4", "shards/overseas-chinese-news-2.0.0.part-00001-of-00004"),
        ("bin/dataset assemble shards -o assembled", "Assembled assembled/overseas-chinese-news-2.0.0: "),
        ("openssl ecparam -name prime256v1 -genkey -noout -out key.pem && chmod 600 key.pem", ""),
        ("openssl ec -in key.pem -pubout -out pub.pem", ""),
        ("bin/dataset build --sign key.pem -o signed", "Built signed/overseas-chinese-news-2.0.0: "),
        ("bin/dataset verify signed/overseas-chinese-news-2.0.0 --key pub.pem", "signed with the key "),
    ];

    /// <summary>What is not run here, and why.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["dotnet test -c Release"] = "This test is part of it.",
        ["dotnet publish -c Release src/Dataset.Cli -o bin"] = "It takes a minute: bin/dataset calls the tool that was built.",
        ["dotnet publish -c Release src/Dataset.Cli -p:SingleFile=linux-x64 -o single"] = "CI makes it, and rebuilds dist/ with it.",
        ["dotnet pack src/Dataset.Cli -c Release -p:CompileAhead=false -o feed"] = "CI packs it, and rebuilds dist/ with it.",
        ["dotnet tool install dataset --global --source feed"] = "CI installs it in a folder of its own.",
    };

    /// <summary>What the text around a command asks the reader to have.</summary>
    private static readonly Dictionary<string, string> Before = new()
    {
        ["bin/dataset init my-own --from texts prices.csv"] =
            "mkdir texts && echo A text. >texts/one.txt && printf 'Item No;Price\\n1;2,5\\n2;3,25\\n' >prices.csv",
        ["bin/dataset add offices.csv --source my-own/seeds"] = "printf 'office_id,city\\nb,Berlin\\nk,Köln\\n' >offices.csv",
        ["bin/dataset assemble shards -o assembled"] = "for part in 2 3 4; do bin/dataset shard --part $part/4 || exit; done",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("dataset-readme-").FullName;

    [Fact]
    public void Every_command_of_the_README_is_known_here() => Assert.Equal(
        Blocks("sh").SelectMany(block => block.Split('\n')).Select(line => Comment().Replace(line, ""))
            .Order(StringComparer.Ordinal),
        Commands.Select(c => c.Command).Concat(NotRun.Keys).Order(StringComparer.Ordinal));

    [PosixFact]
    public async Task Every_command_of_the_README_does_what_it_says()
    {
        foreach (var name in new[] { "seeds", "schema", "dist" })
            Copy(Repository.At(name), Path.Combine(folder, name));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        var tool = Path.Combine(folder, "bin", "dataset");
        File.WriteAllText(tool, $"#!/bin/sh\nexec '{ToolProcess.Host}' '{ToolProcess.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var (command, output) in Commands)
        {
            if (Before.TryGetValue(command, out var before))
                await RunAsync(before);
            var run = await RunAsync(command.Replace(
                "dotnet run -c Release --project src/Dataset.Cli --", "bin/dataset", StringComparison.Ordinal));
            Assert.Contains(output, run.Out + run.Error, StringComparison.Ordinal);
            if (command.Contains("verify my-own", StringComparison.Ordinal))
                Assert.Equal(Size().Replace(Blocks("text")[0] + "\n", "N bytes"), Size().Replace(run.LastError, "N bytes"));
        }
    }

    [Fact]
    public void The_finding_that_the_README_shows_is_one_of_the_fixtures() => Assert.Equal(
        File.ReadAllText(Repository.At("tests/fixtures/rules/DS3003-reference-dangles/expected.txt"))
            + "    " + Rules.ReferenceDangles.Remedy,
        Blocks("text")[1]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The blocks of a language in the README, without the last line end.</summary>
    private static string[] Blocks(string language)
    {
        var blocks = Block().Matches(File.ReadAllText(Repository.At("README.md")))
            .Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value).ToArray();
        Assert.NotEmpty(blocks);
        return blocks;
    }

    private async Task<CommandRun> RunAsync(string command)
    {
        var run = await ToolProcess.RunAsync(["/bin/sh", "-c", command], folder: folder);
        Assert.True(run.Status == 0, $"{command}: exit status {run.Status}\n{run.Out}{run.Error}");
        return run;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex(@"^```(\w+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@" *( # .*)?$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\d,]+ files, [\d,]+ bytes")]
    private static partial Regex Size();
}
