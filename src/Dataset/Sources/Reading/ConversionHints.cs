using System.Globalization;
using Dataset.Text;

namespace Dataset.Sources.Reading;

/// <summary>
/// What files are that hold a text or a table and are none that is read, and the commands that give it: without a full stop, as people
/// paste them. None overwrites a file or rounds a number, and no two write the same file.
/// </summary>
internal sealed class ConversionHints
{
    private const string Pandoc = FileContent.Pandoc + " -o {0} {1}";

    /// <summary>The mode "x" writes no file that exists; the numbers have all their digits.</summary>
    private const string Sqlite = "This makes a CSV file of one of its tables: python3 -c 'import csv, sqlite3, sys; "
        + "rows = sqlite3.connect(sys.argv[1]).execute(\"select * from \" + sys.argv[2]); "
        + "out = csv.writer(open(sys.argv[2] + \".csv\", \"x\", newline=\"\", encoding=\"utf-8\")); "
        + "out.writerow(c[0] for c in rows.description); out.writerows(rows)' {1} TABLE";

    private const string Convert = "Save it as .xlsx; or let LibreOffice do it: soffice --headless --convert-to xlsx --outdir {2} {1}";

    /// <summary>What holds a text and is none, with the command that gives it.</summary>
    private static readonly (string Ending, string What, string Command)[] Texts =
    [
        (".html", "a page of HTML", Pandoc), (".htm", "a page of HTML", Pandoc),
        (".pdf", "a PDF", "pdftotext {1} {0}"), (".docx", "a document of Word", Pandoc),
        (".doc", "a document of Word", "soffice --headless --convert-to txt:Text:UTF8 --outdir {2} {1}"),
        (".odt", "a document of LibreOffice", Pandoc),
        (".markdown", "a text in Markdown", "mv -n {1} {0}"), (".text", "a text of another ending", "mv -n {1} {0}"),
        (".rtf", "Rich Text", Pandoc), (".epub", "a book in EPUB", Pandoc),
    ];

    /// <summary>
    /// What is neither a text nor a table here and can become one: what it is, how, and the ending of what comes of it; none where the
    /// user gives the name.
    /// </summary>
    private static readonly Dictionary<string, (string What, string Remedy, string? Ending)> Tables = new(StringComparer.Ordinal)
    {
        [".xls"] = ("a workbook of an old Excel", Convert, ".xlsx"),
        [".xlsm"] = ("a workbook with programs in it", Convert, ".xlsx"),
        [".xlsb"] = ("a workbook in binary", Convert, ".xlsx"),
        [".ods"] = ("a spreadsheet of LibreOffice", Convert, ".xlsx"),
        [".numbers"] = ("a spreadsheet of Numbers", "Export it there as CSV or as Excel.", null),
        [".dta"] = ("data of Stata", Pandas("stata"), ".csv"),
        [".sav"] = ("data of SPSS", Pandas("spss"), ".csv"),
        [".sas7bdat"] = ("data of SAS", Pandas("sas", ", encoding=\"infer\""), ".csv"),
        [".feather"] = (
            "a table of Arrow",
            "This makes a table of it: python3 -c 'import sys, pyarrow.feather, pyarrow.parquet; "
                + "pyarrow.parquet.write_table(pyarrow.feather.read_table(sys.argv[1]), sys.argv[2])' {1} {0}", ".parquet"),
        [".rds"] = (
            "data of R",
            "This makes a table of it: Rscript -e 'a <- commandArgs(TRUE); arrow::write_parquet(readRDS(a[1]), a[2])' {1} {0}", ".parquet"),
        [".db"] = ("a database", Sqlite, null),
        [".sqlite"] = ("a database", Sqlite, null),
        [".sqlite3"] = ("a database", Sqlite, null),
        [".zip"] = ("an archive", "Unpack it first.", null),
    };

    /// <summary>What the commands write.</summary>
    private readonly HashSet<string> targets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a file is that holds a text and is none, and the command that gives it; null of other endings.</summary>
    /// <param name="name">The file, as the command calls it.</param>
    /// <param name="folder">What the name is below; empty where it is a path.</param>
    public string? OfText(string name, string folder = "")
    {
        var known = Array.Find(Texts, c => name.EndsWith(c.Ending, StringComparison.OrdinalIgnoreCase));
        return known.Ending is null ? null
            : $"{known.What}. "
                + CommandOf(
                    $"This gives its text: {known.Command}", name,
                    name[..^known.Ending.Length]
                        + (known.Ending == ".markdown" ? DocumentFolder.MarkdownEnding : DocumentFolder.TextEnding), folder);
    }

    /// <summary>What a file is that holds a table and is none that is read, and how to have it; null of other endings.</summary>
    /// <param name="path">The file.</param>
    public string? OfTable(string path)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        return !Tables.TryGetValue(ending, out var known) ? null
            : $"{known.What}. " + CommandOf(known.Remedy, path, known.Ending is null ? null : path[..^ending.Length] + known.Ending, "");
    }

    private static string Pandas(string kind, string more = "") =>
        $"This makes a table of it: python3 -c 'import pandas, sys; pandas.read_{kind}(sys.argv[1]{more})"
            + ".to_csv(sys.argv[2], index=False, mode=\"x\")' {1} {0}";

    /// <summary>The command; what to do first where its target exists, or is that of another command.</summary>
    /// <param name="remedy">With {0} for the target, {1} for the file and {2} for the folder of both.</param>
    /// <param name="name">The file.</param>
    /// <param name="target">What the command writes; null where it says so itself.</param>
    /// <param name="folder">What both are below.</param>
    private string CommandOf(string remedy, string name, string? target, string folder) =>
        target is not null && Path.Exists(Path.Combine(folder, target))
            ? $"Beside it is {Printable.Quoted(Path.GetFileName(target))}: where that does not hold the same, rename one of the two."
        : target is not null && !targets.Add(Path.Combine(folder, target))
            ? $"Another file here becomes {Printable.Quoted(Path.GetFileName(target))} too: rename one of the two."
        : string.Format(
            CultureInfo.InvariantCulture, remedy, Printable.ShellWord(target ?? ""), Printable.ShellWord(name),
            Printable.ShellWord(Path.GetDirectoryName(name) is { Length: > 0 } parent ? parent : "."));
}
