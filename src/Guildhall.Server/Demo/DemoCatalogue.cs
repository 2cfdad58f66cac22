using Guildhall.App;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Generator;
using Guildhall.Domain.Products;

namespace Guildhall.Server.Demo;

/// <summary>The demo's products: the synthetic catalogue, imported like any other.</summary>
internal static class DemoCatalogue
{
    /// <summary>Imports what is not there yet. Private offers name <paramref name="buyers"/> in turn.</summary>
    public static async Task ImportAsync(Installation guildhall, DemoSize size, IReadOnlyList<string> buyers, CancellationToken cancellation)
    {
        if (guildhall.Marketplaces.Catalogue.Products.Count(p => p.Visibility == ProductVisibility.Public) >= size.Products) return;
        var file = Path.GetTempFileName();
        try
        {
            await using (var output = File.Create(file))
                SyntheticCatalogue.Write(new SyntheticOptions(size.Products, (ulong)size.Seed, buyers), output, cancellation);
            var report = await guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => File.OpenRead(file)), keepGoing: false, cancellation);
            if (!report.Applied) throw new InvalidOperationException($"The demo's catalogue was refused: {report.Refusals[0]}");
        }
        finally
        {
            File.Delete(file);
        }

        await guildhall.CatchUpAsync(cancellation);
    }
}
