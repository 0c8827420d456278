using Dataset.Schemas;

namespace Dataset.Formats.Guided;

/// <summary>A format whose files can be held against rows without being decoded.</summary>
internal interface ITextFormat
{
    /// <summary>Opens a file.</summary>
    /// <param name="file">The file, from its start; the reader owns it.</param>
    /// <param name="schema">The columns that it should have.</param>
    GuidedText OpenGuided(Stream file, TableSchema schema);
}
