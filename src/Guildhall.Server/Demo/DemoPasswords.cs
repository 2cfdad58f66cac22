using System.Security.Cryptography;
using System.Text;
using Guildhall.App;
using Guildhall.App.Secrets;

namespace Guildhall.Server.Demo;

/// <summary>The demo's passwords: made from its master key, so that a restart tells the same ones though only hashes are stored.</summary>
internal static class DemoPasswords
{
    public static Secret Of(Installation guildhall, string email) =>
        new(Convert.ToHexStringLower(HMACSHA256.HashData(guildhall.Options.MasterKey.Derive("demo passwords"), Encoding.UTF8.GetBytes(email)))[..20]);
}
