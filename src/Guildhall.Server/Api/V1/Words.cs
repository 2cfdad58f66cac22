using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Api.V1;

/// <summary>Domain words as Guildhall's own API writes them. contract.md 4.</summary>
internal static class Words
{
    public static string Of(NodeKind kind) => kind switch
    {
        NodeKind.Account => "ACCOUNT",
        NodeKind.OrganizationalUnit => "ORGANIZATIONAL_UNIT",
        NodeKind.Organization => "ORGANIZATION",
        _ => throw new InvalidOperationException($"{kind} has no word."),
    };
}
