using System.Text.Json.Nodes;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>
/// Changing the labels of accounts: company, cost centre, purpose and budget, which is the account's budget of the month. They are Guildhall's own; a member's company is its tag on AWS as well, which a
/// step sets. vendor-integration.md 14.
/// </summary>
public sealed class AccountLabelling(Marketplaces marketplaces, AccountActs acts, BudgetWatch budgets, IdSource ids)
{
    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "The account has changed meanwhile. Look at it again, then repeat your change.");

    private static readonly Problem OrderOpen = Problem.Conflict("ORDER_OPEN", "The order of this account is still under way: what it says is kept when it is Active. Change it then.");

    /// <summary>
    /// Keeps other labels, also of accounts that have left and of the management account. Refused: no right, not found, labels that are none, <c>STALE</c>,
    /// <c>ORDER_OPEN</c>; for another company of a member <c>act_running</c> and a paused organization, because its tag on AWS is changed with it.
    /// </summary>
    /// <param name="change">The labels as they are to be, from those that are there.</param>
    /// <param name="version">The <see cref="AccountView.Version"/> that was seen; null for whoever does not mind.</param>
    public async Task<Result<AccountView>> ChangeAsync(OrderReach reach, string account, Func<AccountLabels, AccountLabels> change, long? version, CancellationToken cancellation)
    {
        var due = new List<string>();
        var changed = await acts.WriteAsync(reach, account, scope => Decide(scope, reach, account, change, version, due), cancellation);
        if (!changed.Refused) await budgets.LookAsync(due, cancellation);
        return changed;
    }

    /// <param name="due">Takes the budgets that are to be looked at.</param>
    private Problem? Decide(WriteScope scope, OrderReach reach, string account, Func<AccountLabels, AccountLabels> change, long? version, List<string> due)
    {
        due.Clear();
        var row = scope.Db.MemberAccounts.Find(account);
        if (LinkOf(scope, reach, account, row) is not { } link) return MemberPlan.Missing;
        var before = KeptLabels.Read(row) with { Budget = AccountBudgets.Of(scope, link.TenantId!, account) };
        var after = change(before).Tidied;
        if (after.Faults().FirstOrDefault() is { } fault) return fault;
        if (version is { } seen && seen != (row?.Version ?? 0)) return Stale;
        if (scope.Db.Orders.Any(o => o.AccountId == account && o.State == nameof(OrderState.Configuring))) return OrderOpen;
        if (after == before) return null;
        if (AccountBudgets.Refusal(scope, link.TenantId!, account, after.Budget) is { } full) return full;
        var told = Difference(before, after);
        if (Tagged(scope, reach, account, before, after, told) is { } refusal) return refusal;
        MemberRows.Change(scope, account, link.Id, kept => KeptLabels.Write(kept, after));
        if (AccountBudgets.Set(scope, link, account, after.Budget, reach.Origin, ids) is { } own) due.Add(own);
        due.AddRange(AccountBudgets.Moved(scope, link.TenantId!, before.Company, after.Company));
        return null;
    }

    /// <summary>The link that has the account or had it last; null when the caller manages none such.</summary>
    private LinkRow? LinkOf(WriteScope scope, OrderReach reach, string account, MemberAccountRow? row)
    {
        if (!reach.Manages) return null;
        if (MemberSeat.Find(scope, marketplaces, reach, account) is { } seat) return seat.Link;
        return row is not null && scope.Db.Links.Find(row.LinkId) is { TenantId: not null } link && reach.MayUse(link) ? link : null;
    }

    /// <summary>Stages the audit record, and for another company the step that tags; why that cannot be now, or null.</summary>
    private Problem? Tagged(WriteScope scope, OrderReach reach, string account, AccountLabels before, AccountLabels after, JsonObject told)
    {
        var seat = MemberSeat.Find(scope, marketplaces, reach, account);
        if (seat is null or { Manages: true } || before.Company == after.Company) return Audited(scope, reach, account, seat, told);
        var begun = MemberPlan.Begin(scope, marketplaces, reach, account);
        if (begun.Refused) return begun.Problems[0];
        if (begun.Value.Closed) return Audited(scope, reach, account, seat, told);
        var wish = AccountTags.OfCompany(after.Company) is { } tag
            ? new MemberWish { Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [tag.Key] = tag.Value } }
            : new MemberWish { Untagged = [AccountTags.Company] };
        begun.Value.Stage(ids, "EditAccount", told, (MemberSteps.Tag, wish));
        return null;
    }

    private static Problem? Audited(WriteScope scope, OrderReach reach, string account, MemberSeat? seat, JsonObject told)
    {
        told["accountId"] = account;
        OrderAudit.Stage(scope, "EditAccount", reach.Origin, seat?.Link.TenantId, told);
        return null;
    }

    private static JsonObject Difference(AccountLabels before, AccountLabels after)
    {
        var told = new JsonObject();
        foreach (var (name, was, now) in new[] { ("company", before.Company, after.Company), ("costCentre", before.CostCentre, after.CostCentre), ("purpose", before.Purpose, after.Purpose) })
        {
            if (was != now) told[name] = new JsonObject { ["before"] = was, ["after"] = now };
        }

        if (before.Budget != after.Budget) told["budget"] = new JsonObject { ["before"] = before.Budget, ["after"] = after.Budget };
        return told;
    }
}
