namespace Dataset.Parquet.Reading;

/// <summary>
/// How much memory a row group may decode to. A few bytes can claim billions of nulls, or a text of a megabyte a million
/// times; that is refused before it is allocated.
/// </summary>
internal sealed class DecodeBudget(long limit, Place rowGroup)
{
    private long taken;

    /// <exception cref="ParquetException">The limit is passed.</exception>
    public void Take(long bytes)
    {
        if (bytes > limit || Interlocked.Add(ref taken, bytes) > limit)
            throw rowGroup.Fault(
                ParquetRules.DecodedSize, $"expected a row group that decodes to at most {limit} bytes, found one that claims more");
    }
}
