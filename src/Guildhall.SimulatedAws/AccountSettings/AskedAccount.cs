using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.AccountSettings;

/// <summary>Whose settings a call of Account Management is about.</summary>
internal static class AskedAccount
{
    private const string Principal = "account.amazonaws.com";

    private static readonly TextRule Member = Organizations.Rules.AccountId;

    /// <summary>The caller's account, or a member that the management account names, once the service is trusted. Otherwise the result to answer with.</summary>
    public static OperationResult? Find(JsonCall call, out Account account)
    {
        var named = call.Input.OptionalText("AccountId", Member);
        account = call.State.Tables.Accounts.Get(call.AccountId);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (named is null) return null;
        var organization = call.State.Tables.Organizations.Find(account.Membership?.OrganizationId);
        if (organization?.ManagementAccountId != call.AccountId || named == call.AccountId || !organization.Trusts(Principal) || call.State.FindMember(organization, named) is not { } member)
            return new WireError("AccessDeniedException", "The account may be named by the management account of its organization alone, with trusted access for account management, and is not its own.");
        account = member;
        return null;
    }
}
