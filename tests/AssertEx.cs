namespace Xunit;

/// <summary>What the assertions of xunit leave open.</summary>
internal static class AssertEx
{
    /// <summary>
    /// As <see cref="Assert.All{T}(IEnumerable{T}, Action{T})"/>, and there has to be an item: a check of nothing proves nothing.
    /// </summary>
    public static void All<T>(IEnumerable<T> items, Action<T> check)
    {
        var list = items.ToList();
        Assert.NotEmpty(list);
        Assert.All(list, check);
    }
}
