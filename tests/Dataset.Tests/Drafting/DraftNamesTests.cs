using Dataset.Drafting;

namespace Dataset.Tests.Drafting;

public class DraftNamesTests
{
    [Theory]
    [InlineData("Sepal.Length", "sepal_length")]
    [InlineData("Country Name", "country_name")]
    [InlineData("Größe (m²)", "grosse_m")]
    [InlineData("Ángel Núñez", "angel_nunez")]
    [InlineData("Ấn Độ", "an_o")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("2021", "column_2021")]
    [InlineData("名前", "column")]
    public void A_name_keeps_the_letters_and_digits_of_ASCII_and_those_under_accents(string text, string name) =>
        Assert.Equal(name, new DraftNames('_').Make(text, "column"));

    [Fact]
    public void No_name_is_given_twice()
    {
        var names = new DraftNames('-');
        Assert.Equal(["a-b", "a-b-2", "a-b-3"], new[] { "A b", "a.b", "Á b" }.Select(t => names.Make(t, "x")));
    }
}
