using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Dataset.Cli.Templates;

/// <summary>A small working dataset to start from.</summary>
internal static partial class StarterDataset
{
    private const string Prefix = "starter/";

    /// <summary>Writes the files. If one cannot be written, the others are removed again.</summary>
    /// <param name="folder">Made where it is missing; it must be empty.</param>
    /// <param name="today">The release date to begin with.</param>
    /// <returns>The paths written, below the folder, in order.</returns>
    /// <exception cref="IOException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, DateOnly today)
    {
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        try
        {
            var files = Files();
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var target = new FileStream(path, FileMode.CreateNew);
                target.Write(Encoding.UTF8.GetBytes(Fill(Text(file), folder, today)));
            }
            return files;
        }
        catch (Exception problem)
        {
            foreach (var entry in Directory.EnumerateDirectories(folder))
                Directory.Delete(entry, recursive: true);
            foreach (var entry in Directory.EnumerateFiles(folder))
                File.Delete(entry);
            if (isNew)
                Directory.Delete(folder);
            // So the runtime calls a file that the system does not let grow any further.
            if (problem is ArgumentOutOfRangeException)
                throw new IOException($"Could not write into {folder}: a file would be larger than the system lets it be.", problem);
            throw;
        }
    }

    private static List<string> Files() => [.. typeof(StarterDataset).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(StarterDataset).Assembly.GetManifestResourceStream(Prefix + file)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Fill(string text, string folder, DateOnly today)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return (Name().IsMatch(name) ? text.Replace("name: my-dataset  ", $"name: {Written(name)}  ", StringComparison.Ordinal) : text)
            .Replace(
                "released: 2000-01-01", "released: " + today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
    }

    /// <summary>The name in YAML: in quotation marks where some reader takes it for null, a truth value, a number or a date.</summary>
    private static string Written(string name) =>
        char.IsAsciiDigit(name[0]) || name is "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n"
            ? $"\"{name}\"" : name;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}\\z")]
    private static partial Regex Name();
}
