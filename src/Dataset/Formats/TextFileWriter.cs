namespace Dataset.Formats;

/// <summary>A file of a text format: a head, then rows, then nothing.</summary>
internal sealed class TextFileWriter : ITableFileWriter
{
    private readonly Stream output;

    public TextFileWriter(Stream output, ReadOnlySpan<byte> head)
    {
        this.output = output;
        output.Write(head);
    }

    public void Append(EncodedRows rows) => output.Write(((EncodedText)rows).Bytes.Span);

    public void Finish()
    {
    }
}
