using System.Diagnostics;
using System.Globalization;
using Dataset.Diagnostics;
using Dataset.Formats.Parquet;
using Dataset.Formats.Rows;

namespace Dataset.Interop.Tests.Hostile;

/// <summary>
/// Hostile Parquet files as sources, through the gate and Parquet.Net, in a process of at most 256 MB of managed memory that is killed
/// where it hangs: it says what is wrong and goes on.
/// </summary>
public sealed class HostileSources
{
    private static readonly TimeSpan Watchdog = TimeSpan.FromMinutes(3);

    [Fact]
    public void Each_of_the_shapes_is_one_finding_or_more()
    {
        var found = Validate(HostileFile.Shapes);
        var silent = HostileFile.Shapes.Index()
            .Where(f => !found.Contains(string.Create(CultureInfo.InvariantCulture, $"/t{f.Index}.parquet"), StringComparison.Ordinal))
            .Select(f => f.Item.Name);
        Assert.True(!silent.Any(), $"{string.Join(", ", silent)}\n{found}");
    }

    [Fact]
    public void Files_changed_at_random_are_read_or_refused() => Validate([.. HostileFile.Fuzzed(240)]);

    /// <summary>A file of 14 bytes once made Parquet.Net loop for ever.</summary>
    [Fact]
    public void No_footer_of_two_bytes_passes_the_gate()
    {
        var passed = new List<int>();
        Parallel.For(0, 1 << 16, footer =>
        {
            byte[] bytes = [.. "PAR1"u8, (byte)footer, (byte)(footer >> 8), 2, 0, 0, 0, .. "PAR1"u8];
            try
            {
                ForeignParquet.Open(new MemoryStream(bytes), "t.parquet").Dispose();
                lock (passed)
                    passed.Add(footer);
            }
            catch (MalformedTableException)
            {
                // As it must be.
            }
        });
        Assert.Empty(passed);
    }

    /// <summary>What <c>dataset validate</c> prints of sources whose tables are the files.</summary>
    private static string Validate(IReadOnlyList<HostileFile> files)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["seeds"]);
        Directory.CreateDirectory(folder["schema"]);
        foreach (var (i, file) in files.Index())
        {
            var names = file.Properties.Split('\n').Select(line => line.Split('"')[1]).ToArray();
            File.WriteAllBytes(folder[$"seeds/t{i}.parquet"], file.Bytes);
            File.WriteAllText(folder[$"schema/t{i}.schema.json"], $$"""
                {"$schema": "http://json-schema.org/draft-07/schema#", "title": "T", "description": "d", "type": "object",
                 "additionalProperties": false, "required": ["{{string.Join("\", \"", names)}}"], "x-primaryKey": ["{{names[0]}}"],
                 "properties": { {{file.Properties}} } }
                """);
        }
        File.WriteAllText(folder["seeds/dataset.yaml"], $$"""
            name: hostile
            version: 1.0.0
            released: 2026-01-01
            title: Hostile
            description: Files that do harm.
            language: en
            licenses: [{name: CC0-1.0, title: CC0, covers: Everything.}]
            creators: [{name: A test}]
            tables:
            {{string.Join('\n', files.Select((_, i) => $"  - {{name: t{i}, from: records, path: t{i}.parquet}}"))}}

            """);
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "dataset.dll"), "validate", folder["seeds"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "10000000";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Watchdog))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"It did not end within {Watchdog}.");
        }
        Assert.True(process.ExitCode is 0 or 1, $"Status {process.ExitCode}: {errors.Result}");
        Assert.DoesNotContain("   at ", output.Result, StringComparison.Ordinal);
        return output.Result;
    }
}
