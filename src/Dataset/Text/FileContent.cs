namespace Dataset.Text;

/// <summary>What a file is that begins with bytes which no text begins with: it has been renamed, or is not what its ending says.</summary>
/// <param name="What">What it is, after "found".</param>
/// <param name="Instead">What to do, a sentence.</param>
/// <param name="Ending">That of a source of this kind; null where there is none.</param>
internal sealed record FileContent(string What, string Instead, string? Ending = null)
{
    /// <summary>What is looked at: where a file begins with letters, its first NUL is hardly ever further on.</summary>
    public const int BeginningInBytes = 4 << 10;

    /// <summary>The command that makes text of a document; without the option it would break each paragraph into lines.</summary>
    public const string Pandoc = "pandoc -t plain --wrap=none";

    private const string Recognise = "Recognise the words in it first, for example with tesseract FILE NAME.";

    private static readonly (byte[] Beginning, FileContent Content)[] Known =
    [
        ([.. "PK"u8, 3, 4], new(
            "a zip archive, as Excel workbooks and Word documents are",
            "Name a workbook NAME.xlsx, or export its sheet as \"CSV UTF-8\"; make text of a document: "
                + $"{Pandoc} -o NAME.txt FILE.", ".xlsx")),
        ([0xD0, 0xCF, 0x11, 0xE0], new(
            "a workbook or document of Office 97",
            "Save a workbook as .xlsx, or export its sheet as \"CSV UTF-8\"; save a document as text in UTF-8.")),
        ([0x1F, 0x8B], new("gzip", "Let the name end in .gz.", ".gz")),
        ([.. "PAR1"u8], new("Parquet", "Let the name end in .parquet.", ".parquet")),
        ([.. "%PDF-"u8], new("a PDF", "Write its text or its table into a file first, for example with pdftotext.")),
        ([.. "{\\rtf1"u8], new("Rich Text", $"Make it text first: {Pandoc} -f rtf -o NAME.txt FILE.")),
        ([.. "SQLite format 3\0"u8], new("a SQLite database", "Export the table as CSV: sqlite3 -header -csv FILE 'SELECT * FROM TABLE'.")),
        ([0x28, 0xB5, 0x2F, 0xFD], new("zstd", "Decompress it first: zstd -d FILE.")),
        ([0x89, .. "PNG"u8], new("an image (PNG)", Recognise)),
        ([0xFF, 0xD8, 0xFF], new("an image (JPEG)", Recognise)),
        ([.. "GIF8"u8], new("an image (GIF)", Recognise)),
        ([.. "II*\0"u8], new("an image (TIFF)", Recognise)),
        ([.. "MM\0*"u8], new("an image (TIFF)", Recognise)),
    ];

    /// <summary>What to do where <c>dataset.yaml</c> may have the file's name.</summary>
    public string InsteadOfSource => Ending is null ? Instead : $"{Instead} Write the new name into dataset.yaml too.";

    /// <summary>What a file is; null where it may be text.</summary>
    /// <param name="bytes">Its beginning, of <see cref="BeginningInBytes"/> or whole; what comes after it is not looked at.</param>
    public static FileContent? Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var (beginning, content) in Known)
            if (bytes.StartsWith(beginning) && !MayBeText(beginning, bytes[..Math.Min(bytes.Length, BeginningInBytes)]))
                return content;
        return null;
    }

    /// <summary>
    /// Whether a text may begin so too, such as the header <c>PAR1,PAR2</c>: with letters, and without a NUL. A PDF and Rich Text may be
    /// ASCII throughout, and are known by their version.
    /// </summary>
    private static bool MayBeText(byte[] beginning, ReadOnlySpan<byte> bytes) =>
        !beginning.AsSpan().ContainsAnyExceptInRange((byte)' ', (byte)'~') && !bytes.Contains((byte)0) && bytes is not (
            [(byte)'{', ..]
            or [
                (byte)'%', _, _, _, _, >= (byte)'0' and <= (byte)'9', (byte)'.', >= (byte)'0' and <= (byte)'9', (byte)'\r' or (byte)'\n',
                ..
            ]);
}
