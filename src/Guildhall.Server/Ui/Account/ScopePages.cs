using Guildhall.App;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Account;

/// <summary><c>/scope</c>: the accounts one may act for, and going from one to another. design/ui.md 3.</summary>
internal sealed class ScopePages(Installation guildhall, Visitors visitors)
{
    private const string Path = "/scope";
    private const int MostShown = 100;

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, null, (call, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Storefront<ScopeView>("Act for another account", ScopesOf(call))));
        pages.Post(Path, null, SwitchAsync);
    }

    private async ValueTask<PageAnswer> SwitchAsync(PageCall call, CancellationToken cancellation)
    {
        var account = new AccountId(call.Text("account"));
        if (guildhall.Marketplaces.FindTenantOf(account) is null && !call.Person.Accounts.Contains(account)) return new PageAnswer.Refused(Sessions.NoSuchAccount);
        var switched = await guildhall.Sessions.SwitchAsync(call.Session, account, call.Origin, cancellation);
        if (switched.Refused) return new PageAnswer.Refused(switched.Problems);
        await visitors.TakeAsync(call.Context, switched.Value);
        return new PageAnswer.SeeOther(LocalAddress.Of(call.Form["return"]), Flash.Done($"You act for {guildhall.Marketplaces.NameOf(account) ?? "the account"} now."));
    }

    /// <summary>A marketplace manager's accounts are all; there may be very many, so some are shown and the rest is found.</summary>
    private Scopes ScopesOf(PageCall call)
    {
        var asked = call.Query["q"].ToString().Trim();
        var found = (call.Person.IsMarketplaceManager ? AllOf(call.Person) : OwnOf(call.Person)).Where(scope => scope.Matches(asked)).Take(MostShown + 1).ToList();
        return new Scopes(asked, call.Caller.Account, [.. found.Take(MostShown)], found.Count > MostShown, call.Person.IsMarketplaceManager || call.Person.Accounts.Length > 10);
    }

    private IEnumerable<Scope> OwnOf(Person person) => person.Accounts.Select(account =>
        new Scope(account, guildhall.Marketplaces.NameOf(account), guildhall.Marketplaces.FindTenantOf(account)?.State.Tenant.Value, string.Join(", ", person.RolesIn(account))));

    private IEnumerable<Scope> AllOf(Person person) =>
        from tenant in guildhall.Marketplaces.All.OrderBy(t => t.Marketplace.Organization.IsStandalone).ThenBy(t => t.State.Tenant.Value, StringComparer.Ordinal)
        from node in tenant.Marketplace.Organization.Tree.Nodes
        where node.Kind == NodeKind.Account
        let account = new AccountId(node.Id.Value)
        select new Scope(account, node.Name, tenant.State.Tenant.Value, string.Join(", ", [.. person.RolesIn(account), Role.MarketplaceManager]));
}

/// <summary>An account one may act for.</summary>
public sealed record Scope(AccountId Account, string? Name, string? Tenant, string Roles)
{
    public bool Matches(string text) =>
        text.Length == 0
        || Account.Value.Contains(text.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)
        || Name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || Tenant?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>The accounts shown; <paramref name="More"/> when others match too.</summary>
public sealed record Scopes(string Asked, AccountId Current, IReadOnlyList<Scope> Shown, bool More, bool Searchable);
