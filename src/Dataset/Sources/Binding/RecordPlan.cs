using System.Text;
using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Dataset.Syntax;

namespace Dataset.Sources.Binding;

/// <summary>The keys that the records of a table, a list or a document's metadata may have, in the order of the schema's columns.</summary>
internal sealed class RecordPlan
{
    /// <summary>Of a table with thousands of columns a finding for each key would list them all.</summary>
    private const int MaximumListed = 100;

    /// <summary>Rows of some kinds may take turns, each with unknown keys of its own.</summary>
    private const int MostUnknown = 8;

    private readonly HashSet<string> derived;
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private IReadOnlySet<string> lost = new HashSet<string>();
    private volatile Misspellings? latest;
    private volatile UnknownKeys[] latestUnknown = [];

    private RecordPlan(IReadOnlyList<PlannedKey> keys, IEnumerable<string> derived)
    {
        (Keys, this.derived) = (keys, derived.ToHashSet(StringComparer.Ordinal));
        // A header may have one name several times: each column after the first has a key of its own in records.
        for (var i = 0; i < keys.Count; i++)
            if (!indexes.TryAdd(keys[i].Name, i))
                indexes.Add(keys[i].InRecord = $"{keys[i].Name}\0{i}", i);
        Listed = string.Join(", ", keys.Take(MaximumListed).Select(k => k.Name))
            + (keys.Count > MaximumListed ? FormattableString.Invariant($" and {keys.Count - MaximumListed} more") : "");
    }

    public IReadOnlyList<PlannedKey> Keys { get; }

    /// <summary>The names of the first keys, for "Expected one of …" in a message.</summary>
    public string Listed { get; }

    /// <summary>Of a table from records or from a list.</summary>
    public static RecordPlan OfRows(TableSchema schema, TableKind kind) => new(
        Columns(schema, kind, false), DerivedNames(schema, kind, false));

    /// <summary>Of a document's metadata: its columns, its lists, and annotations of its paragraphs.</summary>
    /// <param name="documents">The documents' table.</param>
    /// <param name="lists">The list tables with the keys of their lists.</param>
    /// <param name="paragraphs">The paragraphs' table, or null where there is none.</param>
    /// <param name="hasKeyAndText">Whether the record itself holds the document's key and text, in a file of many.</param>
    /// <param name="lost">Keys that may be there and are not looked at.</param>
    public static RecordPlan OfDocuments(
        TableSchema documents, IReadOnlyList<(string Field, TableSchema Schema)> lists, TableSchema? paragraphs, bool hasKeyAndText,
        IReadOnlySet<string> lost)
    {
        var keys = Columns(documents, TableKind.Documents, hasKeyAndText);
        keys.AddRange(lists.Select((l, i) => new PlannedKey(l.Field, KeyRole.List, i, null, OfRows(l.Schema, TableKind.List))));
        // A column of that name declares the encoding, and is in the release too.
        if (!hasKeyAndText && keys.TrueForAll(k => k.Name != DeclaredEncoding.Key))
            keys.Add(new PlannedKey(DeclaredEncoding.Key, KeyRole.Encoding, 0, null, null));
        if (!lost.Contains(SchemaChecks.ParagraphsKey))
            keys.Add(new PlannedKey(SchemaChecks.ParagraphsKey, KeyRole.Annotations, 0, null, OfAnnotations(paragraphs)));
        return new(keys, DerivedNames(documents, TableKind.Documents, hasKeyAndText)) { lost = lost };
    }

