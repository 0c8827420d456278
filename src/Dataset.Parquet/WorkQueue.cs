using System.Runtime.ExceptionServices;

namespace Dataset.Parquet;

/// <summary>
/// The one place that makes threads. Work runs on at most <see cref="Degree"/> threads at once, and what is made never depends on how many:
/// results come in the order of their items, and of several failures the one of the first item is thrown.
/// </summary>
/// <remarks>
/// Work may wait for other work of its own queue: what has not begun then runs on the thread that waits. So one queue serves a whole
/// command, whatever calls what, and <c>--jobs</c> is its degree.
/// </remarks>
internal sealed class WorkQueue
{
    private readonly TaskScheduler scheduler;
    private readonly TaskFactory factory;
    private readonly TaskFactory stepping;

    /// <param name="degree">Threads at once beside the calling one, at least 1.</param>
    /// <param name="cancellation">Stops what has not begun.</param>
    public WorkQueue(int degree, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        (Degree, Cancellation) = (degree, cancellation);
        scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, degree).ConcurrentScheduler;
        TaskFactory Of(TaskCreationOptions options) =>
            new(cancellation, TaskCreationOptions.DenyChildAttach | options, TaskContinuationOptions.None, scheduler);
        // Libraries of others that wait for their own tasks must not find them behind the work that waits.
        (factory, stepping) = (Of(TaskCreationOptions.HideScheduler), Of(TaskCreationOptions.None));
    }

    /// <summary>The degree where the user gives none: one thread for each processor.</summary>
    public static int DefaultDegree => Environment.ProcessorCount;

    public int Degree { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>A thread beside the queues, for what waits more than it works: the disk, or a library that may never return.</summary>
    public static Task<T> RunOnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits until a task has ended, whatever became of it.</summary>
    public static void Settle(Task task) =>
        task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();

    /// <summary>One piece of work.</summary>
    public Task<T> Run<T>(Func<T> work) => factory.StartNew(work);

    /// <summary>Long work in steps: at each <see cref="Task.Yield"/> it goes behind the work that waits.</summary>
    public Task<T> RunInSteps<T>(Func<Task<T>> work) => stepping.StartNew(work).Unwrap();

    /// <summary>Runs every index below the first that fails, then throws what that one has thrown.</summary>
    /// <exception cref="OperationCanceledException">The queue was cancelled.</exception>
    public void For(int count, Action<int> body)
    {
        if (Degree == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                Cancellation.ThrowIfCancellationRequested();
                body(i);
            }
            return;
        }
        var failures = new Exception?[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Degree, TaskScheduler = scheduler, CancellationToken = Cancellation };
        Parallel.For(0, count, options, (i, loop) =>
        {
            try
            {
                body(i);
            }
            catch (Exception failure)
            {
                failures[i] = failure;
                loop.Break();
            }
        });
        if (Array.Find(failures, failure => failure is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>Does the work for each item, several at once, and gives the results in the order of the items.</summary>
    /// <param name="items">Enumerated on the calling thread, a few items ahead of the result that is given.</param>
    /// <param name="work">Pure; on any thread. What it makes and the caller does not take is disposed of.</param>
    /// <param name="ahead">The most items that are begun beside the one whose result is given; null for two a thread.</param>
    public IEnumerable<TResult> InOrder<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work, int? ahead = null)
    {
        var begun = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                begun.Enqueue(Run(() => work(item)));
                if (begun.Count > (ahead ?? 2 * Degree))
                    yield return begun.Dequeue().GetAwaiter().GetResult();
            }
            while (begun.TryDequeue(out var next))
                yield return next.GetAwaiter().GetResult();
        }
        finally
        {
            // A caller that stops early must not leave work running that still reads pooled memory.
            foreach (var left in begun)
            {
                Settle(left);
                DisposeOf(left);
            }
        }
    }

    /// <summary>As <see cref="InOrder"/>, for a caller that must not block a thread.</summary>
    /// <inheritdoc cref="InOrder"/>
    public async IAsyncEnumerable<TResult> InOrderAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, int? ahead = null)
    {
        var begun = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                begun.Enqueue(Run(() => work(item)));
                if (begun.Count > (ahead ?? 2 * Degree))
                    yield return await begun.Dequeue().ConfigureAwait(false);
            }
            while (begun.TryDequeue(out var next))
                yield return await next.ConfigureAwait(false);
        }
        finally
        {
            foreach (var left in begun)
            {
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                DisposeOf(left);
            }
        }
    }

    private static void DisposeOf<T>(Task<T> ended)
    {
        if (ended.IsCompletedSuccessfully && ended.Result is IDisposable unused)
            unused.Dispose();
    }
}
