namespace Dataset.Tables;

/// <summary>Runs work on at most so many threads at once. What is made never depends on how many.</summary>
internal sealed class WorkQueue
{
    private readonly TaskFactory factory;

    /// <param name="degree">Threads at once, at least 1.</param>
    /// <param name="cancellation">Stops what has not begun.</param>
    public WorkQueue(int degree, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        (Degree, Cancellation) = (degree, cancellation);
        factory = new(
            cancellation, TaskCreationOptions.DenyChildAttach, TaskContinuationOptions.None,
            new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, degree).ConcurrentScheduler);
    }

    public int Degree { get; }

    public CancellationToken Cancellation { get; }

    public Task<T> Run<T>(Func<T> work) => factory.StartNew(work);

    /// <summary>Does the work for each item, several at once, and gives the results in the order of the items.</summary>
    /// <param name="items">Enumerated on the calling thread, a few items ahead of the result that is given.</param>
    /// <param name="work">Pure; on any thread.</param>
    public IEnumerable<TResult> InOrder<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work)
    {
        var ahead = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                ahead.Enqueue(Run(() => work(item)));
                if (ahead.Count > 2 * Degree)
                    yield return ahead.Dequeue().GetAwaiter().GetResult();
            }
            while (ahead.TryDequeue(out var next))
                yield return next.GetAwaiter().GetResult();
        }
        finally
        {
            // A caller that stops early must not leave work running that still reads pooled memory.
            foreach (var left in ahead)
                ((IAsyncResult)left).AsyncWaitHandle.WaitOne();
        }
    }
}
