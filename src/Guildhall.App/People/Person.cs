using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>Somebody who signs in, with the roles held in each account.</summary>
/// <param name="Id">Of the installation; also in the credential that a session's change sets carry.</param>
/// <param name="Roles">Role names by account; those of the whole installation under the empty account.</param>
public sealed record Person(string Id, string Email, string Name, ImmutableDictionary<AccountId, ImmutableArray<string>> Roles)
{
    private const string CredentialPrefix = "person:";
    private static readonly AccountId Installation = new("");

    /// <summary>Whether a one-time code is asked for after the password.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>False for those whom only an identity provider knows.</summary>
    public bool HasPassword { get; init; }

    /// <summary>Another one with every password: tells whether it was changed. Empty without a password; nothing of the password can be found from it.</summary>
    public string PasswordStamp { get; init; } = "";

    /// <summary>What a browser keeps to be known as the person's own until the password is another one.</summary>
    public string BrowserMark => MarkOf(Id, PasswordStamp);

    internal static string MarkOf(string id, string passwordStamp) => id + " " + passwordStamp;

    /// <summary>Whether the password is one that somebody else has seen.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Recovery codes that are left.</summary>
    public int RecoveryCodes { get; init; }

    /// <summary>Whether the person runs the installation and may act for every linked account.</summary>
    public bool IsMarketplaceManager => RolesIn(Installation).Contains(Role.MarketplaceManager);

    /// <summary>The accounts a role was given for, in order.</summary>
    public ImmutableArray<AccountId> Accounts => [.. Roles.Keys.Where(a => a != Installation).OrderBy(a => a.Value, StringComparer.Ordinal)];

    /// <summary>Role names in an account; those of the installation in the empty one.</summary>
    public ImmutableArray<string> RolesIn(AccountId account) => Roles.GetValueOrDefault(account, []);

    /// <summary>The names of the policies that the person's roles give in an account, each once.</summary>
    public ImmutableArray<string> PoliciesIn(AccountId account) => Role.PoliciesOf(RolesIn(account).AddRange(RolesIn(Installation)));

    /// <summary>The person as a caller for an account; null when the person has no role there. Its rights are those of today.</summary>
    public Caller? As(AccountId account)
    {
        var roles = RolesIn(account).AddRange(RolesIn(Installation));
        return roles.IsEmpty ? null : new Caller(account, Email, CredentialPrefix + Id, Role.Compile(roles), IsMarketplaceManager);
    }

    /// <summary>The id of the person in a caller's credential; null when it is an access key.</summary>
    public static string? IdIn(string credential) => credential.StartsWith(CredentialPrefix, StringComparison.Ordinal) ? credential[CredentialPrefix.Length..] : null;
}
