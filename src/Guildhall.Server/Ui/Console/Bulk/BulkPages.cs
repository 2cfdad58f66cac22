using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Effects;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary><c>/console/bulk</c>: many products in many experiences at one time; the effect first, then a result for each line. M-09.</summary>
internal sealed class BulkPages(Installation guildhall)
{
    public const string Home = "/console/bulk";
    private const string Start = "aws-marketplace:StartChangeSet";
    private const int Found = 50;

    /// <summary>The form, above the pages that follow from it.</summary>
    public static readonly Crumb Above = new("Bulk add/remove products", Home);

    private readonly BulkListPages _orders = new(guildhall);

    public void Map(PageRoutes pages)
    {
        pages.Get(Home, Start, (call, cancellation) => ShowAsync(call, new BulkForm { Ids = [.. call.Query["product"].OfType<string>().Take(BulkWish.MostProducts)] }, [], cancellation));
        pages.Post(Home, Start, NextAsync);
        pages.Post(Home + "/effects.csv", Start, EffectsAsync);
        pages.Post(Home + "/run", Start, RunAsync);
        _orders.Map(pages);
        new BulkResultPages(guildhall).Map(pages);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, BulkForm form, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var query = BulkListPages.QueryOf(call);
        var orders = await _orders.FindAsync(call, query, query.Skip, ListQuery.PageSize, cancellation);
        if (orders.Refused) return new PageAnswer.Refused(orders.Problems);
        var active = tenant.Value.Marketplace.Experiences.Values.Where(e => !e.Archived).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase);
        var products = form.Words.Length == 0 ? [] : ProductShelf.Find(guildhall.Marketplaces.Catalogue, call.Caller.Account, form.Words, 0, Found).Products;
        return PageAnswer.Console<BulkView>("Bulk add/remove products", new BulkStart(form, [.. active], products, query, orders.Value) { Problems = problems }) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async ValueTask<PageAnswer> NextAsync(PageCall call, CancellationToken cancellation)
    {
        var form = await BulkForm.ReadAsync(call, cancellation);
        if (call.Text("go") == "find") return await ShowAsync(call, form, [], cancellation);
        var shares = Plan(call, form);
        if (shares.Refused) return await ShowAsync(call, form, shares.Problems, cancellation);
        return PageAnswer.Console<BulkReviewView>(form.Act.Title, new BulkReview(form, shares.Value, await guildhall.BulkOrders.EffectOfAsync(call.Caller, form.Wish, shares.Value, cancellation)), Above);
    }

    /// <summary>Every account that the order would affect, as a file.</summary>
    private async ValueTask<PageAnswer> EffectsAsync(PageCall call, CancellationToken cancellation)
    {
        var form = await BulkForm.ReadAsync(call, cancellation);
        var shares = Plan(call, form);
        if (shares.Refused) return new PageAnswer.Refused(shares.Problems);
        var effect = await guildhall.BulkOrders.EffectOfAsync(call.Caller, form.Wish, shares.Value, cancellation);
        return effect.Refused ? new PageAnswer.Refused(PageProblems.Of(effect.Problems)) : EffectPages.FileOf(effect.Value);
    }

    private async ValueTask<PageAnswer> RunAsync(PageCall call, CancellationToken cancellation)
    {
        var form = await BulkForm.ReadAsync(call, cancellation);
        if (form.Check() is { IsEmpty: false } missing) return await ShowAsync(call, form, missing, cancellation);
        var placed = await guildhall.BulkOrders.PlaceAsync(new BulkSending(call.Caller, call.RequestId, call.FormKey), form.Wish, cancellation);
        return placed.Refused
            ? await ShowAsync(call, form, BulkForm.BesideFields(placed.Problems), cancellation)
            : new PageAnswer.SeeOther(BulkResultPages.AddressOf(placed.Value));
    }

    private Result<IReadOnlyList<BulkShare>> Plan(PageCall call, BulkForm form)
    {
        if (form.Check() is { IsEmpty: false } missing) return missing;
        var shares = guildhall.BulkOrders.Plan(call.Caller, form.Wish);
        return shares.Refused ? BulkForm.BesideFields(shares.Problems) : shares;
    }
}

/// <summary>What the form shows.</summary>
/// <param name="Query">Which part of the orders is shown.</param>
/// <param name="Orders">The part of the private marketplace's orders that is shown.</param>
public sealed record BulkStart(BulkForm Form, IReadOnlyList<Experience> Experiences, IReadOnlyList<Product> Found, ListQuery Query, FoundBulkOrders Orders)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>What is asked before it is done.</summary>
public sealed record BulkReview(BulkForm Form, IReadOnlyList<BulkShare> Shares, Result<Preview> Effect);
