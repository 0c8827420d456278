using Dataset.Diagnostics;
using Dataset.Files;

namespace Dataset.Sharding;

/// <summary>Gives files of parts a second name in a release in the making, and knows of each whose it was.</summary>
/// <param name="outputFolder">As findings name it.</param>
internal sealed class ShardLinks(string outputFolder)
{
    private const string TrialName = "trial";
    private readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether the first file of each part can have a second name: tried before anything is read, since reading takes long.
    /// </summary>
    /// <param name="shards">The parts.</param>
    /// <param name="target">The folder that takes the files.</param>
    /// <param name="findings">Takes a finding for each part of which none can.</param>
    /// <exception cref="IOException">The system could not tell.</exception>
    public void Try(IEnumerable<Shard> shards, string target, DiagnosticList findings)
    {
        var trial = Path.Combine(target, TrialName);
        foreach (var shard in shards)
            if (shard.Manifest.Files is [var file, ..] && Link(shard, file.Path, trial, findings))
                File.Delete(trial);
    }

    /// <summary>Gives a file its name in the release; false, with a finding, where it cannot have one.</summary>
    /// <param name="shard">The part.</param>
    /// <param name="path">The file in the part.</param>
    /// <param name="target">The folder that takes the files.</param>
    /// <param name="name">The file in the release.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <exception cref="IOException">The system could not do it.</exception>
    public bool Add(Shard shard, RelativePath path, string target, RelativePath name, DiagnosticList findings)
    {
        if (!Link(shard, path, Path.Combine(target, name.Name), findings))
            return false;
        origins[name.Value] = shard.Files.Display(path);
        return true;
    }

    /// <summary>A finding about a file that a part has brought, as one about the part; null where it is about no such file.</summary>
    /// <param name="finding">Of verifying the release in the making.</param>
    /// <param name="staging">The release in the making, as the finding has it.</param>
    public Diagnostic? Explain(Diagnostic finding, string staging)
    {
        var prefix = staging.Replace(Path.DirectorySeparatorChar, '/') + "/";
        if (!finding.Location.Path.StartsWith(prefix, StringComparison.Ordinal) || !origins.TryGetValue(
            finding.Location.Path[prefix.Length..], out var origin))
            return null;
        var place = finding.Location with { Path = origin };
        // Each part is right in itself; only together can they lack a row.
        if (finding.Rule == Rules.ReferenceDangles)
            return finding with { Location = place };
        var message = finding.Message;
        if (message.Contains(prefix, StringComparison.Ordinal))
            foreach (var (name, path) in origins)
                message = message.Replace(prefix + name, path, StringComparison.Ordinal);
        return new(
            Rules.ShardUnchanged, place,
            $"Expected a file that is what {ShardManifest.FileName} says of it, found {finding.Rule.Id}: {message}");
    }

    /// <summary>What is expected of a file, and why it cannot have a second name.</summary>
    internal static string Describe(LinkObstacle obstacle, string outputFolder) => obstacle switch
    {
        LinkObstacle.OtherFileSystem =>
            $"Expected the file on the file system of {outputFolder}, found it on another: a second name does not lead from one to the "
                + "other.",
        LinkObstacle.NotPermitted =>
            $"Expected a file that may have a second name in {outputFolder}, found that the system does not permit it: assemble as the "
                + "user who owns the part's files, of which none may be immutable.",
        LinkObstacle.TooManyNames =>
            $"Expected a file that can have one more name in {outputFolder}, found as many names as its file system allows: assemble from "
                + "a copy of the part.",
        _ => $"Expected a file system whose files can have a second name in {outputFolder}, found one that has no hard links.",
    };

    private bool Link(Shard shard, RelativePath path, string secondName, DiagnosticList findings)
    {
        var obstacle = Posix.Link(shard.PathOf(path), secondName);
        if (obstacle != LinkObstacle.None)
            findings.Add(Rules.ShardsOnOneDisk, new(shard.Files.Display(path)), Describe(obstacle, outputFolder));
        return obstacle == LinkObstacle.None;
    }
}
