namespace Dataset.Interop.Tests;

/// <summary>A new folder, gone with its files when disposed of.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("dataset-interop-").FullName;

    public string Path { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
