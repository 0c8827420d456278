using Dataset.Diagnostics;
using Dataset.Sources.Binding;
using Dataset.Sources.Reading;
using Dataset.Syntax;

namespace Dataset.Sources.Locating;

/// <summary>Finds values in the metadata files of a folder's documents, whose nodes it keeps.</summary>
internal sealed class FolderLocator(SourceContext context) : MapLocator(context)
{
    private readonly List<(SourceMap Metadata, string TextPath)> documents = [];

    public void Add(SourceMap metadata, string textDisplayPath) => documents.Add((metadata, textDisplayPath));

    public override Location LocateText(int document) => new(documents[document].TextPath);

    protected override SourceMap? RecordOf(int row) => documents[row].Metadata;

    protected override Location PlaceOf(int row) => documents[row].Metadata.Location;

    /// <summary>What is derived comes from the text's file, its name or its bytes.</summary>
    protected override Location WithoutKey(int row, string? column) =>
        column is not null && Context.Plan.IsDerived(column) ? LocateText(row) : PlaceOf(row);
}
