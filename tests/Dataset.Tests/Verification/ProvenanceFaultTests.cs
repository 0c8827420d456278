using Dataset.Files;
using Dataset.Releases.Provenance;

namespace Dataset.Tests.Verification;

/// <summary>Statements of another form, about other files, or of another build.</summary>
public class ProvenanceFaultTests
{
    private readonly TestRelease release = TestReleases.Tiny();
    private readonly List<ProvenanceSubject> subjects;

    public ProvenanceFaultTests() => subjects = [.. ProvenanceStatement.ReadSubjects(release.Files["provenance.json"], "p", new())!];

    [Fact]
    public void The_statement_names_SHA256SUMS_and_every_file_in_it()
    {
        Assert.Equal(release.Files.Keys.Where(p => p != "provenance.json"), subjects.Select(s => s.Name.Value));
        AssertEx.All(subjects, s => Assert.Equal(Digest.Of(release.Files[s.Name.Value]), s.Digest));
    }

    [Theory]
    [InlineData("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1")]
    [InlineData(
        "\"predicateType\": \"https://slsa.dev/provenance/v1\"", "\"predicateType\": \"https://slsa.dev/provenance/v0.2\"")]
    [InlineData("\"name\": \"AUTHOR.md\"", "\"name\": \"../AUTHOR.md\"")]
    [InlineData("\"_type\"", "\"extra\": 1, \"_type\"")]
    [InlineData("\"_type\"", "\"subject\": [], \"_type\"")]
    public void DS7001_another_form_is_found(string old, string @new)
    {
        release.Replace("provenance.json", old, @new);
        Approved.Findings(release.Verify(), $"{old} | {@new}");
    }

    [Theory]
    [InlineData("\"sha512\": \"", "a subject's digest to have the member \"sha256\", found none of that name.")]
    [InlineData("\"sha1\": \"00\", \"sha256\": \"", "a subject's digest to have no members but sha256, found \"sha1\".")]
    [InlineData("\"sha256\": \"0", "64 lower-case hex digits for \"sha256\" of a subject's digest, found \"0")]
    public void DS7001_another_digest_is_found_in_each_subject(string digest, string expected)
    {
        release.Replace("provenance.json", "\"sha256\": \"", digest);
        var findings = release.Verify();
        Assert.Contains(findings, l => l.Contains("error DS7001: Expected " + expected, StringComparison.Ordinal));
        AssertEx.All(findings, l => Assert.StartsWith("r/provenance.json", l, StringComparison.Ordinal));
    }

    [Fact]
    public void DS7002_a_subject_missing_is_found()
    {
        Write(subjects.Where(s => s.Name.Value != "data/t.csv"));
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS7002_SHA256SUMS_missing_among_the_subjects_is_found()
    {
        // Nothing else names it, so a statement without it would leave it open.
        Write(subjects.Where(s => s.Name.Value != "SHA256SUMS"));
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS7002_a_subject_too_many_is_found()
    {
        Write(subjects.Append(new(RelativePath.Parse("zzz"), Digest.OfNothing)));
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS7002_a_subject_twice_is_found()
    {
        Write(subjects.Append(subjects[^1]));
        Approved.Findings(release.Verify());
    }

    [Fact]
    public void DS7002_no_subjects_at_all_are_found()
    {
        Write([]);
        Approved.Findings(release.Verify());
    }

    [Theory]
    [InlineData("AUTHOR.md", 10)]
    [InlineData("SHA256SUMS", 40)]
    public void DS7003_a_wrong_digest_of_a_subject_is_blamed_on_the_statement(string path, int line)
    {
        Write(subjects.Select(s => s.Name.Value == path ? s with { Digest = Digest.OfNothing } : s));
        var finding = Assert.Single(release.Findings());
        Assert.Equal("DS7003", finding.Rule.Id);
        Assert.Equal(new("r/provenance.json", line - 6, 5), finding.Location);
        Assert.Contains($" for {path}, as the file is, found ", finding.Message, StringComparison.Ordinal);
        Assert.Contains(Digest.OfNothing.ToString(), finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DS7004_another_build_is_found()
    {
        release.Files["provenance.json"] = ProvenanceStatement.Write(
            release.Manifest with { Version = new(2, 0, 0) }, release.Files["SHA256SUMS"]);
        Assert.Contains(
            "error DS7004: Expected \"1.0.0\\\",\", found \"2.0.0\\\",\".".Replace("\\\"", "\"", StringComparison.Ordinal),
            Assert.Single(release.Verify()), StringComparison.Ordinal);

        release.Files["provenance.json"] = ProvenanceStatement.Write(release.Manifest with { Sources = [] }, release.Files["SHA256SUMS"]);
        Assert.Contains("error DS7004: ", Assert.Single(release.Verify()), StringComparison.Ordinal);
    }

    [Fact]
    public void DS7004_subjects_in_another_order_or_other_white_space_are_found()
    {
        release["provenance.json"] = release["provenance.json"] + "\n";
        Assert.Contains(
            "error DS7004: Expected the end of the file, found the end of the line.", Assert.Single(release.Verify()),
            StringComparison.Ordinal);
    }

    private void Write(IEnumerable<ProvenanceSubject> about) => release.Files["provenance.json"] = ProvenanceStatement.Write(
        release.Manifest, about);
}
