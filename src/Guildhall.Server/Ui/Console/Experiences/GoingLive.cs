using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>A product in use with its title, as far as the reader may know it.</summary>
public sealed record NamedProductInUse(ProductInUse InUse, string Title);

/// <summary>What is in use where an experience is about to govern, and not approved by it: shown before it goes live, to be added by one click. M-17.</summary>
/// <param name="Back">The address of the question, where one comes back to after adding; null when it has none.</param>
public sealed record GoingLive(Experience Experience, ImmutableArray<NamedProductInUse> Products, string? Back)
{
    /// <summary>As many as can be added at one time.</summary>
    public Ticks Addable => Ticks.Of(Products.Select(p => p.InUse.Product.Value)).Fitting;

    /// <summary>For an effect by which the experience goes live.</summary>
    internal static async Task<GoingLive> FindAsync(Installation guildhall, PageCall call, Experience experience, Preview effect, string? back, CancellationToken cancellation)
    {
        var products = await guildhall.InUse.NotApprovedAsync(call.Caller, effect.After, experience.Id, cancellation);
        return new GoingLive(experience, [.. products.Select(p => new NamedProductInUse(p, effect.After.Catalogue.FindFor(call.Caller.Account, p.Product)?.Title ?? p.Product.Value))], back);
    }
}
