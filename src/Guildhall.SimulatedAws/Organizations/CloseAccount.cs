using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>Asks for a member account to be closed; it is closed a little later (aws-operations.md A.2, A.6).</summary>
internal static class CloseAccount
{
    public static readonly OrganizationsOperation Operation = new("CloseAccount", Callers.Management, Handle);

    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    private static OperationResult Handle(OrganizationsCall call)
    {
        var id = call.Input.Text("AccountId", Rules.AccountId);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.FindMember(call.Organization, id) is not { } account) return Refusals.AccountNotFound(id);
        if (Refuse(call, account) is { } refusal) return refusal;
        call.State.BeginClosing(account);
        return OperationResult.Empty;
    }

    private static WireError? Refuse(OrganizationsCall call, Account account)
    {
        if (call.Organization.FeatureSet != FeatureSet.ALL) return Refusals.NotAllFeatures();
        if (account.Id == call.Organization.ManagementAccountId)
            return Refusals.Constraint("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "The management account cannot be closed this way.");
        if (account.State == AccountState.CLOSED) return new WireError("AccountAlreadyClosedException", "The account is closed already.");
        if (account.State == AccountState.PENDING_CLOSURE) return new WireError("ConflictException", "The account is being closed already.");
        return RefuseMore(call);
    }

    private static WireError? RefuseMore(OrganizationsCall call)
    {
        var members = call.State.Indexes.Members.Of(call.Organization.Id).All.Select(call.State.Tables.Accounts.Get).ToArray();
        if (members.Count(member => member.State == AccountState.PENDING_CLOSURE) >= Rules.ClosingsInProgress)
            return Refusals.Constraint("CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED", $"At most {Rules.ClosingsInProgress} accounts may be closing at once.");
        var since = call.State.Now - Window;
        var lately = members.Count(member => member.ClosedAt > since || member.ClosesAt is not null);
        return lately < Quota(members.Length)
            ? null
            : Refusals.Constraint("CLOSE_ACCOUNT_QUOTA_EXCEEDED", "The organization has closed as many accounts as it may in 30 days.");
    }

    private static int Quota(int members) => members < 1250 ? 250 : Math.Min(members / 5, 1000);
}
