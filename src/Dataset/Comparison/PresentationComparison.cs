using Dataset.Files;
using Dataset.Releases;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Comparison;

/// <summary>What changed in what a release says of itself, apart from its tables.</summary>
internal static class PresentationComparison
{
    /// <summary>The most names that a message lists.</summary>
    private const int Listed = 3;

    private static readonly RelativePath Descriptor =
        RelativePath.Parse($"{SourceFile.SourcePrefix}/{Dataset.Sources.Descriptor.FileName}");

    public static IEnumerable<Change> Changes(Manifest old, Manifest now)
    {
        static Change Of(ChangeKind kind, string message) => new(kind, null, null, message);
        if (old.Name != now.Name)
            yield return Of(ChangeKind.DatasetRenamed, $"the dataset was called {old.Name} and is called {now.Name}");
        foreach (var message in Licences(old.Licenses, now.Licenses))
            yield return Of(ChangeKind.LicenceChanged, message);
        if (old.Recipe != now.Recipe || !old.RecipeSteps.SequenceEqual(now.RecipeSteps))
            yield return Of(ChangeKind.RecipeChanged, $"texts were normalised by {Recipe(old)} and are by {Recipe(now)}");
        foreach (var what in Presentation(old, now))
            yield return Of(ChangeKind.PresentationChanged, $"the {what} changed");
        if (Sources(old.Sources, now.Sources) is { Length: > 0 } sources)
            yield return Of(ChangeKind.SourcesChanged, sources);
        if (old.Tool != now.Tool)
            yield return Of(ChangeKind.ToolChanged, $"made by {now.Tool.Name} {now.Tool.Version} after {old.Tool.Name} {old.Tool.Version}");
    }

    /// <summary>Changes of a table that its schema does not show.</summary>
    public static IEnumerable<Change> Changes(ManifestTable old, ManifestTable now)
    {
        var (before, after) = (old.Parts.Count, now.Parts.Count);
        if (before != after)
            yield return new(
                before == 1 || after == 1 ? ChangeKind.TableSplit : ChangeKind.PartsChanged, now.Name, null,
                FormattableString.Invariant($"the table was in {Files(before)} of each format and is in {Files(after)}"));
    }

    private static IEnumerable<string> Licences(IReadOnlyList<License> old, IReadOnlyList<License> now)
    {
        foreach (var gone in old.Where(o => now.All(n => n.Name != o.Name)))
            yield return $"the licence {gone.Name} is gone";
        foreach (var added in now.Where(n => old.All(o => o.Name != n.Name)))
            yield return $"the licence {added.Name} is new";
        foreach (var name in now.Select(n => n.Name).Distinct().Where(n => old.Any(o => o.Name == n)))
            if (!Covered(old, name).SequenceEqual(Covered(now, name)))
                yield return $"what the licence {name} covers is worded differently";
    }

    private static IEnumerable<string> Covered(IReadOnlyList<License> licences, string name) =>
        licences.Where(l => l.Name == name).Select(l => l.Covers).Order(Utf8Order.Comparer);

    private static IEnumerable<string> Presentation(Manifest old, Manifest now)
    {
        if (old.Title != now.Title)
            yield return "title";
        if (old.Description != now.Description)
            yield return "description";
        if (old.Language != now.Language || !AreSame(old.Languages, now.Languages))
            yield return "language";
        if (old.Homepage != now.Homepage)
            yield return "homepage";
        if (old.Doi != now.Doi)
            yield return "DOI";
        if (old.Citation != now.Citation)
            yield return "citation";
        if (!AreSame(old.Funding, now.Funding))
            yield return "funding";
        if (old.Coverage?.Time != now.Coverage?.Time || !AreSame(old.Coverage?.Places, now.Coverage?.Places))
            yield return "coverage";
        if (old.Method != now.Method)
            yield return "method of collection";
        if (!old.Keywords.SequenceEqual(now.Keywords))
            yield return "list of keywords";
        if (!old.Creators.SequenceEqual(now.Creators))
            yield return "list of creators";
        if (!Licence(old, now).SequenceEqual(Licence(now, old)))
            yield return "title, address or order of licences";
        if (!Tables(old, now).SequenceEqual(Tables(now, old)))
            yield return "order of tables";
    }

    private static bool AreSame(IReadOnlyList<string>? old, IReadOnlyList<string>? now) => (old ?? []).SequenceEqual(now ?? []);

    /// <summary>The licences that the other has too, without what they cover.</summary>
    private static IEnumerable<(string Name, string Title, string? Url)> Licence(Manifest manifest, Manifest other) =>
        manifest.Licenses.Where(l => other.Licenses.Any(o => o.Name == l.Name)).Select(l => (l.Name, l.Title, l.Url));

    private static IEnumerable<string> Tables(Manifest manifest, Manifest other) =>
        manifest.Tables.Select(t => t.Name).Where(n => other.Tables.Any(t => t.Name == n));

    private static string Sources(IEnumerable<ReleaseFile> old, IEnumerable<ReleaseFile> now)
    {
        // The descriptor has the version, so it is always another; what else it says is compared by itself.
        (old, now) = (old.Where(f => f.Path != Descriptor), now.Where(f => f.Path != Descriptor));
        var (before, after) = (old.ToDictionary(f => f.Path), now.ToDictionary(f => f.Path));
        var parts = new[]
        {
            Names("changed", [.. now.Where(f => before.TryGetValue(f.Path, out var o) && o.Digest != f.Digest)]),
            Names("new", [.. now.Where(f => !before.ContainsKey(f.Path))]),
            Names("gone", [.. old.Where(f => !after.ContainsKey(f.Path))]),
        };
        return string.Join("; ", parts.Where(p => p.Length > 0));
    }

    private static string Names(string what, ReleaseFile[] files) => files.Length switch
    {
        0 => "",
        <= Listed => $"sources {what}: {string.Join(", ", files.Select(f => f.Path))}",
        _ =>
            FormattableString.Invariant(
                $"sources {what}: {string.Join(", ", files.Take(Listed).Select(f => f.Path))} and {files.Length - Listed} more"),
    };

    private static string Recipe(Manifest manifest) => $"{manifest.Recipe} ({string.Join(", ", manifest.RecipeSteps)})";

    private static string Files(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "file" : "files")}");
}
