using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Microsoft.Extensions.Primitives;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>What a call is about, as policies see it (Service Authorization Reference, AWS Organizations).</summary>
internal static class Resources
{
    private static readonly string[] Members =
        ["AccountId", "OrganizationalUnitId", "ParentId", "ChildId", "ResourceId", "SourceParentId", "DestinationParentId", "PolicyId", "TargetId", "RootId"];

    /// <summary>The ARNs of everything the request names; <c>*</c> when it names nothing.</summary>
    public static IEnumerable<string> Of(WorldState state, JsonInput input, Organization? organization)
    {
        if (input.Raw("HandshakeId") is { } handshake) return [Invitation(state, handshake, organization)];
        if (organization is null) return ["*"];
        if (Invited(state, input) is { } account) return [Arns.Account(organization, account)];
        var arns = Members.Select(input.Raw).OfType<string>().Select(id => Arn(organization, id)).ToArray();
        return arns.Length > 0 ? arns : ["*"];
    }

    public static IEnumerable<KeyValuePair<string, StringValues>> Keys(JsonInput input)
    {
        if (input.Raw("ServicePrincipal") is { } principal) yield return new("organizations:ServicePrincipal", principal);
        if ((input.Raw("PolicyType") ?? input.Raw("Type") ?? input.Raw("Filter")) is { } type) yield return new("organizations:PolicyType", type);
    }

    /// <summary>An invitation belongs to the organization that sent it, whoever asks.</summary>
    private static string Invitation(WorldState state, string id, Organization? organization) =>
        (state.Tables.Handshakes.Find(id) is { } handshake ? state.Tables.Organizations.Get(handshake.OrganizationId) : organization) is { } sender
            ? Arns.Invitation(sender, id)
            : "*";

    /// <summary>The account that is to be invited; <c>*</c> for an address that nobody has.</summary>
    private static string? Invited(WorldState state, JsonInput input) =>
        input.Raw("Target", "Id") is not { } id ? null : input.Raw("Target", "Type") == "EMAIL" ? state.Indexes.Emails.Find(id) ?? "*" : id;

    private static string Arn(Organization organization, string id) =>
        id.StartsWith("ou-", StringComparison.Ordinal) ? Arns.Unit(organization, id)
        : id.StartsWith("r-", StringComparison.Ordinal) ? Arns.Root(organization)
        : id.StartsWith("p-", StringComparison.Ordinal) ? Arns.Policy(organization, id)
        : Arns.Account(organization, id);
}
