using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dataset.Diagnostics;
using Dataset.Files;
using Dataset.Syntax;
using Dataset.Text;
using ExcelDataReader;

namespace Dataset.Sources.Reading;

/// <summary>
/// A sheet of an Excel workbook, row by row. Cells are what Excel holds, however it shows them: a text, a number, a truth value, a day. A
/// formula is the value that Excel worked out last.
/// </summary>
internal sealed class ExcelSheet : IDisposable
{
    /// <summary>The texts of all cells together, which the library keeps in memory.</summary>
    private const long MostOfTextsInBytes = 512L << 20;

    private const string SharedTexts = "xl/sharedStrings.xml";

    /// <summary>The days that times of day are on, of the calendar from 1900: Excel shows no date of theirs.</summary>
    private static readonly DateOnly[] DaysOfTimes = [new(1899, 12, 30), new(1899, 12, 31)];

    /// <summary>As <see cref="DaysOfTimes"/>, of the calendar from 1904; a day like others in that from 1900.</summary>
    private static readonly DateOnly DayOfTimesFrom1904 = new(1904, 1, 1);

    private readonly IExcelDataReader reader;
    private readonly string displayPath;
    private readonly ExcelCells cells;
    private readonly bool isFrom1904;

    /// <summary>The number format of the day before, and its parts.</summary>
    private (string Format, string Parts) parts = ("", "");

    // The library asks for Windows-1252 by its number, for workbooks of the nineties, before it reads any.
    static ExcelSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ExcelSheet(IExcelDataReader reader, string displayPath, ExcelCells cells, bool isFrom1904) =>
        (this.reader, this.displayPath, this.cells, this.isFrom1904) = (reader, displayPath, cells, isFrom1904);

    /// <summary>Cells of the row at hand, empty ones too.</summary>
    public int CellCount => reader.FieldCount;

    /// <inheritdoc cref="ExcelCells.HasFormulas"/>
    public bool HasFormulas => cells.HasFormulas;