    /// <summary>The index in <see cref="Keys"/>, or -1.</summary>
    /// <param name="name">UTF-8.</param>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Keys.Count; i++)
        {
            if (name.SequenceEqual(Keys[i].Utf8Name))
                return i;
        }
        return -1;
    }

    /// <summary>The index in <see cref="Keys"/>, or -1.</summary>
    public int Find(string name) => indexes.GetValueOrDefault(name, -1);

    /// <summary>Whether a record may have the key.</summary>
    public bool Knows(string name) => Find(name) >= 0 || lost.Contains(name);

    /// <summary>Whether an unknown key may be that of a table with a fault: not where one is near that the record lacks.</summary>
    public bool MayBeLost(string name, Misspellings ofRecord) => IsAnyLost && ofRecord.MeantBy(name) is null;

    /// <summary>Whether it is not known which key a table with a fault has.</summary>
    public bool IsAnyLost => lost.Contains(SourceTable.AnyKey);

    /// <summary>Whether a column of that name is there that only the build fills.</summary>
    public bool IsDerived(string name) => derived.Contains(name);

    /// <summary>What the unknown keys of a record were meant for.</summary>
    public Misspellings MisspellingsOf(SourceMap record)
    {
        if (latest is { } same && ReferenceEquals(same.Record, record))
            return same;
        var found = MisspellingsOf(
            [.. record.Entries.Select(e => e.Key).Where(k => !Knows(k) && !IsDerived(k))],
            [.. Keys.Select(k => k.Name).Where(n => record.Find(n) is null)]);
        return latest = found.OfRecord(record);
    }

    /// <summary>As <see cref="MisspellingsOf(SourceMap)"/>, of a record with these unknown keys, each once, that lacks these.</summary>
    public Misspellings MisspellingsOf(IReadOnlyList<string> unknown, IReadOnlyList<string> missing) =>
        latest is { } same && same.AreOf(unknown, missing) ? same : latest = new(unknown, missing, Keys, IsAnyLost);

    /// <summary>What is wrong with the unknown keys of a record, as they are in <see cref="UnlistedFaults"/>.</summary>
    /// <param name="names">The keys.</param>
    /// <param name="seen">The known ones that the record has.</param>
    public UnknownKeys UnknownOf(ReadOnlySpan<byte> names, ReadOnlySpan<ulong> seen)
    {
        var judged = latestUnknown;
        foreach (var each in judged)
        {
            if (each.AreOf(names, seen))
                return each;
        }
        var found = new UnknownKeys(names, seen, this);
        latestUnknown = [found, .. judged.Take(MostUnknown - 1)];
        return found;
    }

    /// <summary>Whether curators write the column.</summary>
    public static bool IsWritten(ColumnSchema column, TableKind kind) =>
        column.Derivation?.MayBeWritten(kind) != false;

    private static RecordPlan OfAnnotations(TableSchema? paragraphs)
    {
        var keys = new List<PlannedKey>
        {
            new("begins", KeyRole.Begins, 0, null, null),
            new("number", KeyRole.Number, 0, null, null),
            new("role", KeyRole.Role, 0, paragraphs?.ColumnOf(Derivation.ParagraphRole), null),
        };
        if (paragraphs is null)
            return new(keys, []);
        keys.AddRange(Columns(paragraphs, TableKind.Paragraphs, false));
        return new(keys, DerivedNames(paragraphs, TableKind.Paragraphs, false));
    }

    private static List<PlannedKey> Columns(TableSchema schema, TableKind kind, bool hasKeyAndText)
    {
        var keys = new List<PlannedKey>();
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var column = schema.Columns[i];
            if (IsWritten(column, kind))
                keys.Add(new(column.NameInSource, KeyRole.Column, i, column, null));
            else if (hasKeyAndText && RoleOf(column) is { } role)
                keys.Add(new(column.NameInSource, role, i, column, null));
        }
        return keys;
    }

    private static IEnumerable<string> DerivedNames(TableSchema schema, TableKind kind, bool hasKeyAndText) =>
        schema.Columns.Where(c => !IsWritten(c, kind) && !(hasKeyAndText && RoleOf(c) is not null)).Select(c => c.Name);

    private static KeyRole? RoleOf(ColumnSchema column) => column.Derivation is not { } derivation ? null
        : derivation.Is(Derivation.DocumentKey) ? KeyRole.DocumentKey
        : derivation.Is(Derivation.DocumentText) ? KeyRole.DocumentText
        : null;
}

/// <summary>What the value of a record's key is for.</summary>
internal enum KeyRole
{
    /// <summary>A column of the record's own table.</summary>
    Column,

    /// <summary>The document's key, in a record of metadata and text.</summary>
    DocumentKey,

    /// <summary>The document's text, in a record of metadata and text.</summary>
    DocumentText,

    /// <summary>The rows of a list table.</summary>
    List,

    /// <summary>What curators say of single paragraphs.</summary>
    Annotations,

    /// <summary>The encoding of a document's text.</summary>
    Encoding,

    /// <summary>None: a column of a file that has neither a name nor a value.</summary>
    Passed,

    /// <summary>Of an annotation: the paragraph's first words.</summary>
    Begins,

    /// <summary>Of an annotation: the paragraph's number.</summary>
    Number,

    /// <summary>Of an annotation: what the paragraph is.</summary>
    Role,
}

/// <summary>A key that a record may have.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Role">What its value is for.</param>
/// <param name="Index">The column's index in its table, or the list's among the documents' lists; else 0.</param>
/// <param name="Column">The column that the value is for; null for lists and annotations.</param>
/// <param name="Inner">The plan of the records in a list; null for all others.</param>
internal sealed record PlannedKey(string Name, KeyRole Role, int Index, ColumnSchema? Column, RecordPlan? Inner)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>Its key in records that are mappings: the name, but where the columns of a sheet have one name several times.</summary>
    public string InRecord { get; set; } = Name;

    /// <summary>Its name in findings about a value: the column's, since a header may have one name several times.</summary>
    public string InFindings => Column?.Layout.Name ?? Name;

    /// <summary>Whether the record must have it, and not null.</summary>
    public bool IsRequired { get; } = Role switch
    {
        KeyRole.DocumentKey or KeyRole.DocumentText => true,
        // A derived column that curators may write is filled by the build where they do not.
        KeyRole.Column => Column is { IsNullable: false, Derivation: null },
        _ => false,
    };

    /// <summary>Whether the header of a CSV file must name it: all that curators write, null or not, so that none is forgotten.</summary>
    public bool IsInEveryHeader { get; } = Role is KeyRole.DocumentKey or KeyRole.DocumentText
        || (Role == KeyRole.Column && Column!.Derivation is null);
}
