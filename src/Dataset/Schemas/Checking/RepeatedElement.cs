using System.Buffers;
using Dataset.Diagnostics;
using Dataset.Tables;

namespace Dataset.Schemas.Checking;

/// <summary>Finds an element of a list that repeats an earlier one.</summary>
internal static class RepeatedElement
{
    /// <summary>Up to so many elements comparing each with each is faster than sorting.</summary>
    private const int FewElements = 16;

    // A comparison made again would be an allocation for each list, so there is one for all, which takes the column from its thread.
    private static readonly Comparison<int> BySortedElements = (x, y) => sortedElements!.Compare(x, sortedElements, y);

    [ThreadStatic]
    private static ScalarColumn? sortedElements;

    /// <summary>The row of an element that equals an earlier one of the list, null equal to null; -1 where there is none.</summary>
    public static int Find(ScalarColumn elements, int start, int end)
    {
        return end - start > FewElements ? FindSorted(elements, start, end) : FindNext(elements, start, start, end);
    }

    /// <summary>Adds all elements that equal an earlier one of the list, in their order.</summary>
    public static void AddAll(ScalarColumn elements, int start, int end, ICollection<BrokenConstraint> broken)
    {
        if (end - start > FewElements)
        {
            var rows = Enumerable.Range(start, end - start).ToArray();
            Array.Sort(rows, (x, y) => elements.Compare(x, elements, y) is var order and not 0 ? order : x.CompareTo(y));
            foreach (var row in rows.Zip(rows.Skip(1)).Where(p => elements.Compare(p.First, elements, p.Second) == 0)
                .Select(p => p.Second).Order())
                broken.Add(new(Rules.ElementsDiffer, row - start));
            return;
        }
        for (var row = start; (row = FindNext(elements, start, row, end)) >= 0;)
            broken.Add(new(Rules.ElementsDiffer, row - start));
    }

    private static int FindNext(ScalarColumn elements, int start, int after, int end)
    {
        for (var later = after + 1; later < end; later++)
        {
            for (var earlier = start; earlier < later; earlier++)
            {
                if (AreEqual(elements, earlier, later))
                    return later;
            }
        }
        return -1;
    }

    private static int FindSorted(ScalarColumn elements, int start, int end)
    {
        var rows = ArrayPool<int>.Shared.Rent(end - start);
        sortedElements = elements;
        try
        {
            var sorted = rows.AsSpan(0, end - start);
            for (var i = 0; i < sorted.Length; i++)
                sorted[i] = start + i;
            sorted.Sort(BySortedElements);
            for (var i = 1; i < sorted.Length; i++)
            {
                if (elements.Compare(sorted[i - 1], elements, sorted[i]) == 0)
                    return Math.Max(sorted[i - 1], sorted[i]);
            }
            return -1;
        }
        finally
        {
            sortedElements = null;
            ArrayPool<int>.Shared.Return(rows);
        }
    }

    private static bool AreEqual(ScalarColumn elements, int x, int y) =>
        elements.IsNull(x) == elements.IsNull(y) && elements.BytesOf(x).SequenceEqual(elements.BytesOf(y));
}
