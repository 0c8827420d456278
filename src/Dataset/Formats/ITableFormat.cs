using Dataset.Schemas;

namespace Dataset.Formats;

/// <summary>One of the forms that a release's tables are written in.</summary>
public interface ITableFormat
{
    /// <summary>The ending of its files, without the dot: <c>jsonl</c>.</summary>
    string Extension { get; }

    /// <summary>The media type of its files.</summary>
    string MediaType { get; }

    /// <summary>The encoder of a table's rows; it holds no state, and any number of threads may use it at once.</summary>
    ITableEncoder CreateEncoder(TableSchema schema);

    /// <summary>Opens a file for reading from its start to its end.</summary>
    /// <param name="file">The file, seekable, from its start; the reader owns it.</param>
    /// <param name="displayPath">The file as findings name it.</param>
    /// <param name="schema">The columns that the file must have.</param>
    /// <exception cref="MalformedTableException">The file is not of this form, at once or while it is read.</exception>
    ITableReader OpenReader(Stream file, string displayPath, TableSchema schema);
}
