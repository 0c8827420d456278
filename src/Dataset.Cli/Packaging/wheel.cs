// A Python wheel of a single file: dotnet run src/Dataset.Cli/Packaging/wheel.cs -- FILE SYSTEM FOLDER
// The file goes where pip and uv put programs (PEP 427: NAME.data/scripts). There is no Python in it.
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

if (args is not [var file, var system, var folder])
{
    Console.Error.WriteLine("Give the single file, its system (such as linux-x64) and the folder for the wheel.");
    return 2;
}

// What the runtime of .NET 10 needs: glibc 2.27, macOS 14.
var platform = system switch
{
    "linux-x64" => "manylinux_2_27_x86_64",
    "linux-arm64" => "manylinux_2_27_aarch64",
    "osx-arm64" => "macosx_14_0_arm64",
    "win-x64" => "win_amd64",
    _ => throw new ArgumentException($"No wheel has a tag for {system}."),
};
const string Package = "dataset-release";
const int Plain = 0x81A4;      // A file with the mode 644,
const int Executable = 0x81ED; // and with 755.
var name = Package.Replace('-', '_');
var root = new DirectoryInfo(Path.GetDirectoryName((string)AppContext.GetData("EntryPointFilePath")!)!).Parent!.Parent!.Parent!.FullName;
var version = XDocument.Load(Path.Combine(root, "Directory.Build.props")).Descendants("Version").Single().Value;
var tag = $"py3-none-{platform}";
var information = $"{name}-{version}.dist-info";

Directory.CreateDirectory(folder);
var wheel = Path.Combine(folder, $"{name}-{version}-{tag}.whl");
var record = new StringBuilder();
using (var stream = File.Create(wheel))
using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
{
    Add($"{name}-{version}.data/scripts/{(system == "win-x64" ? "dataset.exe" : "dataset")}", File.ReadAllBytes(file), Executable);
    Add($"{information}/licenses/LICENSE", File.ReadAllBytes(Path.Combine(root, "LICENSE")));
    AddText($"{information}/METADATA", $"""
        Metadata-Version: 2.4
        Name: {Package}
        Version: {version}
        Summary: Builds and verifies releases of article datasets: curated sources in, checked JSON Lines, CSV and Parquet files out.
        License-Expression: MIT
        License-File: LICENSE
        Requires-Python: >=3
        Keywords: dataset,parquet,jsonl,csv,provenance,reproducible
        Description-Content-Type: text/markdown


        """ + File.ReadAllText(Path.Combine(root, "README.md")));
    AddText($"{information}/WHEEL", $"""
        Wheel-Version: 1.0
        Generator: dataset
        Root-Is-Purelib: false
        Tag: {tag}

        """);
    AddText($"{information}/RECORD", record + $"{information}/RECORD,,\n");

    void AddText(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    void Add(string path, byte[] bytes, int mode = Plain)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.SmallestSize);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = mode << 16;
        using var content = entry.Open();
        content.Write(bytes);
        var digest = Convert.ToBase64String(SHA256.HashData(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        record.Append($"{path},sha256={digest},{bytes.Length}\n");
    }
}
Console.WriteLine(wheel);
return 0;
