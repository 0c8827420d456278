using System.Runtime.ExceptionServices;

namespace Dataset.Parquet;

/// <summary>Loops over columns on several threads, with failures that do not depend on which thread was first.</summary>
internal static class InParallel
{
    /// <summary>Runs every index; then throws what the lowest index that failed has thrown, if one did.</summary>
    public static void For(int count, int maxDegreeOfParallelism, Action<int> body)
    {
        if (maxDegreeOfParallelism == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
                body(i);
            return;
        }
        var failures = new Exception?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism }, i =>
        {
            try
            {
                body(i);
            }
            catch (Exception failure)
            {
                failures[i] = failure;
            }
        });
        if (Array.Find(failures, failure => failure is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }
}
