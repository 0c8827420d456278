using Dataset.Parquet.Values;

namespace Dataset.Parquet.Tests;

public class DictionaryBuilderTests
{
    /// <summary>
    /// Eight values of which seven are distinct take seven values and eight indexes of three bits: of 15 bytes each that is 108 of 120, a
    /// tenth less to the byte; of 14 each it is 101 of 112.
    /// </summary>
    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(16, true)]
    public void A_dictionary_has_to_save_a_tenth(int sizeInBytes, bool isMade)
    {
        using var dictionary = DictionaryBuilder.TryBuild(new Keys(sizeInBytes), 0, 8, []);
        Assert.Equal(isMade, dictionary is not null);
        if (dictionary is not null)
        {
            Assert.Equal([0, 1, 2, 3, 4, 5, 6], dictionary.Entries.ToArray());
            Assert.Equal([0, 1, 2, 3, 4, 5, 6, 0], dictionary.Indexes.ToArray());
        }
    }

    /// <summary>Slots 0 to 6 and then again, all of one size.</summary>
    private readonly struct Keys(int sizeInBytes) : ISlotKeys
    {
        public ulong Hash(int slot) => (ulong)(slot % 7);

        public bool Same(int left, int right) => left % 7 == right % 7;

        public int PlainSizeInBytes(int slot) => sizeInBytes;
    }
}
