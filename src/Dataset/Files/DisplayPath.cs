namespace Dataset.Files;

/// <summary>Paths as findings show them: what the user typed, with what lies below it, on every system with <c>/</c>.</summary>
internal static class DisplayPath
{
    /// <summary>Joins a path below a folder to how the user called the folder; <c>..</c> takes a name away where there is one.</summary>
    public static string Join(string folder, string below)
    {
        var names = new List<string>();
        // Elsewhere than on Windows a backslash is a letter of a name.
        var typed = OperatingSystem.IsWindows() ? folder.Replace('\\', '/') : folder;
        var joined = typed + "/" + below;
        foreach (var name in joined.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".")
                continue;
            if (name == ".." && names.Count > 0 && names[^1] != "..")
                names.RemoveAt(names.Count - 1);
            else
                names.Add(name);
        }
        return (typed.StartsWith('/') ? "/" : "") + string.Join('/', names);
    }
}
