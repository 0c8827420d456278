using Dataset.Text;

namespace Dataset.Diagnostics;

public static partial class Rules
{
    // DS4xxx: texts, quotes and positions.
    internal static readonly Rule TextNotUtf8 = new(
        "DS4001", Severity.Error, "A text is UTF-8",
        "Declare the encoding in its metadata (encoding: windows-1252), or save the text as UTF-8; if bytes were lost, get it again.");

    internal static readonly Rule TextIsUtf16 = new(
        "DS4002", Severity.Error, "A text is not UTF-16",
        "Write encoding: utf-16 into the text's metadata, or convert it, for example with iconv -f UTF-16 -t UTF-8.");

    internal static readonly Rule TextTooLong = new(
        "DS4003", Severity.Error, "A text is not longer than a text can be",
        "Make several documents of it.");

    internal static readonly Rule TextEmpty = new(
        "DS4004", Severity.Error, "A text has words",
        "Put the text into the file, or take the document out.");

    internal static readonly Rule TextHasNul = new(
        "DS4005", Severity.Error, "A text has no NUL",
        "Take the character out; many of them are the sign of UTF-16 or of a file that is not text.");

    internal static readonly Rule TextHasNoncharacter = new(
        "DS4006", Severity.Error, "A text has no noncharacters",
        "Take the code point out, or put in the character that was meant; it must not be exchanged between programs.");

    internal static readonly Rule TextHasBidirectionalControl = new(
        "DS4007", Severity.Warning, "A text has no bidirectional controls",
        "Check whether the invisible characters belong there; they change the order in which the text is shown.");

    internal static readonly Rule TextHasControl = new(
        "DS4008", Severity.Warning, "A text has no controls but tabs and line ends",
        "Look up what was there; controls from U+0080 to U+009F are often Windows-1252 that was taken for Latin-1.");

    internal static readonly Rule TextHasInnerByteOrderMark = new(
        "DS4009", Severity.Warning, "A byte-order mark is used only at the start",
        "Check whether texts were joined there; the mark is invisible, and a search for the words around it misses them.");

    internal static readonly Rule NoRunningText = new(
        "DS4010", Severity.Error, "A document has running text",
        "Leave at least one paragraph without a role, or let the column of the text be null.");

    internal static readonly Rule TextHasReplacementCharacter = new(
        "DS4011", Severity.Warning, "A text has no replacement characters",
        "Get the text from its source again in the right encoding: a program wrote U+FFFD for what it could not read, and that is lost.");

    internal static readonly Rule TextHasUnseenCharacter = new(
        "DS4012", Severity.Warning, "A text has no soft hyphens and no characters without width",
        "Check whether the character belongs there: readers cannot see it, and a search for the word around it misses it.");

    internal static readonly Rule TextIsEncodedTwice = new(
        "DS4013", Severity.Warning, "A text is not encoded as UTF-8 twice",
        "Get the text from its source again: a program took its UTF-8 for Windows-1252 and encoded it once more.");

    internal static readonly Rule TextIsNoPage = new(
        "DS4014", Severity.Warning, "A text is no page of HTML",
        $"Keep the words of the page alone, for example with lynx -dump -nolist PAGE.html, or {FileContent.Pandoc} PAGE.html.");

    internal static readonly Rule TextIsOfOneDocument = new(
        "DS4015", Severity.Warning, "A text belongs to one document",
        "Take one of the two out, or check whether the wrong text was saved under the name.");

    internal static readonly Rule WordsArePartedBySpaces = new(
        "DS4016", Severity.Warning, "Words are counted in languages that part them with spaces",
        "Leave the column out, or count characters (x-derived: document.characters): a word is a run of characters without white space.");

    internal static readonly Rule TextIsInItsEncoding = new(
        "DS4017", Severity.Error, "Each byte of a text is a character of the encoding that its metadata declares",
        "Declare the encoding that the text has, or get the text from its source again.");

    internal static readonly Rule AnnotationBeginsNowhere = new(
        "DS4101", Severity.Error, "An annotation's words begin a paragraph",
        "Copy the paragraph's first words from the text.");

    internal static readonly Rule AnnotationBeginsSeveral = new(
        "DS4102", Severity.Error, "An annotation's words begin one paragraph",
        "Give more of the words, or add number: and the paragraph's number.");

    internal static readonly Rule AnnotationNumberTooLarge = new(
        "DS4103", Severity.Error, "An annotation's number is that of a paragraph",
        "Give the number of the paragraph that begins so, or leave it out.");

    internal static readonly Rule AnnotationNumberDiffers = new(
        "DS4104", Severity.Error, "An annotation's number and words are of the same paragraph",
        "Give the number of the paragraph that begins so, or leave it out.");

    internal static readonly Rule ParagraphAnnotatedTwice = new(
        "DS4105", Severity.Error, "A paragraph is annotated once",
        "Join the two annotations, or say with number: which paragraph each means.");

    internal static readonly Rule QuoteNotFound = new(
        "DS4201", Severity.Error, "A quote occurs word for word in the document",
        "Copy the words from the text, character for character, within one paragraph.");

    internal static readonly Rule QuoteFoundTwice = new(
        "DS4202", Severity.Error, "A quote occurs once in the document",
        "Make the quote longer, or say which paragraph is meant.");

    internal static readonly Rule QuoteParagraphTooLarge = new(
        "DS4203", Severity.Error, "A quote's paragraph is one of the document's",
        "Give the number of the paragraph that holds the quote, or leave it out where it occurs once.");

    internal static readonly Rule QuoteInOtherParagraph = new(
        "DS4204", Severity.Error, "A quote is in the paragraph that is given",
        "Give the number of the paragraph that holds the quote, or leave it out where it occurs once.");

    internal static readonly Rule QuoteParagraphWithoutQuote = new(
        "DS4205", Severity.Error, "A quote's paragraph comes with a quote",
        "Give the quote, or leave the paragraph's number out.");

    internal static readonly Rule NameOfTwoEntities = new(
        "DS4301", Severity.Error, "A name is that of one entity",
        "Take the name away from one of the two, or give a longer one that tells them apart.");

    internal static readonly Rule NameHasEdges = new(
        "DS4302", Severity.Error, "A name has no white space at its ends and only single spaces within",
        "Write the name as it appears in running text.");
}
