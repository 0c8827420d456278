using System.Text;
using Dataset.Schemas;

namespace Dataset.Sources.Binding;

/// <summary>A key that a record may have.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Role">What its value is for.</param>
/// <param name="Index">The column's index in its table, or the list's among the documents' lists; else 0.</param>
/// <param name="Column">The column that the value is for; null for lists and annotations.</param>
/// <param name="Inner">The plan of the records in a list; null for all others.</param>
internal sealed record PlannedKey(string Name, KeyRole Role, int Index, ColumnSchema? Column, RecordPlan? Inner)
{
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>Whether the record must have it, and not null.</summary>
    public bool IsRequired { get; } = Role switch
    {
        KeyRole.DocumentKey or KeyRole.DocumentText => true,
        // A derived column that curators may write is filled by the build where they do not.
        KeyRole.Column => Column is { IsNullable: false, Derivation: null },
        _ => false,
    };

    /// <summary>Whether the header of a CSV file must name it: all that curators write, null or not, so that none is forgotten.</summary>
    public bool IsInEveryHeader { get; } = Role is KeyRole.DocumentKey or KeyRole.DocumentText || (Role == KeyRole.Column && Column!.Derivation is null);
}
