using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>An IAM user of an account. Names differ by more than their case (IAM quotas page), so the id is in lower case.</summary>
internal sealed record User : IRecord
{
    public string Id => Names.Of(AccountId, Name);
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string Path { get; init; }
    public required string UniqueId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public Permissions Permissions { get; init; } = Permissions.None;
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string Arn => $"arn:aws:iam::{AccountId}:user{Path}{Name}";
}
