using System.Security.Cryptography;
using System.Text;
using Guildhall.Domain;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>Where a pulled catalogue comes from.</summary>
/// <param name="Address">Scheme and host of the Discovery API: the <c>source</c> of its records.</param>
/// <param name="Account">As whom it is seen: private offers are those for this account.</param>
public sealed record PullOrigin(string Address, AccountId Account)
{
    /// <summary>The name of what is kept on the way: another one for each address and account.</summary>
    internal string FileName => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Address} {Account.Value}")))[..16]}";
}