    /// <summary>Whether the sheet was read to its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Opens a sheet; null, with a finding, where the file is no workbook or has no such sheet.</summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <param name="name">Of the sheet; null for the first.</param>
    /// <param name="displayPath">The file in findings.</param>
    /// <param name="findings">Takes the finding.</param>
    public static ExcelSheet? Open(FileWindow file, string? name, string displayPath, DiagnosticList findings)
    {
        var place = new Location(displayPath);
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry(SharedTexts) is { Length: > MostOfTextsInBytes } texts)
            {
                findings.Add(
                    Rules.FileWithinLimit, place,
                    $"Expected at most {MostOfTextsInBytes} bytes of texts in the workbook, found {texts.Length}.");
                return null;
            }
            if (Says1904(zip, "true"))
            {
                findings.Add(
                    Rules.WorkbookReadable, place,
                    "Expected days that are counted from 1900, or a workbook that says date1904=\"1\", found date1904=\"true\": it would "
                        + "be read as 1900, and every day would be four years too early. Save the workbook with Excel, or let LibreOffice "
                        + "count from 30 December 1899 (Tools, Options, Calc, Calculate).");
                return null;
            }
            file.Position = 0;
            var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
            var names = new List<string>();
            do
            {
                if (name is null || reader.Name == name)
                {
                    var cells = new ExcelCells(zip, reader.Name);
                    if (!cells.AreTooMany)
                        return new(reader, displayPath, cells, Says1904(zip, "1"));
                    findings.Add(
                        Rules.FileWithinLimit, place,
                        $"Expected at most {ExcelCells.MostNumbers} numbers in the sheet with more digits than Excel keeps, found more.");
                    return null;
                }
                names.Add(reader.Name);
            }
            while (reader.NextResult());
            reader.Dispose();
            findings.Add(
                Rules.WorkbookReadable, place,
                $"Expected a sheet called {Printable.Quoted(name)}, as dataset.yaml says, found {Printable.List(names)}.");
        }
        catch (Exception e) when (IsOfFile(e))
        {
            findings.Add(Rules.WorkbookReadable, place, $"Expected an Excel workbook (.xlsx), found a file that is none: {e.Message}");
        }
        return null;
    }

    /// <summary>
    /// Goes through a workbook's sheets with one reader, as to go to each anew would read those before it; says why the next one cannot be
    /// read, or the first, or the workbook.
    /// </summary>
    /// <param name="file">Seekable; stays open.</param>
    /// <param name="displayPath">The file in findings.</param>
    /// <param name="action">Takes a sheet before its first row, its name, and whether Excel shows it.</param>
    public static string? ForEach(FileWindow file, string displayPath, Action<ExcelSheet, string, bool> action)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry(SharedTexts) is { Length: > MostOfTextsInBytes })
                return "its texts are too large";
            file.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
            do
                action(new(reader, displayPath, new(zip, reader.Name), Says1904(zip, "1")), reader.Name, reader.VisibleState == "visible");
            while (reader.NextResult());
            return null;
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return e.Message;
        }
    }

    /// <summary>Whether the calendar is that from 1904, in that word: the library knows of "1" alone (ISO/IEC 29500-1, 18.2.28).</summary>
    private static bool Says1904(ZipArchive zip, string word) =>
        ExcelCells.ValueOf(zip, "xl/workbook.xml", "workbookPr", "date1904", word, _ => "") is not null;

    /// <summary>Goes to the next row; false at the end, and, with a finding, where the rest cannot be read.</summary>
    public bool TryReadRow(DiagnosticList findings)
    {
        try
        {
            if (reader.Read())
                return true;
            IsWhole = true;
        }
        catch (Exception e) when (IsOfFile(e))
        {
            findings.Add(
                Rules.WorkbookReadable, new Location(displayPath, reader.Depth + 1),
                $"Expected a row of an Excel workbook, found one that cannot be read: {e.Message} The rest of the sheet was not read.");
        }
        return false;
    }

    /// <summary>A cell of the row at hand; null where it is empty.</summary>
    /// <param name="cell">From 0.</param>
    /// <param name="asText">Whether a text is wanted: then numbers, days and truth values are what they are written as.</param>
    public SourceNode? Read(int cell, bool asText)
    {
        var place = PlaceOf(cell);
        if (cells.ErrorAt(reader.Depth + 1, cell) is { } error)
            return new SourceScalar(place, ScalarKind.Error, error);
        return reader.GetValue(cell) switch
        {
            null or "" => null,
            string text => new SourceScalar(place, ScalarKind.String, text),
            bool truth when asText => new SourceScalar(place, ScalarKind.Plain, truth ? "TRUE" : "FALSE"),
            bool truth => new SourceScalar(place, ScalarKind.Boolean, truth ? "true" : "false"),
            double number => new SourceScalar(
                place, asText ? ScalarKind.Plain : ScalarKind.Number, cells.NumberAt(reader.Depth + 1, cell) ?? TextOf(number)),
            DateTime day => new SourceScalar(place, ScalarKind.String, TextOf(day, reader.GetNumberFormatString(cell) ?? "", asText)),
            TimeSpan time => new SourceScalar(place, ScalarKind.String, TextOf(time)),
            var other => new SourceScalar(place, ScalarKind.Plain, Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
        };
    }

    /// <summary>The place of a cell of the row at hand; of the row where the number is -1.</summary>
    public Location PlaceOf(int cell) => new(displayPath, reader.Depth + 1, cell + 1);

    public void Dispose() => reader.Dispose();

    /// <summary>The shortest digits, and of a whole number that a double tells from its neighbours no exponent.</summary>
    private static string TextOf(double number) => Math.Abs(number) < 1L << 53 && number == Math.Truncate(number)
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A day, or a day and a time of no time zone, which no date-time is; or a time of day, which Excel keeps on no day.</summary>
    private string TextOf(DateTime day, string format, bool asText)
    {
        if (parts.Format != format)
            parts = (format, PartsOf(format));
        var date = DateOnly.FromDateTime(day);
        if ((isFrom1904 ? date == DayOfTimesFrom1904 : DaysOfTimes.Contains(date)) && !parts.Parts.ContainsAny('y', 'd'))
            return TextOf(day.TimeOfDay);
        // In a column of texts, midnight is written as the other times are.
        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            + (day.TimeOfDay == TimeSpan.Zero && !(asText && parts.Parts.Contains('h')) ? "" : $"T{TextOf(day.TimeOfDay)}");
    }

    /// <summary>Hours, which may be more than 24, minutes and seconds, and milliseconds, beyond which Excel keeps nothing.</summary>
    private static string TextOf(TimeSpan time)
    {
        var milliseconds = (long)Math.Round(time.Duration().TotalMilliseconds);
        var seconds = milliseconds / 1000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(time < TimeSpan.Zero ? "-" : "")}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}")
            + (milliseconds % 1000 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{milliseconds % 1000:000}000"));
    }

    /// <summary>The letters of a number format for parts of a day or a time: not those in quotation marks or brackets.</summary>
    private static string PartsOf(string format)
    {
        var parts = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
            if (format[i] is '"' or '[')
                i = format.IndexOf(format[i] == '"' ? '"' : ']', i + 1) is >= 0 and var end ? end : format.Length;
            else if (format[i] is '\\' or '_' or '*')
                i++;
            else
                parts.Append(char.ToLowerInvariant(format[i]));
        return parts.ToString();
    }

    /// <summary>Whether an exception is the library's answer to a file that is damaged or none of Excel's; it has many.</summary>
    private static bool IsOfFile(Exception e) =>
        e is not (OutOfMemoryException or OperationCanceledException or UnauthorizedAccessException);
}
