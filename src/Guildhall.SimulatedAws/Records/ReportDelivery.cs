namespace Guildhall.SimulatedAws.Records;

/// <summary>
/// One delivery of a report for one month: enough to make its files from, which are not kept (aws-operations.md C.3, C.7). Everything that is told of bills has a
/// number, and a delivery knows what had one when it was made, so that its files stay what they were.
/// </summary>
internal sealed record ReportDelivery : IRecord
{
    /// <summary>The assembly's id: a new one for each delivery.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the definition it was made for.</summary>
    public required string Report { get; init; }
    public required string ReportName { get; init; }

    /// <summary>The ARN of the data export that it is of; none for a Cost and Usage Report.</summary>
    public string? Export { get; init; }
    public required string AccountId { get; init; }
    public required string PayerId { get; init; }

    /// <summary>The organization that is billed together; none for an account of its own.</summary>
    public string? OrganizationId { get; init; }
    public required string Bucket { get; init; }

    /// <summary>Where the report's months are: the prefix and the name, with a slash behind.</summary>
    public required string Root { get; init; }

    /// <summary>The first day of its month.</summary>
    public required DateOnly Month { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The highest number of what it knows.</summary>
    public required long Known { get; init; }

    /// <summary>How many files of lines it has.</summary>
    public required int Parts { get; init; }

    /// <summary>Each delivery takes the place of the one before, without a folder of its own.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Lines name their resources.</summary>
    public bool Resources { get; init; }

    /// <summary>What is broken about it; null when nothing is.</summary>
    public string? Damage { get; init; }

    public string Series => SeriesOf(Report, Month);

    /// <summary>The deliveries of one report for one month.</summary>
    public static string SeriesOf(string report, DateOnly month) => $"{report}/{month:yyyyMM}";
}
