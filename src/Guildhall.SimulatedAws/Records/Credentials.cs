namespace Guildhall.SimulatedAws.Records;

/// <summary>A long-term access key of a user, or of the root user when no user is named. The id is the access key id.</summary>
internal sealed record AccessKey(string Id, string Secret, string AccountId, string? UserName, bool Active, DateTimeOffset CreatedAt) : IRecord
{
    public string Owner => OwnerOf(AccountId, UserName);

    public static string OwnerOf(string accountId, string? userName) => userName is null ? accountId : Names.Of(accountId, userName);
}

/// <summary>Temporary credentials of a role's session. The id is the access key id.</summary>
internal sealed record RoleSession : IRecord
{
    public required string Id { get; init; }
    public required string Secret { get; init; }
    public required string Token { get; init; }
    public required string AccountId { get; init; }
    public required string RoleName { get; init; }
    public required string SessionName { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the session may do at most, a JSON document; null for all that the role may.</summary>
    public string? Policy { get; init; }

    /// <summary>When the record may go: a day after expiry, so that until then the answer is "expired" and not "unknown".</summary>
    public DateTimeOffset ForgottenAt => ExpiresAt.AddDays(1);
}
