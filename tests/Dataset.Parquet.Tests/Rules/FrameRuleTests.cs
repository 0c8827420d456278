using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

public class FrameRuleTests
{
    [Fact]
    public void PQ1001_a_file_shorter_than_its_frame()
    {
        Refuses.Always(ParquetRules.TooShort, []);
        Refuses.Always(ParquetRules.TooShort, [.. "PAR1"u8, 0, 0, 0, .. "PAR1"u8]);
    }

    [Fact]
    public void PQ1002_another_start()
    {
        var fault = Refuses.Always(ParquetRules.NoMagicAtStart, [.. "PK\x03\x04"u8, .. Sample.File.AsSpan(4)]);
        Assert.Equal(0, fault.Offset);
        Assert.Contains("504B0304", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PQ1003_another_end() => Refuses.Always(ParquetRules.NoMagicAtEnd, Sample.File[..^1]);

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFF_FFFFu)]
    public void PQ1004_a_footer_longer_than_the_file(uint length) => Refuses.Always(
        ParquetRules.FooterOutsideFile, WithLength(Sample.File, length));

    [Fact]
    public void PQ1004_a_footer_that_reaches_over_the_first_magic() =>
        Refuses.Always(ParquetRules.FooterOutsideFile, WithLength(Sample.File, (uint)Sample.File.Length - 11));

    [Fact]
    public void PQ1005_a_footer_above_the_limit() =>
        Refuses.Leniently(ParquetRules.FooterTooLong, Sample.File, new() { MaxFooterSizeInBytes = 100 });

    [Fact]
    public void PQ1006_a_footer_with_bytes_after_its_structure()
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFooter = footer => [.. footer, 0];
        Refuses.Always(ParquetRules.FooterNotConsumed, forge.Build());
    }

    private static byte[] WithLength(byte[] file, uint length)
    {
        var copy = (byte[])file.Clone();
        BitConverter.TryWriteBytes(copy.AsSpan(copy.Length - 8), length);
        return copy;
    }
}
