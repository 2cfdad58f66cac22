using Guildhall.SimulatedAws.Simulation;

namespace Guildhall.SimulatedAws;

/// <summary>How the simulation behaves. The defaults are those of aws-operations.md A and G.</summary>
public sealed record SimulationOptions
{
    /// <summary>The SQLite file that keeps the world; <c>:memory:</c> keeps nothing.</summary>
    public required string DataFile { get; init; }

    /// <summary>Where a new world's ids start; the same seed gives the same ids. Ignored when the file already holds a world.</summary>
    public ulong? Seed { get; init; }

    /// <summary>From CreateAccount to its outcome.</summary>
    public TimeSpan CreationTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From CloseAccount to the state CLOSED.</summary>
    public TimeSpan ClosingTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long CreateAccount answers FinalizingOrganizationException after CreateOrganization (A.12: seconds to an hour).</summary>
    public TimeSpan FinalizingTime { get; init; } = TimeSpan.Zero;

    /// <summary>How long a new role cannot be assumed (A.12: up to minutes).</summary>
    public TimeSpan RoleDelay { get; init; } = TimeSpan.Zero;

    /// <summary>From DeleteServiceLinkedRole to its outcome.</summary>
    public TimeSpan RoleDeletionTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From PutReportDefinition to the first delivery of the report (vendor-integration.md 15.1: within a day).</summary>
    public TimeSpan FirstReport { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Whether accounts and organizational units carry their paths; old endpoints do not.</summary>
    public bool ListPaths { get; init; } = true;

    /// <summary>Whether accounts carry the member <c>Status</c>, announced to disappear on 9 September 2026 (aws-operations.md 0.1).</summary>
    public bool ListStatus { get; init; }

    /// <summary>How often, 0 to 1, a list answers with an empty page and a token, as AWS may (A.2).</summary>
    public double EmptyPages { get; init; }

    /// <summary>The quotas on calls; none when absent.</summary>
    public ThrottleTable? Throttle { get; init; }

    /// <summary>How many accounts a new organization may have, the management account included.</summary>
    public int AccountQuota { get; init; } = 10;

    /// <summary>How many delegated administrators a service may have (A.7: not documented; 5, or 1 to try the other reading).</summary>
    public int DelegatedAdministrators { get; init; } = 5;
}
