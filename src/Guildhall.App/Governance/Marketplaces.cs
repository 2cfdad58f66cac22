using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.App.Governance;

/// <summary>
/// Every tenant of this process, in memory. Readers never wait: they read one reference. Only the writer and the follower of other processes'
/// writes replace what is here, one tenant at a time.
/// </summary>
public sealed class Marketplaces
{
    private readonly Lock _swap = new();
    private volatile Held _held = new(ImmutableDictionary<TenantId, TenantView>.Empty, ProductCatalogue.Empty);

    /// <summary>The catalogue as of now.</summary>
    public ProductCatalogue Catalogue => _held.Catalogue;

    public IEnumerable<TenantView> All => _held.Tenants.Values;

    /// <summary>Null when no such tenant is linked.</summary>
    public TenantView? Find(TenantId tenant) => _held.Tenants.GetValueOrDefault(tenant);

    /// <summary>How many accounts the tenant's organization has as it was read last; 0 for a link without a tenant.</summary>
    public int AccountsOf(string? tenant) => tenant is null ? 0 : Find(new TenantId(tenant))?.Marketplace.Organization.Tree.Nodes.Count(n => n.Kind == NodeKind.Account) ?? 0;

    /// <summary>
    /// The tenant an account belongs to: an organization before a stand-alone link of the same account. Null when no linked tenant has it.
    /// </summary>
    public TenantView? FindTenantOf(AccountId account)
    {
        TenantView? standalone = null;
        foreach (var view in _held.Tenants.Values)
        {
            if (!view.Marketplace.Organization.Contains(account)) continue;
            if (!view.Marketplace.Organization.IsStandalone) return view;
            standalone = view;
        }

        return standalone;
    }

    /// <summary>What an account is called; null when no linked tenant has it.</summary>
    public string? NameOf(AccountId account) =>
        FindTenantOf(account)?.Marketplace.Organization.Tree is { } tree && tree.Find(account.Value) is { } node ? tree.Nodes[node].Name : null;

    /// <summary>What an organization is called: by its management account; its id when it is not linked or that has no name.</summary>
    public string NameOf(TenantId tenant) => Find(tenant) is { } view ? NameOf(view.Marketplace.Organization.ManagementAccount) ?? tenant.Value : tenant.Value;

    /// <summary>Replaces one tenant's state, unless what is here is newer already.</summary>
    public void Publish(TenantState next)
    {
        lock (_swap)
        {
            var now = _held.Tenants.GetValueOrDefault(next.Tenant);
            if (now is not null && now.State.Version > next.Version) return;
            var view = now is null ? TenantView.Of(next, _held.Catalogue) : now.With(next);
            _held = _held with { Tenants = _held.Tenants.SetItem(next.Tenant, view) };
        }
    }

    /// <summary>Replaces the catalogue for all tenants.</summary>
    public void Publish(ProductCatalogue catalogue)
    {
        lock (_swap)
        {
            _held = new Held(_held.Tenants.ToImmutableDictionary(t => t.Key, t => t.Value.With(catalogue)), catalogue);
        }
    }

    private sealed record Held(ImmutableDictionary<TenantId, TenantView> Tenants, ProductCatalogue Catalogue);
}
