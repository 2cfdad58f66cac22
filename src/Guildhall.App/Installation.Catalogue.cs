using Guildhall.App.Catalogue.Pull;
using Guildhall.App.Catalogue.Storage;
using Guildhall.App.Discovery;
using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Storefront;

namespace Guildhall.App;

/// <content>The catalogue: how it comes in, and how it is looked through.</content>
public sealed partial class Installation
{
    public CatalogueImports Imports { get; }

    public CataloguePulls Pulls { get; }

    public ProductSearch Search { get; }

    public OfferQueries Offers { get; }

    public ProductSheets ProductSheets { get; }

    /// <summary>What AWS's Discovery API asks.</summary>
    public DiscoveryQueries Discovery { get; }
}
