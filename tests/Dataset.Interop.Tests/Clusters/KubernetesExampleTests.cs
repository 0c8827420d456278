using System.Diagnostics;
using System.Globalization;
using Dataset.Interop.Tests.Engines;
using YamlDotNet.RepresentationModel;

namespace Dataset.Interop.Tests.Clusters;

/// <summary>What can be said of the Kubernetes example without a cluster: its form, and what its shell line makes of an index.</summary>
public sealed class KubernetesExampleTests
{
    [Fact]
    public void The_shards_are_an_indexed_job_with_a_pod_for_each_part()
    {
        var job = Load("kubernetes-shards.yaml");
        Assert.Equal(("batch/v1", "Job"), (Text(job, "apiVersion"), Text(job, "kind")));
        Assert.Equal("Indexed", Text(job, "spec", "completionMode"));
        Assert.Equal("Never", Text(job, "spec", "template", "spec", "restartPolicy"));

        var container = Container(job);
        var parts = Assert.Single(List(container, "env"), variable => Text(variable, "name") == "PARTS");
        Assert.Equal(Text(job, "spec", "completions"), Text(parts, "value"));
        var labels = Node(job, "spec", "template", "metadata", "labels");
        var apart = Assert.Single(
            List(job, "spec", "template", "spec", "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"));
        Assert.Equal(labels, Node(apart, "labelSelector", "matchLabels"));
    }

    [Theory]
    [InlineData("kubernetes-shards.yaml")]
    [InlineData("kubernetes-assemble.yaml")]
    public void Findings_and_wrong_usage_end_a_job_at_once(string file)
    {
        var job = Load(file);
        var rule = Assert.Single(List(job, "spec", "podFailurePolicy", "rules"), rule => Text(rule, "action") == "FailJob");
        Assert.Equal(Text(Container(job), "name"), Text(rule, "onExitCodes", "containerName"));
        Assert.Equal(["1", "2"], List(rule, "onExitCodes", "values").Select(status => ((YamlScalarNode)status).Value));
    }

    [ProgramsFact("/bin/sh", "/bin/echo")]
    public void The_indices_of_the_job_are_the_parts()
    {
        var job = Load("kubernetes-shards.yaml");
        var container = Container(job);
        Assert.Equal(["/bin/sh", "-c"], List(container, "command").Select(word => ((YamlScalarNode)word).Value));
        var line = ((YamlScalarNode)Assert.Single(List(container, "args"))).Value!;
        var completions = int.Parse(Text(job, "spec", "completions"), CultureInfo.InvariantCulture);

        var parts = Enumerable.Range(0, completions).Select(index => Run(line, index, completions));

        Assert.Equal(
            Enumerable.Range(1, completions).Select(part => $"shard /data/seeds --part {part}/{completions} -o /data/shards"),
            parts);
    }

    [Fact]
    public void The_release_is_assembled_from_the_same_folder_by_the_same_tool()
    {
        var (shards, assemble) = (Load("kubernetes-shards.yaml"), Load("kubernetes-assemble.yaml"));
        Assert.Equal(("batch/v1", "Job"), (Text(assemble, "apiVersion"), Text(assemble, "kind")));
        Assert.Equal(
            ["dataset", "assemble", "/data/shards", "--source", "/data/seeds", "-o", "/data/dist"],
            List(Container(assemble), "command").Select(word => ((YamlScalarNode)word).Value));
        Assert.Equal(Text(Container(shards), "image"), Text(Container(assemble), "image"));
        Assert.Equal(Node(Container(shards), "volumeMounts"), Node(Container(assemble), "volumeMounts"));
        Assert.Equal(
            Text(Assert.Single(List(shards, "spec", "template", "spec", "volumes")), "persistentVolumeClaim", "claimName"),
            Text(Assert.Single(List(assemble, "spec", "template", "spec", "volumes")), "persistentVolumeClaim", "claimName"));
    }

    private static YamlNode Load(string file)
    {
        using var reader = File.OpenText(Path.Combine(EnginesFolder.RepositoryRoot, "tests", "clusters", file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return Assert.Single(yaml.Documents).RootNode;
    }

    private static YamlNode Container(YamlNode job) => Assert.Single(List(job, "spec", "template", "spec", "containers"));

    private static YamlNode Node(YamlNode node, params string[] path) => path.Aggregate(node, (inner, name) => inner[name]);

    private static string Text(YamlNode node, params string[] path) => ((YamlScalarNode)Node(node, path)).Value!;

    private static YamlSequenceNode List(YamlNode node, params string[] path) => (YamlSequenceNode)Node(node, path);

    /// <summary>Runs the container's line as the pod of an index does, with a dataset command that prints its arguments.</summary>
    private static string Run(string line, int index, int parts)
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["dataset"], "/bin/echo");
        var start = new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["JOB_COMPLETION_INDEX"] = index.ToString(CultureInfo.InvariantCulture);
        start.Environment["PARTS"] = parts.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd('\n');
    }
}
