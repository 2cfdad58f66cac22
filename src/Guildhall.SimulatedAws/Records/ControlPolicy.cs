using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>A service control policy that an organization has made.</summary>
internal sealed record ControlPolicy : IRecord
{
    public required string Id { get; init; }
    public required string OrganizationId { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>As it was sent, character for character: white space counts (aws-operations.md A.8).</summary>
    public required string Content { get; init; }
}

/// <summary>The policies attached to a root, unit or account. One without a record has AWS's own that allows everything.</summary>
internal sealed record Attachments(string Id, string OrganizationId, ImmutableList<string> Policies) : IRecord;
