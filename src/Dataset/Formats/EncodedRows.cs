namespace Dataset.Formats;

/// <summary>Rows in a format's bytes, on their way to a file; disposing of them gives their memory back.</summary>
public abstract class EncodedRows : IDisposable
{
    public abstract long SizeInBytes { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
