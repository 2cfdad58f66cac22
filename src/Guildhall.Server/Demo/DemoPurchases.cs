using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Agreements;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Offers;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Server.Demo;

/// <summary>
/// What the demo's accounts have bought in Guildhall: one product twice in the company, a contract that renews within weeks, one that nobody uses, and one that has not been
/// approved since. Each step looks first whether it is done.
/// </summary>
/// <param name="act">Carries out a change set.</param>
internal sealed class DemoPurchases(Installation guildhall, DemoWorld world, Func<Caller, ChangeSetDraft, CancellationToken, Task> act)
{
    private const string Acme = "Acme";
    private const string Month = "P1M";

    /// <summary>Buys what is not there yet; less than all in a catalogue too small for it.</summary>
    /// <param name="buyer">Whose rights all buyers have, each for the own account.</param>
    /// <param name="products">In the order in which the demo's experiences approve them.</param>
    public async Task<DemoBills> MakeAsync(Caller administrator, Caller buyer, IReadOnlyList<Product> products, CancellationToken cancellation)
    {
        var (approved, rest) = (products.Take(DemoExperience.ApprovedOf(products.Count)).ToList(), products.Skip(DemoExperience.ApprovedOf(products.Count)).SkipLast(DemoBilling.NeverApproved).ToList());
        var monthly = await NextAsync(approved, way => Renews(way, Month));
        var used = await NextAsync(approved, way => way.Kind == PurchaseKind.Usage);
        var (yearly, unused) = (await NextAsync(approved, way => Renews(way, null)), await NextAsync(approved, way => Renews(way, null)));
        var former = await NextAsync(rest, way => Renews(way, null));
        var bills = new DemoBills(await BuyAsync(world.BuyerAccountId, monthly), await BuyAsync(world.DelegatedAdministratorAccountId, monthly), await BuyAsync(world.BuyerAccountId, used), await BuyAsync(world.ManagementAccountId, yearly), await FormerAsync());
        _ = await BuyAsync(world.DelegatedAdministratorAccountId, unused);
        return bills;

        async Task<(Product Product, Offer Offer)?> NextAsync(List<Product> of, Func<PurchaseWay, bool> fits)
        {
            (Product Product, Offer Offer)? any = null;
            foreach (var product in of)
            {
                var open = (await guildhall.Offers.OfProductAsync(buyer.Account, product.Id, cancellation)).FirstOrDefault(o => !o.IsPrivate && WayOf(o) is not null);
                if (open is null) continue;
                any ??= (product, open);
                if (!fits(WayOf(open)!)) continue;
                any = (product, open);
                break;
            }

            if (any is { } chosen) of.Remove(chosen.Product);
            return any;
        }

        async Task<DemoPurchase?> BuyAsync(string account, (Product Product, Offer Offer)? chosen) =>
            chosen is var (product, offer) ? await this.BuyAsync(new Caller(new AccountId(account), "procurement", buyer.AccessKeyId, buyer.Policies), product, offer, cancellation) : null;

        async Task<DemoPurchase?> FormerAsync()
        {
            if (former is not var (product, _)) return null;
            if (await FindAsync(world.ManagementAccountId, product, cancellation) is null) await ChangeAsync(administrator, "AllowProductProcurement", product, cancellation);
            var bought = await BuyAsync(world.ManagementAccountId, former);
            if (IsApproved(world.ManagementAccountId, product)) await ChangeAsync(administrator, "RemoveProductProcurement", product, cancellation);
            return bought;
        }
    }

    /// <summary>How an offer is taken here: prepaid or by use, with no payments that wait for a word.</summary>
    private static PurchaseWay? WayOf(Offer offer) => PurchaseWay.Of(offer).FirstOrDefault(way => way.Variable is null && way.Kind is PurchaseKind.Contract or PurchaseKind.Usage);

    private static bool Renews(PurchaseWay way, string? duration) => way.Configurable is { } term && (duration is null || term.RateCards.Any(card => card.Duration == duration));

    private bool IsApproved(string account, Product product) =>
        guildhall.Marketplaces.FindTenantOf(new AccountId(account))!.Governance.Decide(account, product.Id.Value).Reason == DecisionReason.ProductAllowed;

    private async Task<DemoPurchase?> FindAsync(string account, Product product, CancellationToken cancellation)
    {
        await using var db = guildhall.Database.Open();
        var id = await db.Agreements.AsNoTracking().Where(a => a.Account == account && a.Product == product.Id.Value && a.Status == AgreementStatus.Active).Select(a => a.Id).FirstOrDefaultAsync(cancellation);
        return id is null ? null : new DemoPurchase(account, product, id);
    }

    private async Task<DemoPurchase> BuyAsync(Caller caller, Product product, Offer offer, CancellationToken cancellation)
    {
        if (await FindAsync(caller.Account.Value, product, cancellation) is { } there) return there;
        var way = WayOf(offer)!;
        var choice = way.Configurable is { } term ? ChoiceIn(term) : null;
        var request = new QuoteRequest(Intent.New, way.Request(offer, choice, way.MayRenew(offer) ? true : null, null)) { Proposal = offer.ProposalId };
        var quote = Given(await guildhall.Agreements.QuoteAsync(caller, request, NewId(), cancellation), product);
        var accepted = Given(await guildhall.Agreements.AcceptAsync(caller, quote.Id, [], NewId(), cancellation), product);
        return new DemoPurchase(caller.Account.Value, product, accepted.AgreementId);
    }

    /// <summary>Five of what stands first, for a month where that is offered.</summary>
    private static UpfrontChoice ChoiceIn(ConfigurableUpfrontPricingTerm term)
    {
        var card = term.RateCards.FirstOrDefault(c => c.Duration == Month) ?? term.RateCards[0];
        return new UpfrontChoice(card.Duration ?? "", [new Quantity(card.Rates[0].Dimension, card.Quantities ? 5 : 1)]);
    }

    private Task ChangeAsync(Caller administrator, string type, Product product, CancellationToken cancellation)
    {
        var experience = guildhall.Marketplaces.FindTenantOf(administrator.Account)!.Marketplace.Experiences.Values.Single(e => e.Name == Acme);
        return act(administrator, DemoExperience.OneProduct(experience.Id.Value, type, product.Id.Value), cancellation);
    }

    private string NewId() => guildhall.Options.Ids.Uuid().ToString();

    private static T Given<T>(Result<T> result, Product product) =>
        result.Refused ? throw new InvalidOperationException($"The demo cannot buy {product.Title}: {JsonSerializer.Serialize(result.Problems)}") : result.Value;
}

/// <summary>What stands on the demo's bills with an agreement that Guildhall knows.</summary>
internal sealed record DemoBills(DemoPurchase? Monthly, DemoPurchase? MonthlyTwice, DemoPurchase? Used, DemoPurchase? Yearly, DemoPurchase? Former);
