using System.IO.Compression;
using System.Text;
using System.Xml;
using Dataset.Sources.Values;

namespace Dataset.Sources.Reading;

/// <summary>
/// The cells of a sheet that the library gives as what they are not, looked for in the sheet's own file (ECMA-376, part 1, 18.3.1.4): an
/// error in the place of a value (<c>t="e"</c>) and a formula that no program has worked out, which it gives as empty cells, and a number
/// with digits that a double has not, which it rounds. Excel writes only the first, but other programs do: an integer beyond 2^53 is an
/// identifier more often than not.
/// </summary>
internal sealed class ExcelCells
{
    /// <summary>The most numbers that are kept as they are written.</summary>
    public const int MostNumbers = 1_000_000;

    /// <summary>More errors are not needed to refuse the sheet.</summary>
    private const int MostErrors = 10_000;

    /// <summary>Shorter numbers are kept by any double, but for an exponent.</summary>
    private const int FewDigits = 15;

    private const string Transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private const string NotWorkedOut =
        "a formula without a value; open the workbook in Excel or LibreOffice and save it, which works formulas out";

    private const string MendError =
        "correct its formula, or clear the cell (in Excel: Go To, Special, Formulas, Errors finds all of them; then Delete)";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly Dictionary<(int Row, int Cell), string> errors = [];
    private readonly Dictionary<(int Row, int Cell), string> numbers = [];

    /// <param name="zip">The workbook.</param>
    /// <param name="sheet">The sheet's name.</param>
    public ExcelCells(ZipArchive zip, string sheet)
    {
        if (PartOf(zip, sheet) is not { } part)
            return;
        using var xml = XmlReader.Create(part.Open(), Settings);
        var (row, cell, type, isFormula) = (0, -1, "", false);
        while (errors.Count < MostErrors && numbers.Count <= MostNumbers && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c" && isFormula)
                errors[(row, cell)] = NotWorkedOut;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "row")
                (row, cell) = (int.TryParse(xml.GetAttribute("r"), out var named) ? named : row + 1, -1);
            else if (xml.LocalName == "c")
                (cell, type, isFormula) = (IndexOf(xml.GetAttribute("r")) ?? cell + 1, xml.GetAttribute("t") ?? "n", false);
            else if (xml.LocalName == "f")
                HasFormulas = isFormula = true;
            else if (xml.LocalName == "v" && type == "e")
                (errors[(row, cell)], isFormula) = ($"the error {xml.ReadString()}; {MendError}", false);
            else if (xml.LocalName == "v" && type == "n" && xml.ReadString() is { Length: > 0 } text)
            {
                isFormula = false;
                if (!IsKept(text.AsSpan().Trim()))
                    numbers[(row, cell)] = text.Trim();
            }
            else if (xml.LocalName == "v" && type != "n")
                // The empty text is a value.
                isFormula = false;
        }
    }

    /// <summary>Whether a cell has a formula, whose value is the one that was saved last.</summary>
    public bool HasFormulas { get; private set; }

    /// <summary>Whether there are more numbers that would be rounded than are kept.</summary>
    public bool AreTooMany => numbers.Count > MostNumbers;

    /// <summary>What is in a cell in place of a value, after "found"; or null.</summary>
    /// <param name="row">From 1.</param>
    /// <param name="cell">From 0.</param>
    public string? ErrorAt(int row, int cell) => errors.GetValueOrDefault((row, cell));

    /// <summary>What is written in a cell whose number a double does not hold, or does not show digit for digit; or null.</summary>
    /// <param name="row">From 1.</param>
    /// <param name="cell">From 0.</param>
    public string? NumberAt(int row, int cell) => numbers.GetValueOrDefault((row, cell));

    /// <summary>Whether the number may be taken from its double: it has no digit more, and is no integer beyond 15 digits.</summary>
    private static bool IsKept(ReadOnlySpan<char> text)
    {
        if (text.Length <= FewDigits && !text.ContainsAny('e', 'E'))
            return true;
        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)].AsSpan();
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        return NumberText.ReadInteger(utf8, out _) != ValueFault.None
            && NumberText.ReadNumber(utf8, out _) is not (ValueFault.NotExact or ValueFault.NotFinite);
    }

    /// <summary>2 of <c>C7</c>; null where there is none.</summary>
    private static int? IndexOf(string? reference)
    {
        var index = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            index = index * 26 + letter - 'A' + 1;
        }
        return index > 0 ? index - 1 : null;
    }

    private static ZipArchiveEntry? PartOf(ZipArchive zip, string sheet)
    {
        var id = ValueOf(
            zip, "xl/workbook.xml", "sheet", "name", sheet, x => x.GetAttribute("id", Transitional) ?? x.GetAttribute("id", Strict));
        var target = id is null
            ? null
            : ValueOf(zip, "xl/_rels/workbook.xml.rels", "Relationship", "Id", id, x => x.GetAttribute("Target"));
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    /// <summary>What is asked of the first element of that name with an attribute of that value; null where there is none.</summary>
    internal static string? ValueOf(
        ZipArchive zip, string part, string element, string attribute, string value, Func<XmlReader, string?> asked)
    {
        if (zip.GetEntry(part) is not { } entry)
            return null;
        using var xml = XmlReader.Create(entry.Open(), Settings);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element && xml.GetAttribute(attribute) == value)
                return asked(xml);
        return null;
    }
}
