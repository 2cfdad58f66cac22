using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.App.Governance;

/// <summary>A tenant's state with what is derived from it for fast reading.</summary>
public sealed class TenantView
{
    private TenantView(TenantState state, ProductCatalogue catalogue) => (State, Catalogue) = (state, catalogue);

    public TenantState State { get; }

    public ProductCatalogue Catalogue { get; }

    public PrivateMarketplace Marketplace => State.Marketplace;

    internal static TenantView Of(TenantState state, ProductCatalogue catalogue) => new(state, catalogue);

    internal TenantView With(TenantState next) => new(next, Catalogue);

    internal TenantView With(ProductCatalogue next) => new(State, next);
}
