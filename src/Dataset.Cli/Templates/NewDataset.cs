using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Drafting;
using Dataset.Inspection;

namespace Dataset.Cli.Templates;

/// <summary>The files of a new dataset: an example, or one from what is there, and those around it that editors, git and CI read.</summary>
internal static partial class NewDataset
{
    /// <summary>The folder of sources.</summary>
    public const string Seeds = "seeds";

    private const string Unnamed = "my-dataset";

    /// <summary>Where the comments of <c>dataset.yaml</c> begin.</summary>
    private const int CommentColumn = 33;

    private const string Starter = "starter/";
    private const string Around = "around/";
    private const string ReadMe = "README.md";

    /// <summary>A small dataset that builds as it is.</summary>
    /// <param name="folder">Its last name becomes that of the dataset, where it can be one.</param>
    /// <param name="today">The release date to begin with.</param>
    public static IEnumerable<NewFile> Example(string folder, DateOnly today) =>
        Names(Starter).Select(n => new NewFile(n, Encoding.UTF8.GetBytes(
            n == "seeds/dataset.yaml" ? Fill(Text(Starter + n), folder, today) : Text(Starter + n)), null));

    /// <summary>A dataset of texts and tables that are there.</summary>
    /// <inheritdoc cref="Example"/>
    public static IEnumerable<NewFile> Of(SourceDraft draft, string folder, DateOnly today)
    {
        var descriptor = Fill(Text("from/dataset.yaml"), folder, today) + string.Concat(draft.Entries.Select(e => $"  {e}\n"));
        yield return new("seeds/dataset.yaml", Encoding.UTF8.GetBytes(descriptor), null);
        foreach (var file in draft.Files)
            yield return new(
                file.Path.StartsWith("../", StringComparison.Ordinal) ? file.Path[3..] : $"{Seeds}/{file.Path}", file.Content, file.CopyOf);
        yield return new("seeds/datasheet.md", Bytes(Starter + "seeds/datasheet.md"), null);
        var reference = Text(Starter + ReadMe);
        yield return new(
            ReadMe, Encoding.UTF8.GetBytes(Text("from/README.md") + reference[reference.IndexOf("## Tables", StringComparison.Ordinal)..]),
            null);
        yield return new(".gitattributes", Encoding.UTF8.GetBytes(Text(Starter + ".gitattributes")), null);
    }

    /// <summary>What a dataset is called: its folder's name where it can be one, else one made from it.</summary>
    /// <returns>That, and the name of the folder.</returns>
    public static (string Name, string OfFolder) NameOf(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return (Name().IsMatch(name) ? name : SourceDraft.NameOf(name) ?? Unnamed, name);
    }

    /// <summary>What belongs around any dataset.</summary>
    public static IEnumerable<NewFile> Surroundings() => Names(Around).Select(n => new NewFile(n, Bytes(Around + n), null))
        .Append(new("schema/dataset.schema.json", SourceSchema.Descriptor, null));

    private static IEnumerable<string> Names(string prefix) => typeof(NewDataset).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]).Order(StringComparer.Ordinal);

    private static string Text(string resource) => Encoding.UTF8.GetString(Bytes(resource));

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(NewDataset).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Fill(string text, string folder, DateOnly today)
    {
        var pattern = $"name: {Unnamed}".PadRight(CommentColumn);
        return text.Replace(pattern, $"name: {YamlWord.Of(NameOf(folder).Name)} ".PadRight(CommentColumn), StringComparison.Ordinal)
            .Replace(
                "released: 2000-01-01", "released: " + today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}\\z")]
    private static partial Regex Name();
}

/// <summary>A file to write.</summary>
/// <param name="Path">Below some folder, with <c>/</c> between names.</param>
/// <param name="Content">What it holds; null where it is a copy.</param>
/// <param name="CopyOf">The file that it is a copy of; null where it has <paramref name="Content"/>.</param>
internal sealed record NewFile(string Path, ReadOnlyMemory<byte>? Content, string? CopyOf);
