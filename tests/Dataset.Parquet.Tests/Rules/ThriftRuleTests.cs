using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

/// <summary>Footers in the bytes of Thrift's compact protocol; see the golden file for how to read them.</summary>
public class ThriftRuleTests
{
    [Theory]
    [InlineData("")] // Nothing.
    [InlineData("15")] // A field without its value.
    [InlineData("1580")] // A number that does not end.
    [InlineData("1502" + "F700")] // An unknown double (field 16) of one byte.
    public void PQ1101_a_structure_that_goes_on_after_its_bytes(string footer) => Refused(ParquetRules.ThriftEnds, footer);

    [Fact]
    public void PQ1102_structures_a_thousand_deep() =>
        Refused(ParquetRules.ThriftTooDeep, string.Concat(Enumerable.Repeat("AC", 1000)) + new string('0', 2002));

    [Fact]
    public void PQ1102_lists_a_thousand_deep() =>
        Refused(ParquetRules.ThriftTooDeep, "A9" + string.Concat(Enumerable.Repeat("19", 1000)) + "1500");

    [Theory]
    [InlineData("1502" + "58FFFFFFFF07" + "00")] // created_by of 2 GiB.
    [InlineData("1502" + "58FFFFFFFFFFFFFFFFFF01" + "00")] // created_by of 2^64 - 1 bytes.
    [InlineData("1502" + "19FCFFFFFFFF07" + "00")] // A schema of 2^31 - 1 elements.
    [InlineData("1502" + "19EC" + "00")] // A schema of 14 elements in one byte.
    [InlineData("1502" + "AB" + "FFFFFF07" + "55" + "00")] // An unknown map.
    [InlineData("1502" + "A9FC" + "FFFFFF07" + "00")] // An unknown list.
    public void PQ1103_a_length_beyond_the_bytes_left(string footer) => Refused(ParquetRules.ThriftTooLarge, footer);

    [Theory]
    [InlineData("15" + "8080808020")] // A version of 2^32.
    [InlineData("15" + "FFFFFFFFFFFFFFFFFFFF01")] // Eleven bytes.
    [InlineData("15" + "FFFFFFFFFFFFFFFFFF02")] // More than 64 bits.
    [InlineData("1502" + "06" + "01" + "00")] // A field of the id -1.
    [InlineData("1502" + "06" + "80800400")] // A field of the id 32,768.
    public void PQ1104_a_number_that_does_not_fit(string footer) => Refused(ParquetRules.ThriftNumber, footer);

    [Theory]
    [InlineData("16" + "02")] // version as 64 bits.
    [InlineData("1502" + "1C" + "0000")] // schema as a structure.
    [InlineData("1502" + "191500" + "00")] // schema as a list of numbers.
    [InlineData("1D00")] // The type 13.
    [InlineData("10")] // The type 0 with a field's distance.
    public void PQ1105_a_field_of_another_type(string footer) => Refused(ParquetRules.ThriftType, footer);

    [Theory]
    [InlineData("191C" + "1510")] // SchemaElement.type 8.
    [InlineData("191C" + "3506")] // repetition_type 3.
    [InlineData("191C" + "652C")] // converted_type 22.
    public void PQ1106_an_unknown_value_of_an_enumeration(string schema) => Refused(ParquetRules.ThriftEnum, "1502" + schema + "0000");

    [Theory]
    [InlineData("00")]
    [InlineData("1502" + "00")]
    [InlineData("1502" + "190C" + "1600" + "00")] // No row_groups.
    [InlineData("1502" + "191C" + "00")] // An element without a name.
    [InlineData("1502" + "191C" + "4801" + "61" + "6C" + "00")] // A logical type without a member.
    [InlineData("1502" + "190C" + "1600" + "191C" + "00")] // A row group without columns.
    public void PQ1107_a_required_field_that_is_missing(string footer) => Refused(ParquetRules.ThriftMissing, footer);

    [Fact]
    public void PQ1108_a_field_twice() => Refused(ParquetRules.ThriftRepeated, "1502" + "0502" + "02" + "00");

    [Fact]
    public void PQ1109_a_name_that_is_not_utf8() => Refused(ParquetRules.ThriftText, "1502" + "191C" + "4802" + "C328" + "0000");

    [Fact]
    public void PQ1110_a_field_that_nobody_knows()
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFooter = footer => [.. footer[..^1], 0x75, 0x02, 0x00]; // Field 7 + 7, a number.
        Refuses.StrictlyAlone(ParquetRules.ThriftCanonical, forge.Build());
    }

    [Fact]
    public void PQ1110_a_number_in_more_bytes_than_it_needs()
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFooter = footer => [0x15, 0x82, 0x00, .. footer[2..]];
        Refuses.StrictlyAlone(ParquetRules.ThriftCanonical, forge.Build());
    }

    private static void Refused(ParquetRule rule, string footer) => Refuses.Always(rule, Forge.WithFooter(Convert.FromHexString(footer)));
}
