using Guildhall.Domain;
using Guildhall.Domain.Access;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Access;

/// <summary>Who calls: the user of an account and the policies attached. Its tenant follows from the account, never from a parameter (security.md S-23).</summary>
public sealed record Caller(AccountId Account, string UserName, string AccessKeyId, PolicySet Policies, bool MarketplaceManager = false)
{
    public string Arn { get; } = $"arn:aws:iam::{Account}:user/{UserName}";

    public Actor Actor => new(Account, Arn, MarketplaceManager);
}
