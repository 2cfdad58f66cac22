using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.App.Governance;

/// <summary>A tenant's state with what is derived from it for fast reading.</summary>
public sealed record TenantView(TenantState State, GovernanceSnapshot Governance)
{
    public PrivateMarketplace Marketplace => State.Marketplace;

    internal static TenantView Of(TenantState state, ProductCatalogue catalogue) => new(state, GovernanceSnapshot.Build(state.Marketplace, catalogue));

    internal TenantView With(TenantState next) => new(next, Governance.With(next.Marketplace));

    internal TenantView With(ProductCatalogue next) => this with { Governance = Governance.With(next) };
}
