using System.Collections.Immutable;
using Guildhall.App.Cloud;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking;

/// <summary>What credentials of links may be at this installation.</summary>
/// <param name="Relaxed">For endpoints that are not AWS itself: keys of any form (decisions.md 27).</param>
/// <param name="Own">Whether the operator allows this server's own credentials.</param>
/// <param name="ExternalId">Guildhall's choice for an account.</param>
internal sealed record CredentialTerms(bool Relaxed, bool Own, Func<AccountId, string> ExternalId);

/// <summary>Reads how an account is to be reached: everything that is wrong with the fields of the chosen way, at once. vendor-integration.md 5.3, 5.4, 9.</summary>
/// <param name="account">Null when the form has a wrong one.</param>
/// <param name="externalId">The one that is in force already; null for Guildhall's choice.</param>
internal sealed class CredentialFields(CredentialTerms terms, AccountId? account, string? externalId)
{
    public Result<LinkCredentials> Read(CredentialKind kind, string? roleArn, string? claimed, string? accessKeyId, Secret? secret) => kind switch
    {
        CredentialKind.Key => Any(Key(accessKeyId, secret)),
        CredentialKind.KeyedRole => Role(roleArn, claimed, Key(accessKeyId, secret)),
        CredentialKind.Role when terms.Own => Role(roleArn, claimed, null),
        CredentialKind.Role => Both(NotAllowed("let a user of the account take the role on with an access key"), Role(roleArn, claimed, null)),
        _ => terms.Own ? new LinkCredentials.Ambient() : NotAllowed("link with an access key"),
    };

    /// <summary>A key and its secret. Keys of the simulated AWS are refused for AWS itself (decisions.md 28).</summary>
    public Result<LinkCredentials.Key> Key(string? accessKeyId, Secret? secret)
    {
        var (key, word) = (KeyId(accessKeyId), LinkFields.Secret(secret?.Reveal(), LinkMembers.Secret));
        ImmutableArray<Problem> problems = [.. key.Problems, .. word.Problems];
        return problems.IsEmpty ? new LinkCredentials.Key(key.Value, new Secret(word.Value)) : problems;
    }

    /// <param name="source">The key that takes it on; null for this server's own credentials.</param>
    public Result<LinkCredentials> Role(string? roleArn, string? claimed, Result<LinkCredentials.Key>? source)
    {
        var arn = LinkFields.RoleArn(roleArn, account, LinkMembers.RoleArn);
        var chosen = externalId ?? (account is { } known ? terms.ExternalId(known) : "");
        ImmutableArray<Problem> problems = [.. arn.Problems, .. source?.Problems ?? []];
        if (claimed?.Trim() is { Length: > 0 } other && other != chosen && account is not null)
            problems = problems.Add(Problem.Malformed($"The external ID of account {account} is {chosen}: Guildhall chooses it. Write that into the role's trust policy.", LinkMembers.ExternalId));
        return problems.IsEmpty ? new LinkCredentials.Role(arn.Value, chosen, source?.Value) : problems;
    }

    /// <summary>The key's id alone.</summary>
    public Result<string> KeyId(string? text)
    {
        var key = LinkFields.Key(text, terms.Relaxed, LinkMembers.AccessKeyId);
        return !key.Refused && !terms.Relaxed && key.Value.StartsWith("AKIA0", StringComparison.Ordinal)
            ? Problem.Malformed($"{CloudProblem.SimulatedKey.Message} {CloudProblem.SimulatedKey.Repair}", LinkMembers.AccessKeyId)
            : key;
    }

    internal static Result<LinkCredentials> Any(Result<LinkCredentials.Key> read) => read.Refused ? read.Problems : read.Value;

    private static ImmutableArray<Problem> Both(Problem problem, Result<LinkCredentials> read) => [problem, .. read.Problems];

    private static Problem NotAllowed(string instead) =>
        Problem.Malformed($"The operator does not allow this server's own credentials (setting ambient-credentials). Ask for it, or {instead}.", LinkMembers.Credentials);
}
