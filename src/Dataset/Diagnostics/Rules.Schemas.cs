namespace Dataset.Diagnostics;

public static partial class Rules
{
    // The schemas of tables, each by itself, with its table's kind, and with each other.
    internal static readonly Rule TableHasSchema = new(
        "DS5001", Severity.Error, "Every table has a schema",
        "Write schema/TABLE.schema.json, or take the table out of the descriptor.");

    internal static readonly Rule SchemaKeywordKnown = new(
        "DS5002", Severity.Error, "A schema uses only keywords that are enforced",
        "Remove the keyword; 'dataset explain DS5002' lists those that there are.");

    internal static readonly Rule SchemaKeywordForm = new(
        "DS5003", Severity.Error, "A keyword's value has the keyword's form",
        "Write the value in the form that the finding expects.");

    internal static readonly Rule SchemaKeywordGiven = new(
        "DS5004", Severity.Error, "A schema says what it must",
        "Add the keyword.");

    internal static readonly Rule ColumnIsDescribed = new(
        "DS5005", Severity.Error, "Every column is described",
        "Add a description: what the value means, its unit, and what null means.");

    internal static readonly Rule SchemaIsDraft07 = new(
        "DS5006", Severity.Error, "A schema is written in JSON Schema draft-07",
        "Write \"$schema\": \"http://json-schema.org/draft-07/schema#\".");

    internal static readonly Rule TableIsClosed = new(
        "DS5007", Severity.Error, "A table is an object with no other columns than those it names",
        "Write \"type\": \"object\" and \"additionalProperties\": false.");

    internal static readonly Rule ColumnNameForm = new(
        "DS5008", Severity.Error, "A column's name is lower-case letters, digits and underscores, and begins with a letter",
        "Rename the column, so that SQL, pandas and file systems that ignore case take its name as it is.");

    internal static readonly Rule RequiredNamesAllColumns = new(
        "DS5009", Severity.Error, "All columns are required",
        "List every column in required, once: a column is always there, and null is a value.");

    internal static readonly Rule ColumnTypeKnown = new(
        "DS5010", Severity.Error, "A column has one type, and may have null beside it",
        "Write \"string\", \"integer\", \"number\", \"boolean\" or \"array\", or a list of one of them and \"null\".");

    internal static readonly Rule FormatIsDate = new(
        "DS5011", Severity.Error, "A format is date or date-time, on strings",
        "Remove the format, or say it with a pattern.");

    internal static readonly Rule KeywordFitsType = new(
        "DS5012", Severity.Error, "A keyword is used only where it means something",
        "Remove the keyword, or change the type.");

    internal static readonly Rule ReferenceStaysInFile = new(
        "DS5013", Severity.Error, "A $ref leads to a definition in the same file",
        "Write \"#/definitions/NAME\" and the definition; nothing is fetched.");

    internal static readonly Rule ReferenceEnds = new(
        "DS5014", Severity.Error, "A $ref does not lead back to itself",
        "Write out one of the definitions in the circle.");

    internal static readonly Rule ReferenceStandsAlone = new(
        "DS5015", Severity.Error, "A $ref has no constraint beside it",
        "Move the keyword into the definition, or write the definition out: draft-07 ignores anything beside a $ref.");

    internal static readonly Rule ListIsFlat = new(
        "DS5016", Severity.Error, "A list's elements are no lists",
        "Make the inner list a table of its own.");

    internal static readonly Rule EnumValuesFit = new(
        "DS5017", Severity.Error, "The values of an enum can occur",
        "List strings that a value may be, each once; null exactly where the type allows it.");

    internal static readonly Rule BoundsInOrder = new(
        "DS5018", Severity.Error, "Bounds leave room for a value",
        "Exchange or correct the two bounds.");

    internal static readonly Rule BoundIsExact = new(
        "DS5019", Severity.Error, "A bound is a number that means the same to everybody",
        "Write a whole number of 64 bits for integers; for numbers at most 15 digits, 12 of them after the point.");

