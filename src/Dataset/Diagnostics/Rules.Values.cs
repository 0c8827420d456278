namespace Dataset.Diagnostics;

public static partial class Rules
{
    // DS20xx: values as curators write them, before the schema's own constraints (DS21xx).
    internal static readonly Rule ValueHasType = new(
        "DS2001", Severity.Error, "A value is of its column's type",
        "Write the value in the form that the finding expects; the schema says which column has which type.");

    internal static readonly Rule IntegerFits = new(
        "DS2002", Severity.Error, "An integer fits 64 bits",
        "Write a number from -9223372036854775808 to 9223372036854775807, or make the column a string.");

    internal static readonly Rule NumberIsExact = new(
        "DS2003", Severity.Error, "A number is one that a double keeps digit for digit",
        "Write the double's own digits, rounded to as many as you like (C and R print 17 of them, NumPy 19), or make the column a "
            + "string.");

    internal static readonly Rule DateExists = new(
        "DS2004", Severity.Error, "A date is a day of the calendar, written YYYY-MM-DD",
        "Write a day that exists, from 0001-01-01 to 9999-12-31, with all its zeros.");

    internal static readonly Rule InstantExists = new(
        "DS2005", Severity.Error, "A date-time is an instant in UTC, written YYYY-MM-DDTHH:MM:SSZ",
        "Write an instant in UTC as 2024-05-17T09:30:00Z or 2024-05-17T09:30:00.250000Z: with T and Z; a fraction of 1 to 9 digits that "
            + "microseconds keep.");

    internal static readonly Rule TextIsNotEmpty = new(
        "DS2006", Severity.Error, "A text is not empty",
        "Write null for no value, or leave the key out where the column may be null.");

    internal static readonly Rule TextHasNoNul = new(
        "DS2007", Severity.Error, "A text has no NUL and no carriage return",
        "Remove the character; lines within a text end with LF.");

    internal static readonly Rule TextHasNoNoncharacters = new(
        "DS2008", Severity.Error, "A text has only characters that may be exchanged",
        "Remove the noncharacter.");

    internal static readonly Rule TextHasNoBidiControls = new(
        "DS2009", Severity.Error, "A text of the metadata has no bidirectional controls",
        "Remove the invisible control: it would change the order in which the text is shown.");

    internal static readonly Rule TextIsNormalized = new(
        "DS2010", Severity.Error, "A text is in Unicode normalisation form C",
        "Write the composed character, as keyboards give it; most editors and uconv -x any-nfc can convert a whole file.");

    internal static readonly Rule KeyIsKnown = new(
        "DS2012", Severity.Error, "A key of the metadata is a column of the schema",
        "Correct the key, or add the column to the schema.");

    internal static readonly Rule DerivedIsNotWritten = new(
        "DS2013", Severity.Error, "A derived column is left to the build",
        "Remove the key: the build fills the column.");

    internal static readonly Rule RecordIsMapping = new(
        "DS2014", Severity.Error, "A record is a mapping of keys to values",
        "Write key: value pairs.");

    internal static readonly Rule ListIsList = new(
        "DS2015", Severity.Error, "A list is a list",
        "Write the entries in square brackets, or, in YAML, each on a line with '- ' before it.");

    internal static readonly Rule AnnotationSaysWhich = new(
        "DS2016", Severity.Error, "An annotation says of which paragraph it is",
        "Write begins: with the paragraph's first words, and number: where several begin alike.");

    internal static readonly Rule TextHasNoControls = new(
        "DS2018", Severity.Error, "A text of the metadata has no controls but tab and line feed",
        "Remove the character; controls from U+0080 to U+009F are often Windows-1252 that was taken for Latin-1.");

    internal static readonly Rule TextHasNothingUnseen = new(
        "DS2019", Severity.Warning, "A text of the metadata has no invisible character",
        "Check whether it belongs there, and remove it if not: a search for the words around it misses them.");

    internal static readonly Rule RoleIsKnown = new(
        "DS2017", Severity.Error, "A paragraph's role is one that the schema names",
        "Choose one of the roles of the paragraphs' schema, or add it there.");

