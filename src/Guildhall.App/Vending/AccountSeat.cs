using System.Collections.Immutable;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Vending;

/// <summary>What a list of all accounts needs of what is kept of one; the rest is read for those that it shows.</summary>
internal sealed record KeptAccount(string Id, string Link, string State, string? DisplayName, string? Company, string? CostCentre);

/// <summary>An account that a list may show.</summary>
/// <param name="Kept">Null for one that nobody ordered or acted on here.</param>
internal abstract record AccountSeat(LinkRow Link, KeptAccount? Kept)
{
    public abstract string Id { get; }

    public abstract string Name { get; }

    public abstract string? Email { get; }

    /// <summary>As <see cref="AccountView.Standing"/>.</summary>
    public abstract string Standing { get; }

    /// <param name="known">What Guildhall keeps of it; null for an account that nobody ordered or acted on here.</param>
    public abstract AccountView View(MemberAccountRow? known);

    public virtual string KeyOf(AccountSort sort) => sort switch
    {
        AccountSort.Account => Id,
        AccountSort.State => Standing,
        AccountSort.Organization => Link.Name,
        AccountSort.Email => Email ?? "",
        AccountSort.Company => Kept?.Company ?? "",
        AccountSort.CostCentre => Kept?.CostCentre ?? "",
        AccountSort.Unit or AccountSort.Experience => "",
        _ => Name,
    };

    /// <summary>One that its organization has, as a manager or a buyer sees it, sorts it and looks for it.</summary>
    public sealed record Present(LinkRow Link, TenantView Tenant, int Node, KeptAccount? Kept, bool Manager) : AccountSeat(Link, Kept)
    {
        private OrganizationTree Tree => Tenant.Marketplace.Organization.Tree;

        private OrganizationNode Account => Tree.Nodes[Node];

        public override string Id => Account.Id.Value;

        public override string Name => Account.Name;

        public override string? Email => RootEmail.For(Manager, Account.Email);

        public override string Standing => AccountView.StandingOf(Account.State, gone: false, Kept?.State);

        private string? Experience => Governing.Of(Tenant.Marketplace, Account.Id).Experience is { } governing ? KnownNames.OfGoverning(governing, Manager) : null;

        public override AccountView View(MemberAccountRow? known) => new(Id, Name, Email, Account.State, Link.Name, Link.Id, Path(), Experience, known)
        {
            Management = Tenant.Marketplace.Organization.ManagementAccount.Value == Id,
            Parent = Tree.ParentIdOf(Node),
        };

        public override string KeyOf(AccountSort sort) => sort switch
        {
            AccountSort.Unit => string.Join(" / ", Path()),
            AccountSort.Experience => Experience ?? "",
            _ => base.KeyOf(sort),
        };

        private ImmutableArray<string> Path()
        {
            var above = new List<string>();
            for (var node = Tree.Parents[Node]; node > 0; node = Tree.Parents[node]) above.Insert(0, Tree.Nodes[node].Name);
            return [.. above];
        }
    }

    /// <summary>One that its organization no longer has: it has left, or AWS lists it no more after its closing.</summary>
    public sealed record Gone(LinkRow Link, KeptAccount Left) : AccountSeat(Link, Left)
    {
        public override string Id => Left.Id;

        public override string Name => Left.DisplayName ?? Left.Id;

        public override string? Email => null;

        public override string Standing => AccountView.StandingOf(AccountState.Unknown, gone: true, Left.State);

        public override AccountView View(MemberAccountRow? known) => new(Id, Name, null, AccountState.Unknown, Link.Name, Link.Id, [], null, known) { Gone = true };
    }
}
