namespace Dataset.Parquet.Tests.Building;

/// <summary>Asserts that a file is refused for one reason, and that the message says what a person needs.</summary>
internal static class Refuses
{
    /// <summary>Whether it is read strictly or not.</summary>
    public static ParquetException Always(ParquetRule rule, byte[] file)
    {
        Leniently(rule, file);
        return Strictly(rule, file);
    }

    public static ParquetException Leniently(ParquetRule rule, byte[] file, ParquetReaderOptions? options = null)
    {
        var fault = Assert.Throws<ParquetException>(() => TestFile.Verify(file, options ?? ParquetReaderOptions.Default));
        Assert.True(fault.Rule == rule, $"Expected {rule.Id} ({rule.Title}), found: {fault.Message}\n{fault.StackTrace}");
        Assert.StartsWith($"byte {fault.Offset}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("expected", fault.Detail, StringComparison.Ordinal);
        Assert.Contains("found", fault.Detail, StringComparison.Ordinal);
        Assert.InRange(fault.Offset, 0, file.Length);
        return fault;
    }

    public static ParquetException Strictly(ParquetRule rule, byte[] file) => Leniently(rule, file, ParquetReaderOptions.Strict);

    /// <summary>What a strict reader refuses, and any other takes as it is.</summary>
    public static void StrictlyAlone(ParquetRule rule, byte[] file)
    {
        TestFile.Verify(file, ParquetReaderOptions.Default);
        Strictly(rule, file);
    }
}
