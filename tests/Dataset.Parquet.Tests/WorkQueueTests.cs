using System.Collections.Concurrent;

namespace Dataset.Parquet.Tests;

/// <summary>What <see cref="WorkQueue"/> promises, for any degree. Nothing here waits for time to pass.</summary>
public sealed class WorkQueueTests
{
    public static TheoryData<int> Degrees => [1, 2, 5];

    [Theory]
    [MemberData(nameof(Degrees))]
    public async Task Results_come_in_the_order_of_the_items(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        var items = Enumerable.Range(0, 500);
        Assert.Equal(items.Select(i => i * i), work.InOrder(items, i => i * i));
        var found = new List<int>();
        await foreach (var square in work.InOrderAsync(items, i => i * i))
            found.Add(square);
        Assert.Equal(items.Select(i => i * i), found);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void No_more_threads_than_the_degree_work_at_once(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        var (now, most) = (0, 0);
        int Count(int item)
        {
            var here = Interlocked.Increment(ref now);
            for (var seen = most; here > seen; seen = most)
                Interlocked.CompareExchange(ref most, here, seen);
            Thread.Yield();
            Interlocked.Decrement(ref now);
            return item;
        }
        Assert.Equal(2_000, work.InOrder(Enumerable.Range(0, 2_000), Count).Count());
        work.For(2_000, i => Count(i));
        Assert.InRange(most, 1, degree);
    }

    [Fact]
    public void As_many_threads_as_the_degree_work_at_once()
    {
        // Each waits for the other: one thread alone would wait for ever.
        using var both = new Barrier(2);
        var work = new WorkQueue(2, CancellationToken.None);
        Assert.Equal([true, true], work.InOrder([0, 1], _ => both.SignalAndWait(TimeSpan.FromMinutes(1))));
        work.For(2, _ => Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1))));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 3)]
    [InlineData(4, 0)]
    public void Items_are_taken_no_further_ahead_than_is_said(int degree, int ahead)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        var taken = 0;
        var given = 0;
        foreach (var _ in work.InOrder(Enumerable.Range(0, 50).Select(i => taken = i), i => i, ahead))
            Assert.InRange(taken - given++, 0, ahead);
        Assert.Equal(50, given);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public async Task The_failure_of_the_first_item_is_thrown_whichever_thread_was_first(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        static int FailFrom7(int item) => item < 7 ? item : throw new InvalidOperationException($"{item}");
        for (var round = 0; round < 50; round++)
        {
            var given = new List<int>();
            Assert.Equal("7", Assert.Throws<InvalidOperationException>(() => given.AddRange(work.InOrder(Items(), FailFrom7))).Message);
            Assert.Equal("7", Assert.Throws<InvalidOperationException>(() => work.For(40, i => FailFrom7(i))).Message);
        }
        var before = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in work.InOrderAsync(Items(), FailFrom7))
                before.Add(item);
        });
        Assert.Equal("7", failure.Message);
        Assert.Equal(Enumerable.Range(0, 7), before);

        static IEnumerable<int> Items() => Enumerable.Range(0, 40);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public async Task What_was_made_and_not_taken_is_disposed_of(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        var open = new ConcurrentDictionary<int, bool>();
        foreach (var first in work.InOrder(Enumerable.Range(0, 20), i => new Held(i, open)))
        {
            first.Dispose();
            break;
        }
        Assert.Empty(open);
        await foreach (var first in work.InOrderAsync(Enumerable.Range(0, 20), i => new Held(i, open)))
        {
            first.Dispose();
            break;
        }
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void A_cancelled_queue_begins_nothing(int degree)
    {
        var work = new WorkQueue(degree, new CancellationToken(canceled: true));
        var begun = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => work.For(100, _ => begun++));
        Assert.ThrowsAny<OperationCanceledException>(() => work.InOrder(Enumerable.Range(0, 100), _ => begun++).Count());
        Assert.ThrowsAny<OperationCanceledException>(() => work.Run(() => begun++).GetAwaiter().GetResult());
        Assert.Equal(0, begun);
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public async Task Work_may_wait_for_work_of_its_own_queue(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        long Sum(int depth)
        {
            if (depth == 0)
                return 1;
            var sums = new long[3];
            work.For(3, i => sums[i] = work.InOrder([1, 2], _ => Sum(depth - 1), ahead: 1).Sum());
            return sums.Sum();
        }
        Assert.Equal(6 * 6 * 6, await work.Run(() => Sum(3)));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public async Task Work_in_steps_makes_room_for_other_work(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        using var other = new ManualResetEventSlim();
        var longWork = Enumerable.Range(0, degree).Select(_ => work.RunInSteps(async () =>
        {
            // It ends only when the other work has run, for which each thread of the queue is taken otherwise.
            while (!other.IsSet)
                await Task.Yield();
            return true;
        })).ToArray();
        Assert.True(await work.Run(() =>
        {
            other.Set();
            return true;
        }));
        Assert.Equal(degree, (await Task.WhenAll(longWork)).Count(ended => ended));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public async Task Work_may_block_on_libraries_that_await(int degree)
    {
        var work = new WorkQueue(degree, CancellationToken.None);
        static async Task<int> Library(int item)
        {
            await Task.Yield();
            return item;
        }
        var all = Enumerable.Range(0, 20).Select(i => work.Run(() => Library(i).GetAwaiter().GetResult()));
        Assert.Equal(Enumerable.Range(0, 20), await Task.WhenAll(all));
    }

    [Fact]
    public async Task A_thread_of_its_own_is_none_of_the_pool() =>
        Assert.False(await WorkQueue.RunOnOwnThread(() => Thread.CurrentThread.IsThreadPoolThread));

    private sealed class Held : IDisposable
    {
        private readonly int item;
        private readonly ConcurrentDictionary<int, bool> open;

        public Held(int item, ConcurrentDictionary<int, bool> open)
        {
            (this.item, this.open) = (item, open);
            open[item] = true;
        }

        public void Dispose() => open.TryRemove(item, out _);
    }
}
