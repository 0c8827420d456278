namespace Dataset.Releases.Writing;

/// <summary>
/// One full batch at a time is encoded, over all tables of a build: while it is, each table fills its next one. So a build has one batch more
/// than it has tables in memory, however fast the sources are read.
/// </summary>
internal sealed class EncodingTurn : IDisposable
{
    private readonly SemaphoreSlim free = new(1);

    /// <summary>Waits until the batch before is encoded and written.</summary>
    /// <exception cref="OperationCanceledException">The build was stopped.</exception>
    public void Enter(CancellationToken cancellation) => free.Wait(cancellation);

    public void Leave() => free.Release();

    public void Dispose() => free.Dispose();
}
