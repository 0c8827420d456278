using Dataset.Releases;

namespace Dataset.Comparison;

/// <summary>
/// Takes the differences of two releases as they are found, so that no caller has to hold them all: <see cref="Begin"/>, then for each
/// table <see cref="BeginTable"/>, its rows in the order of their keys and <see cref="EndTable"/>, then <see cref="End"/>. Tables come in
/// the new release's order, those that are gone after them.
/// </summary>
public interface IChangeVisitor
{
    /// <summary>
    /// Whether <see cref="Row"/> is to be called for every row of tables that are new or have another key. (Rows of tables that are gone,
    /// and those under the old key, are only counted.)
    /// </summary>
    bool WantsWholeTables { get; }

    /// <param name="old">The previous release.</param>
    /// <param name="now">The release after.</param>
    /// <param name="changes">What changed apart from rows.</param>
    void Begin(ReleaseIdentity old, ReleaseIdentity now, IReadOnlyList<Change> changes);

    /// <summary>A table begins; its rows follow.</summary>
    void BeginTable(ComparedTable table);

    /// <summary>A row that differs.</summary>
    void Row(RowChange row);

    /// <summary>The table ends.</summary>
    void EndTable(TableDifference counts);

    /// <summary>All tables were compared.</summary>
    void End(ReleaseDifference difference);
}
