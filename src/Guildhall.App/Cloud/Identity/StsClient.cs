using System.Globalization;
using System.Xml.Linq;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Cloud.Protocols;
using Guildhall.Domain;
using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud.Identity;

/// <summary>Whose key it is.</summary>
public sealed record CallerIdentity(AccountId Account, string Arn, string UserId)
{
    /// <summary>A root key works but is discouraged (decisions.md 26).</summary>
    public bool IsRoot => Arn.EndsWith(":root", StringComparison.Ordinal);
}

/// <summary>A role taken on: its key and until when it works. Take it on again five minutes before.</summary>
public sealed record AssumedRole(SigningCredentials Credentials, DateTimeOffset Expires);

/// <summary>Which role to take on. aws-operations.md A.3.</summary>
/// <param name="SessionName">2 to 64 of <c>\w+=,.@-</c>: stands in AWS's audit trail.</param>
/// <param name="ExternalId">The secret word of the role's trust policy, when it asks for one.</param>
/// <param name="Duration">15 minutes to 12 hours; one hour at most when called as a role.</param>
public sealed record RoleRequest(string RoleArn, string SessionName, string? ExternalId, TimeSpan Duration)
{
    /// <summary>What the session may do at most, as JSON; null for all that the role may.</summary>
    public string? Policy { get; init; }
}

/// <summary>STS. Each method is one call, tried again by the connection's rule. aws-operations.md A.3.</summary>
public sealed class StsClient(AwsConnection connection)
{
    private readonly QueryApi _api = new(connection, AwsService.Sts, "2011-06-15");

    /// <summary>Proves the key; no permission is needed for it.</summary>
    public Task<CloudAnswer<CallerIdentity>> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
        _api.CallAsync(
            "GetCallerIdentity",
            [],
            result => OrganizationIds.IsAccount(Text(result, "Account")) && Text(result, "Arn") is { } arn && Text(result, "UserId") is { } user
                ? new CallerIdentity(new AccountId(Text(result, "Account")!), arn, user)
                : null,
            cancellationToken);

    /// <summary>
    /// <see cref="CloudTrouble.Denied"/> for a missing role, a missing permission and a wrong external id alike: AWS does not tell them apart.
    /// </summary>
    public Task<CloudAnswer<AssumedRole>> AssumeRoleAsync(RoleRequest role, CancellationToken cancellationToken)
    {
        List<(string, string)> parameters =
        [
            ("RoleArn", role.RoleArn),
            ("RoleSessionName", role.SessionName),
            ("DurationSeconds", ((int)role.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        ];
        if (role.ExternalId is { } word) parameters.Add(("ExternalId", word));
        if (role.Policy is { } policy) parameters.Add(("Policy", policy));
        return _api.CallAsync("AssumeRole", parameters, Read, cancellationToken);
    }

    private static AssumedRole? Read(XElement result) =>
        result.Element("Credentials") is { } given
        && Text(given, "AccessKeyId") is { } id
        && Text(given, "SecretAccessKey") is { } secret
        && Text(given, "SessionToken") is { } token
        && DateTimeOffset.TryParse(Text(given, "Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? new AssumedRole(new SigningCredentials(id, secret, token), expires)
            : null;

    private static string? Text(XElement parent, string name) => parent.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