    // DS202x: cells of a delimited file that are written in a way which is not declared; one finding stands for all of a file.
    internal static readonly Rule DecimalMarkIsDeclared = new(
        "DS2021", Severity.Error, "The decimal mark of a delimited file is the point, or the one that dataset.yaml says",
        "Write csv: {decimal: \",\"} for the table in dataset.yaml, or export numbers with a point and nothing between thousands.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule DaysAreDeclared = new(
        "DS2022", Severity.Error, "The days of a delimited file are written YYYY-MM-DD, or as dataset.yaml says",
        "Write csv: {dates: DD/MM/YYYY}, or the form that the file has, for the table in dataset.yaml, or export YYYY-MM-DD.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule TruthIsDeclared = new(
        "DS2023", Severity.Error, "Truth is written true and false in a delimited file, or in the words that dataset.yaml says",
        "Write csv: {booleans: [\"True\", \"False\"]} for the table in dataset.yaml, the word for true first, or export true and false.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule IntegersHaveNoFraction = new(
        "DS2024", Severity.Error, "The integers of a delimited file have no fraction, not even .0",
        "Export integers (pandas: convert_dtypes(); R: as.integer), or let the schema say \"number\".")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule InstantsAreNoCounts = new(
        "DS2025", Severity.Error, "The date-times of a delimited file are written out, not counted since 1970",
        "Export them as 2024-05-17T09:30:00Z, or let the schema say \"integer\" and its description the unit.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule NullsAreDeclared = new(
        "DS2026", Severity.Error, "No value is an empty cell of a delimited file, or a word that dataset.yaml says",
        "Write csv: {nulls: [NA]} for the table in dataset.yaml, or export missing values as empty cells.")
    {
        IsRemedyInMessage = true,
    };

    internal static readonly Rule TextIsNoWordForNull = new(
        "DS2027", Severity.Warning, "A text of a delimited file is no word that programs write for no value",
        "Write csv: {nulls: [NA]} for the table in dataset.yaml where it means null, or csv: {nulls: []} where it is meant as text.")
    {
        IsRemedyInMessage = true,
    };

    // DS22xx: values that are right but will be misread by some.
    internal static readonly Rule CellIsNoFormula = new(
        "DS2201", Severity.Warning, "No text begins as a spreadsheet's formula does",
        "Nothing has to change: the value is published as written. When you open the CSV in a spreadsheet, import the column as text.");

    // Values against the constraints of their columns.
    internal static readonly Rule ValueIsThere = new(
        "DS2101", Severity.Error, "A column that may not be null has a value",
        "Write the value, or let the schema allow null and say in the description what null means.");

    internal static readonly Rule ValueIsListed = new(
        "DS2102", Severity.Error, "A value is one of those that its schema lists",
        "Write one of the listed values, or add this one to the schema's enum.");

    internal static readonly Rule TextMatchesPattern = new(
        "DS2103", Severity.Error, "A text matches its schema's pattern",
        "Write the text in the form that the column's description tells, or correct the pattern.");

    internal static readonly Rule TextIsLongEnough = new(
        "DS2104", Severity.Error, "A text has as many characters as its schema asks for",
        "Write more, or lower minLength; characters are Unicode code points.");

    internal static readonly Rule TextIsShortEnough = new(
        "DS2105", Severity.Error, "A text has no more characters than its schema allows",
        "Shorten the text, or raise maxLength; characters are Unicode code points.");

    internal static readonly Rule NumberIsLargeEnough = new(
        "DS2106", Severity.Error, "A number is not below its schema's bound",
        "Correct the number, or lower minimum or exclusiveMinimum.");

    internal static readonly Rule NumberIsSmallEnough = new(
        "DS2107", Severity.Error, "A number is not above its schema's bound",
        "Correct the number, or raise maximum or exclusiveMaximum.");

    internal static readonly Rule ListIsLongEnough = new(
        "DS2108", Severity.Error, "A list has as many elements as its schema asks for",
        "Add what is missing, or lower minItems.");

    internal static readonly Rule ListIsShortEnough = new(
        "DS2109", Severity.Error, "A list has no more elements than its schema allows",
        "Take elements away, or raise maxItems.");

    internal static readonly Rule ElementsDiffer = new(
        "DS2110", Severity.Error, "A list of unique elements has each once",
        "Remove one of the two.");

    internal static readonly Rule ConditionsBetweenColumns = new(
        "DS2111", Severity.Error, "A row keeps the conditions between its columns",
        "Correct one of the values, or the condition in the schema's allOf.");

    internal static readonly Rule ColumnsInOrder = new(
        "DS2112", Severity.Error, "Of two columns in order, the first is not greater than the second",
        "Exchange or correct the two values, or take the pair out of the schema's x-order.");

    internal static readonly Rule TextWithinAnother = new(
        "DS2113", Severity.Error, "A text that belongs to another column's text occurs in it",
        "Copy the words from the other column, or make that longer, so that it holds them.");

    // DS3xxx: keys, and references between tables.
    internal static readonly Rule KeyStandsTwice = new(
        "DS3001", Severity.Error, "No two rows of a table have the same primary key",
        "Give one of the two records another key, or remove it.");

    internal static readonly Rule ReferenceDangles = new(
        "DS3003", Severity.Error, "A reference leads to a row that is there",
        "Correct the value, or add the row that it refers to.");
}
