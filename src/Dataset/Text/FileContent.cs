namespace Dataset.Text;

/// <summary>What a file is that begins with bytes which no text begins with: it has been renamed, or is not what its ending says.</summary>
/// <param name="What">What it is, after "found".</param>
/// <param name="Instead">What to do, a sentence.</param>
/// <param name="Ending">That of a source of this kind; null where there is none.</param>
internal sealed record FileContent(string What, string Instead, string? Ending = null)
{
    /// <summary>More than the longest of the beginnings.</summary>
    public const int BeginningInBytes = 16;

    private const string Recognise = "Recognise the words in it first, for example with tesseract FILE NAME.";

    private static readonly (byte[] Beginning, FileContent Content)[] Known =
    [
        ([.. "PK"u8, 3, 4], new(
            "a zip archive, as Excel workbooks and Word documents are",
            "Name a workbook NAME.xlsx, also where dataset.yaml has it, or export its sheet as \"CSV UTF-8\"; make text of a document: "
                + "pandoc -t plain --wrap=none -o NAME.txt FILE.", ".xlsx")),
        ([0xD0, 0xCF, 0x11, 0xE0], new(
            "a workbook or document of Office 97",
            "Save a workbook as .xlsx, or export its sheet as \"CSV UTF-8\"; save a document as text in UTF-8.")),
        ([0x1F, 0x8B], new("gzip", "Let the name end in .gz, also where dataset.yaml has it.", ".gz")),
        ([.. "PAR1"u8], new("Parquet", "Let the name end in .parquet, also where dataset.yaml has it.", ".parquet")),
        ([.. "%PDF-"u8], new("a PDF", "Write its text or its table into a file first, for example with pdftotext.")),
        ([.. "{\\rtf"u8], new("Rich Text", "Make it text first: pandoc -f rtf -t plain --wrap=none -o NAME.txt FILE.")),
        ([.. "SQLite format 3"u8], new("a SQLite database", "Export the table as CSV: sqlite3 -header -csv FILE 'SELECT * FROM TABLE'.")),
        ([0x28, 0xB5, 0x2F, 0xFD], new("zstd", "Decompress it first: zstd -d FILE.")),
        ([0x89, .. "PNG"u8], new("an image (PNG)", Recognise)),
        ([0xFF, 0xD8, 0xFF], new("an image (JPEG)", Recognise)),
        ([.. "GIF8"u8], new("an image (GIF)", Recognise)),
        ([.. "II*\0"u8], new("an image (TIFF)", Recognise)),
        ([.. "MM\0*"u8], new("an image (TIFF)", Recognise)),
    ];

    /// <summary>What a file is; null where it may be text.</summary>
    /// <param name="bytes">Its beginning.</param>
    public static FileContent? Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var (beginning, content) in Known)
            if (bytes.StartsWith(beginning))
                return content;
        return null;
    }
}
