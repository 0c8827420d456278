using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>The constraints of single values of one type. Structures, so that the loop over a column is compiled with the test inside.</summary>
internal interface IValueTest
{
    /// <summary>Whether no value is ever refused, so that there is no need to look.</summary>
    bool AcceptsAll { get; }

    /// <summary>Whether the value in a slot that is not null keeps the constraints.</summary>
    bool Accepts(ColumnBuffer column, int slot);
}
