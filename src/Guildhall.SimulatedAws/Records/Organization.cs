using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>An organization with its one root, the services it trusts and the administrators it named for them.</summary>
internal sealed record Organization : IRecord
{
    public required string Id { get; init; }
    public required string RootId { get; init; }
    public required string ManagementAccountId { get; init; }
    public required FeatureSet FeatureSet { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required int AccountQuota { get; init; }
    public ImmutableList<ServiceAccess> ServiceAccess { get; init; } = [];
    public ImmutableList<Delegation> Delegations { get; init; } = [];

    /// <summary>Service control policies were switched off; with all features they are on from the start (aws-operations.md A.5).</summary>
    public bool ServiceControlsOff { get; init; }

    public bool HasServiceControls => FeatureSet == FeatureSet.ALL && !ServiceControlsOff;

    public bool Trusts(string servicePrincipal) => ServiceAccess.Any(access => access.Principal == servicePrincipal);
}

internal sealed record ServiceAccess(string Principal, DateTimeOffset EnabledAt);

internal sealed record Delegation(string AccountId, string Principal, DateTimeOffset RegisteredAt);

internal enum FeatureSet
{
    ALL,
    CONSOLIDATED_BILLING,
}
