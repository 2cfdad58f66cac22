using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Secrets;
using Guildhall.Server.Edge;

namespace Guildhall.Server.Health;

/// <summary>Who may ask for health and metrics: this machine, or the bearer of the configured token. contract.md 4, security.md S-66.</summary>
public sealed class OperatorAccess(Secret? token)
{
    private readonly byte[]? _expected = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal()));

    /// <summary>A call that a proxy on this machine passed on is not from this machine.</summary>
    public bool Allows(HttpContext context) => ThisMachine.Sent(context) || BearsToken(context.Request.Headers.Authorization.ToString());

    private bool BearsToken(string authorization) =>
        _expected is not null
        && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(_expected, SHA256.HashData(Encoding.UTF8.GetBytes(authorization["Bearer ".Length..].Trim())));
}
