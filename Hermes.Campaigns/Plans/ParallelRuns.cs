namespace Hermes.Campaigns.Plans;

/// <summary>Runs cases on a few threads, in their order.</summary>
internal static class ParallelRuns
{
    /// <summary>Runs cases until there are no more, or it is over.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="run">Runs one.</param>
    /// <param name="threads">How many run at a time.</param>
    /// <param name="done">Told of each result, one at a time.</param>
    /// <param name="isOver">Whether no further case is begun; null for never.</param>
    /// <param name="cancellationToken">Gives the rest up.</param>
    /// <returns>The results of what was run, in the order of the cases.</returns>
    public static IReadOnlyList<TResult> Run<TCase, TResult>(
        IReadOnlyList<TCase> cases,
        Func<TCase, TResult> run,
        int threads,
        Action<TResult>? done = null,
        Func<bool>? isOver = null,
        CancellationToken cancellationToken = default)
        where TResult : class
    {
        var results = new TResult?[cases.Count];
        var telling = new Lock();
        var taken = -1;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            _ =>
            {
                while (isOver?.Invoke() is not true && Interlocked.Increment(ref taken) is var index && index < cases.Count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var result = run(cases[index]);
                    results[index] = result;
                    lock (telling)
                    {
                        done?.Invoke(result);
                    }
                }
            });
        return [.. results.OfType<TResult>()];
    }
}
