using Guildhall.App.People;
using Guildhall.Domain;

namespace Guildhall.App.Access;

/// <summary>
/// Whoever runs commands on this machine's data folder: holds the database and the master key, and acts for the account that is named, with an
/// administrator's policies. What the account may do is still the account's (a member asks, the management account answers).
/// </summary>
public static class LocalOperator
{
    /// <summary>No access key and no person is called so.</summary>
    public const string Credential = "local-operator";

    public static Caller For(AccountId account) => new(account, Credential, Credential, Role.Compile(["Administrator"]));

    /// <summary>The operator behind a stored credential; null when it is another's.</summary>
    internal static Caller? Find(string credential, AccountId account) => credential == Credential ? For(account) : null;
}
