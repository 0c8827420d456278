using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>No constraints beyond the type, which the buffer holds by itself.</summary>
internal readonly struct AnyValueTest : IValueTest
{
    public bool AcceptsAll => true;

    public bool Accepts(ColumnBuffer column, int slot) => true;
}