    internal static readonly Rule PatternIsEcma = new(
        "DS5020", Severity.Error, "A pattern is a regular expression as ECMA-262 defines it",
        "Mend the pattern at that place.");

    internal static readonly Rule PatternIsRegular = new(
        "DS5021", Severity.Error, "A pattern can be matched in one pass",
        "Write it without look-arounds, back-references and the like: they cannot be matched in time that grows with the text alone.");

    internal static readonly Rule PrimaryKeyColumns = new(
        "DS5022", Severity.Error, "A primary key is made of columns that can tell rows apart",
        "Name columns of the table, each once, that are strings, integers or dates and never null.");

    internal static readonly Rule ForeignKeyColumns = new(
        "DS5023", Severity.Error, "A reference is made of columns of its table",
        "Name columns of this table, as many as those referred to; a list column refers alone.");

    internal static readonly Rule ForeignKeyTarget = new(
        "DS5024", Severity.Error, "A reference leads to the primary key of a table",
        "Name a table of this dataset and the columns of its primary key in their order and of the same types.");

    internal static readonly Rule DerivationKnown = new(
        "DS5025", Severity.Error, "A derived column names a derivation that its table has",
        "Take one that 'dataset explain DS5025' lists for tables of that kind.");

    internal static readonly Rule DerivationFitsColumn = new(
        "DS5026", Severity.Error, "A derived column has the type of its derivation",
        "Change the column's type, and allow null where the derivation can be null.");

    internal static readonly Rule DerivationStandsOnce = new(
        "DS5027", Severity.Error, "A table derives a value once",
        "Remove one of the two columns.");

    internal static readonly Rule KeyOfDocument = new(
        "DS5028", Severity.Error, "A document's key identifies its row and begins the keys of what it holds",
        "Give the documents' table a column derived from document.key as its primary key, and let it come first in the keys of tables of "
            + "paragraphs, lists and mentions.");

    internal static readonly Rule QuoteColumn = new(
        "DS5029", Severity.Error, "A quote is a string that curators write of a document",
        "Put x-quote on a string column, not derived, of a table of documents or of a list.");

    internal static readonly Rule NamesColumn = new(
        "DS5030", Severity.Error, "Names for mentions are one list of strings in a table of records",
        "Put x-names on one list-of-strings column of a records table whose primary key is one string.");

    internal static readonly Rule ParagraphColumns = new(
        "DS5031", Severity.Error, "Columns of paragraphs and mentions are derived, or null where no curator wrote them",
        "Let curated columns of a paragraphs table allow null, as most paragraphs have no annotation, and derive every column of "
            + "mentions.");

    internal static readonly Rule RolesAreListed = new(
        "DS5032", Severity.Error, "The roles of paragraphs are listed",
        "Give the column of roles an enum with all roles, body among them.");

    internal static readonly Rule MetadataNameIsFree = new(
        "DS5033", Severity.Error, "A column's name is not a key that metadata uses for something else",
        "Rename the column, or the list's field in the descriptor.");

    internal static readonly Rule SourceNameFits = new(
        "DS5035", Severity.Error, "x-source is what the source calls a column that it has, each name once",
        "Take x-source away from columns that the build fills; give each column a name of its own. Only the header of a delimited file or "
            + "of a sheet may have a name several times.");

    internal static readonly Rule RowRuleForm = new(
        "DS5036", Severity.Error, "A condition between columns is one that every validator enforces",
        "allOf: conditions, each {\"anyOf\": [{\"properties\": {COLUMN: {\"type\": …} or {\"enum\": […]}}}, …]}. x-order: pairs of "
            + "columns. x-within: a column of text, and the one that holds it.");

    internal static readonly Rule SchemaHasTable = new(
        "DS5034", Severity.Warning, "A schema is that of a table",
        "Name the table in dataset.yaml, correct the file's name, or remove it; nothing reads it now.");
}
