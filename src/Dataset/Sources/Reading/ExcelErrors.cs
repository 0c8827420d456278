using System.IO.Compression;
using System.Xml;

namespace Dataset.Sources.Reading;

/// <summary>
/// The cells of a sheet that show an error in the place of a value. The library gives them as empty ones, which they are not, so they are
/// looked for in the sheet's own file (ECMA-376, part 1, 18.3.1.4: <c>t="e"</c>).
/// </summary>
internal static class ExcelErrors
{
    /// <summary>More are not needed to refuse the sheet.</summary>
    private const int Most = 10_000;

    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The errors by their cells, such as <c>B3</c>.</summary>
    /// <param name="zip">The workbook.</param>
    /// <param name="sheet">The sheet's name.</param>
    public static IReadOnlyDictionary<string, string> Find(ZipArchive zip, string sheet)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (PartOf(zip, sheet) is not { } part)
            return errors;
        using var xml = XmlReader.Create(part.Open(), Settings);
        string? cell = null;
        while (errors.Count < Most && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "c")
                cell = xml.GetAttribute("t") == "e" ? xml.GetAttribute("r") : null;
            else if (xml.LocalName == "v" && cell is not null)
                errors[cell] = xml.ReadString();
        }
        return errors;
    }

    private static ZipArchiveEntry? PartOf(ZipArchive zip, string sheet)
    {
        var id = ValueOf(zip, "xl/workbook.xml", "sheet", "name", sheet, x => x.GetAttribute("id", Relationships));
        var target = id is null
            ? null
            : ValueOf(zip, "xl/_rels/workbook.xml.rels", "Relationship", "Id", id, x => x.GetAttribute("Target"));
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    /// <summary>What is asked of the first element of that name with an attribute of that value; null where there is none.</summary>
    private static string? ValueOf(
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
