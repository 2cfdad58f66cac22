namespace Guildhall.SimulatedAws.Records;

/// <summary>A symmetric key of KMS (aws-operations.md names the service, security.md S-14 its use).</summary>
internal sealed record KmsKey : IRecord
{
    /// <summary>A UUID.</summary>
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public string Description { get; init; } = "";

    /// <summary>32 bytes in base64, which no answer tells.</summary>
    public required string Material { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public string Arn => $"arn:aws:kms:us-east-1:{AccountId}:key/{Id}";
}
