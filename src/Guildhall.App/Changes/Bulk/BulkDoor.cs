using Guildhall.App.Access;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes.Bulk;

/// <summary>Who orders, and sees and stops orders: whoever administers the private marketplace and may read its experiences.</summary>
internal static class BulkDoor
{
    private static readonly Problem NotYours = Problem.Forbidden("Experiences are managed from the management account or from a delegated administrator's.");

    /// <summary>The answer to an id of no order that the caller may see.</summary>
    public static Problem Missing { get; } = Problem.NotFound("There is no bulk order of this id, or its report is not kept any more; Change sets still has what was done.");

    /// <summary>The caller's private marketplace; refused when the account does not administer one or the caller's policies show none of its experiences.</summary>
    public static Result<TenantView> TenantOf(Caller caller, Marketplaces marketplaces)
    {
        if (marketplaces.FindTenantOf(caller.Account) is not { } view || !Visibility.SeesExperiences(caller.Actor, view.Marketplace.Organization)) return NotYours;
        return EntityQueries.Check(caller, view, Arns.Entity(caller.Account, EntityType.Experience, "*")) is { } refusal ? refusal : view;
    }

    /// <summary>Who ordered, with the rights of now; refused when these are gone.</summary>
    public static Result<Caller> OrdererOf(BulkOrderRow order, Func<string, AccountId, Caller?> findCaller, Marketplaces marketplaces)
    {
        var account = new AccountId(order.Account);
        if (findCaller(order.Credential, account) is not { } caller) return Withdrawn($"{order.Arn.Split('/')[^1]}, who ordered it, may no longer act for account {account}.");
        return marketplaces.FindTenantOf(account) is { } view && view.State.Tenant.Value == order.TenantId && Visibility.SeesExperiences(caller.Actor, view.Marketplace.Organization)
            ? caller
            : Withdrawn($"Account {account}, which ordered it, no longer administers this private marketplace.");
    }

    private static Problem Withdrawn(string message) => new(ProblemKind.Forbidden, "ORDER_NOT_AUTHORIZED", message);
}
