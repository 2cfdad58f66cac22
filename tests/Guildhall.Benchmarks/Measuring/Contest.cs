namespace Guildhall.Benchmarks.Measuring;

/// <summary>One thing to be measured: what it is called, how many operations one call does, and the call.</summary>
internal sealed record Entrant(string Name, int Operations, Action Body);

/// <summary>Nanoseconds per operation, one for each round.</summary>
internal sealed record Result(string Name, IReadOnlyList<double> Samples)
{
    public double Median => Samples.Order().ElementAt(Samples.Count / 2);

    public double Min => Samples.Min();

    public double Max => Samples.Max();
}

/// <summary>Measures several things in turn, round by round, so that a slow moment of the machine hits them alike.</summary>
internal static class Contest
{
    /// <summary>CPU time of this thread for each entrant; one unmeasured round first.</summary>
    public static IReadOnlyList<Result> Run(int rounds, params IReadOnlyList<Entrant> entrants)
    {
        var samples = entrants.Select(_ => new List<double>()).ToList();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < entrants.Count; i++)
            {
                var start = ThreadClock.Nanoseconds();
                entrants[i].Body();
                var sample = (ThreadClock.Nanoseconds() - start) / (double)entrants[i].Operations;
                if (round >= 0) samples[i].Add(sample);
            }
        }

        return [.. entrants.Select((entrant, i) => new Result(entrant.Name, samples[i]))];
    }
}
