using Dataset.Schemas;
using Dataset.Schemas.Reading;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dataset.Tests.Schemas;

public class MetadataSchemaTests
{
    private static readonly string Composed = MetadataSchema.Compose(
        FixtureSchemas.Read("notes"), [new MetadataList("claims", FixtureSchemas.Read("claims"))], FixtureSchemas.Read("paragraphs"));

    [Fact]
    public void The_composed_schema_is_the_approved_one() => Approved.Check("Schemas/notes.metadata.schema.json", Composed);

    [Theory]
    [InlineData("{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': []}", true)]
    [InlineData(
        "{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': ['ada'], 'rating': null, 'checked_at': null, 'claims': [], "
            + "'paragraphs': []}", true)]
    [InlineData(
        "{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': [], 'claims': [{'claim_id': 'a', 'value': 1, 'quote': 'q', "
            + "'quote_paragraph': 2}]}", true)]
    [InlineData(
        "{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': [], 'paragraphs': [{'begins': 'x', 'number': 2, 'role': "
            + "'headline'}, {'begins': 'y', 'role': null}]}", true)]
    [InlineData("{'written': '2020-05-01', 'finished': true, 'people': []}", false)]
    [InlineData("{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': ['Not a slug']}", false)]
    [InlineData("{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': [], 'text': 'derived'}", false)]
    [InlineData(
        "{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': [], 'claims': [{'claim_id': 'a', 'value': 1, 'quote': 'q', "
            + "'quote_start': 2}]}", false)]
    [InlineData("{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': [], 'paragraphs': [{'role': 'headline'}]}", false)]
    [InlineData(
        "{'title': 'T', 'written': '2020-05-01', 'finished': true, 'people': [], 'paragraphs': [{'begins': 'x', 'role': 'footnote'}]}",
        false)]
    public async Task Metadata_is_told_from_what_is_none(string metadata, bool isValid)
    {
        var schema = await JsonSchema.FromJsonAsync(Composed);
        Assert.Equal(isValid, schema.Validate(JObject.Parse(metadata)).Count == 0);
    }

    [Fact]
    public async Task A_record_of_many_documents_has_its_key_and_text_too()
    {
        var text = MetadataSchema.ComposeInFile(
            FixtureSchemas.Read("notes"), [], FixtureSchemas.Read("paragraphs"), "One line of notes.jsonl.");
        Assert.Contains("\"description\": \"One line of notes.jsonl. ", text, StringComparison.Ordinal);
        var schema = await JsonSchema.FromJsonAsync(text);
        Assert.Empty(
            schema.Validate(
                "{\"note_id\": \"a\", \"text\": \"One.\", \"title\": \"T\", \"written\": \"2020-05-01\", \"finished\": true, \"people\": "
                    + "[]}"));
        Assert.NotEmpty(schema.Validate("{\"title\": \"T\", \"written\": \"2020-05-01\", \"finished\": true, \"people\": []}"));
    }

    [Fact]
    public async Task A_record_of_a_line_or_row_is_no_list()
    {
        var schema = await JsonSchema.FromJsonAsync(
            MetadataSchema.ComposeRecord(FixtureSchemas.Read("people"), "One line of people.jsonl."));
        Assert.Empty(schema.Validate("{\"person_id\": \"ada\", \"names\": [\"Ada\"]}"));
        Assert.NotEmpty(schema.Validate("[{\"person_id\": \"ada\", \"names\": [\"Ada\"]}]"));
    }

    [Fact]
    public async Task A_file_of_records_is_a_list_of_them()
    {
        var schema = await JsonSchema.FromJsonAsync(MetadataSchema.ComposeRecords(FixtureSchemas.Read("people")));
        Assert.Empty(schema.Validate("[{\"person_id\": \"ada\", \"names\": [\"Ada\"]}]"));
        Assert.NotEmpty(schema.Validate("[{\"person_id\": \"ada\", \"names\": []}]"));
    }
}
