using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>Kinds of nodes as pages call them.</summary>
internal static class NodeWords
{
    public static string Of(NodeKind kind) => kind switch
    {
        NodeKind.Account => "Account",
        NodeKind.OrganizationalUnit => "Organizational unit",
        _ => "Organization",
    };
}
