using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dataset.Sources;
using Dataset.Text;

namespace Dataset.Tests.Cli;

/// <summary>The picture in the README: what the tool really prints on a terminal of 100 columns, as an approved SVG.</summary>
/// <remarks>Alone, because commands take the current folder for the one that a person is in.</remarks>
[CollectionDefinition(nameof(TerminalPictureTests), DisableParallelization = true)]
[Collection(nameof(TerminalPictureTests))]
public sealed partial class TerminalPictureTests
{
    private const int Columns = 100;

    private static readonly string Picture = Repository.At("tests/Dataset.Tests/Cli/terminal.svg");

    /// <summary>The cursor is shown again.</summary>
    private const string EndOfBar = "\e[?25h";

    [Fact]
    public void The_picture_in_the_README_is_what_the_tool_prints()
    {
        var (folder, before) = (Directory.CreateTempSubdirectory("dataset-picture-"), Directory.GetCurrentDirectory());
        try
        {
            Directory.SetCurrentDirectory(folder.CreateSubdirectory("my-dataset").FullName);
            Assert.Equal(0, CommandRun.Of("init", ".").Status);
            File.WriteAllText("seeds/" + Datasheet.FileName, string.Concat(Datasheet.Questions.Select(q => $"## {q}\n\nNothing.\n")));
            Replace("seeds/dataset.yaml", "My dataset", "The bridge in figures");
            Replace("seeds/dataset.yaml", "One sentence or two on what is in it and whom it is for.", "What the paper said of it.");
            Replace("seeds/dataset.yaml", "Your name", "The archive");
            const string Article = "seeds/articles/footbridge-opens.yaml";
            Replace(Article, "quote: It is 84 metres", "quote: It is 84 meters");
            var wrong = Screen(1, "validate");
            Replace(Article, "meters", "metres");
            var picture = Svg([.. wrong, "", "\e[2m# once the quote says what the article says\e[0m", .. Screen(0, "build"), "",
                .. Screen(0, "verify", "dist/my-dataset-1.0.0")]);
            // How much a release has beside its rows is of no interest here.
            var sizes = new Queue<string>(File.Exists(Picture) ? Size().Matches(File.ReadAllText(Picture)).Select(m => m.Value) : []);
            Approved.Check("Cli/terminal.svg", Size().Replace(picture, m => sizes.TryDequeue(out var size) ? size : m.Value));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            folder.Delete(recursive: true);
        }
    }

    private static void Replace(string file, string old, string changed)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>The prompt with the command, and what stays on the screen after it: a bar, which slow machines show, does not.</summary>
    private static IEnumerable<string> Screen(int status, params string[] line)
    {
        var run = CommandRun.Of(
            t => t with
            {
                OutIsScreen = true,
                ErrorIsScreen = true,
                Colour = true,
                MeasureWidth = () => Columns,
            },
            line);
        Assert.True(run.Status == status, run.Out + run.Error);
        var error = run.Error.Split(EndOfBar)[^1];
        return [$"\e[32m$\e[0m \e[1mdataset {string.Join(' ', line)}\e[0m", .. (run.Out + error).TrimEnd('\n').Split('\n')];
    }

    private static string Svg(IReadOnlyList<string> lines)
    {
        const double Wide = 7.8, High = 18;
        var svg = new StringBuilder();
        var height = High * lines.SelectMany(Broken).Count() + 28;
        svg.Append(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Columns * Wide + 32:0}} {{height:0}}" font-size="13"
             font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace">
            <title>dataset on a terminal: a quote that the article does not have is found; then the release is built and verified.</title>
            <style>
            text { fill: #e6edf3; white-space: pre } .b { font-weight: bold } .d { fill: #9198a1 }
            .e { fill: #ff7b72 } .w { fill: #e3b341 } .o { fill: #7ee787 }
            </style>
            <rect width="100%" height="100%" rx="8" fill="#0d1117"/>

            """);
        var y = 28.0;
        foreach (var line in lines.SelectMany(Broken))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"{y:0}\" xml:space=\"preserve\">{Spans(line)}</text>\n");
            y += High;
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>What is too long for the screen goes on in the next line.</summary>
    private static IEnumerable<string> Broken(string line)
    {
        if (DisplayWidth.Of(Colour().Replace(line, "")) <= Columns)
            return [line];
        Assert.DoesNotContain('\e', line);
        var end = line.LastIndexOf(' ', Columns);
        return [line[..end], .. Broken(line[(end + 1)..])];
    }

    private static string Spans(string line)
    {
        var isOpen = false;
        return Colour().Replace(
            line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal), match =>
            {
                var end = isOpen ? "</tspan>" : "";
                isOpen = match.Groups[1].Value != "0";
                return end + match.Groups[1].Value switch
                {
                    "0" => "",
                    "1" => "<tspan class=\"b\">",
                    "2" => "<tspan class=\"d\">",
                    "31" => "<tspan class=\"e\">",
                    "32" => "<tspan class=\"o\">",
                    "33" => "<tspan class=\"w\">",
                    var other => throw new InvalidOperationException($"The picture has no colour {other}."),
                };
            });
    }

    [GeneratedRegex("[0-9]+ files, [0-9,]+ bytes")]
    private static partial Regex Size();

    [GeneratedRegex("\e\\[([0-9;]*)m")]
    private static partial Regex Colour();
}
