using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>A Cost and Usage Report, or a data export, that an account has defined (aws-operations.md A.11).</summary>
internal sealed record ReportDefinition : IRecord
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }

    /// <summary>The definition as it was sent, a JSON object.</summary>
    public required string Definition { get; init; }

    /// <summary>The ARN of a data export; none for a Cost and Usage Report.</summary>
    public string? Export { get; init; }

    /// <summary>When a data export was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is delivered next. A definition of an older data file has none yet: it is delivered at once.</summary>
    public DateTimeOffset DeliversAt { get; init; }

    /// <summary>When it was delivered last; none before the first time.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>How the last attempt ended, in AWS's words; none before the first.</summary>
    public string? Status { get; init; }

    /// <summary>The highest number of what the last delivery knew of bills.</summary>
    public long Known { get; init; }

    public static string IdOf(string account, string name) => account + "/" + name;

    /// <summary>Names have no slash: an export may be called as a report is.</summary>
    public static string IdOfExport(string account, string name) => account + "/export/" + name;
}

/// <summary>A region that an account has switched on or off.</summary>
internal sealed record RegionChoice(string Id, bool Enabled) : IRecord
{
    public static string IdOf(string account, string region) => account + "/" + region;
}

/// <summary>A managed policy of an account's own.</summary>
internal sealed record OwnPolicy : IRecord
{
    /// <summary>Its ARN.</summary>
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string UniqueId { get; init; }
    public required string Document { get; init; }
    public string? Description { get; init; }
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public required DateTimeOffset CreatedAt { get; init; }
}
