using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Changes;
using Guildhall.App.Search;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Storefront.Buying;

namespace Guildhall.Server.Ui.Storefront;

/// <summary><c>/products/ID</c>: everything of one product, and adding it to experiences (M-08). storefront-and-procurement.md D.2.</summary>
internal sealed class ProductPages(Installation guildhall)
{
    private const string See = "aws-marketplace:GetProduct";

    private readonly Alternatives _alternatives = new(guildhall);
    private readonly RunningChange _changes = new(guildhall);

    public void Map(PageRoutes pages)
    {
        pages.Get("/products/{id}", See, async (call, cancellation) => await FindAsync(call, cancellation) is { } model ? View(model) : Missing);
        pages.Post("/products/{id}/add/review", See, async (call, cancellation) => await OnChosenAsync(call, (model, chosen) => ReviewAsync(call, model, chosen, [], cancellation), cancellation));
        pages.Post("/products/{id}/add", See, async (call, cancellation) => await OnChosenAsync(call, (model, chosen) => AddAsync(call, model, chosen, cancellation), cancellation));
    }

    private static PageAnswer Missing => new PageAnswer.Refused(Problem.NotFound("There is no such product."));

    private static PageAnswer.View View(ProductModel model) => PageAnswer.Storefront<ProductView>(model.Sheet.Product.Title, model, new Crumb("Search", "/search"));

    private async Task<ProductModel?> FindAsync(PageCall call, CancellationToken cancellation)
    {
        if (await guildhall.ProductSheets.FindAsync(call.Caller.Account, call.Route("id"), cancellation) is not { } sheet) return null;
        var standing = call.Tenant is { } tenant
            ? ProductStanding.Of(tenant, call.Caller, guildhall.Decisions.Decide(tenant, call.Caller.Account.Value, sheet.Product.Id.Value), sheet.Product)
            : null;
        return new ProductModel(sheet, standing, await _alternatives.OfAsync(call, sheet, approvedOnly: standing?.Governing is not null, cancellation))
        {
            Spend = SpendDoor.PartOf(call, (BillingReach reach) => guildhall.ProductSpends.Find(reach, [sheet.Product.Id])?[sheet.Product.Id]),
            Buying = PurchaseOptions.Of(call, sheet, standing, await guildhall.AgreementListing.ActiveAsync(call.Caller, sheet.Product.Id, cancellation)),
        };
    }

    /// <summary>The product and the ticked experiences; at least one must be.</summary>
    private async ValueTask<PageAnswer> OnChosenAsync(PageCall call, Func<ProductModel, ImmutableArray<string>, ValueTask<PageAnswer>> handler, CancellationToken cancellation)
    {
        if (await FindAsync(call, cancellation) is not { } model) return Missing;
        ImmutableArray<string> chosen = [.. call.Texts("experience").Distinct(StringComparer.Ordinal)];
        return chosen.IsEmpty
            ? View(model with { Problems = [Problem.Malformed("Choose at least one experience.", "experience")] }) with { Status = StatusCodes.Status400BadRequest }
            : await handler(model, chosen);
    }

    /// <summary>Whom adding it affects. A refusal that nobody can confirm away is shown on the product's page, where one may choose again.</summary>
    private async ValueTask<PageAnswer> ReviewAsync(PageCall call, ProductModel model, ImmutableArray<string> chosen, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var page = $"/products/{call.Route("id")}";
        var preview = await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft(Changes(call, chosen)), cancellation);
        if (preview.Refused) return Refused(model, chosen, PageProblems.Of(preview.Problems));
        return new ChangeReview("Add to Private Marketplace", $"{model.Sheet.Product.Title} is approved in:", page + "/add", "Add to Private Marketplace", page, preview)
        {
            Lines = [.. Chosen(model, chosen).Select(e => $"{e.Name} ({(e.Live ? "live" : "not live")})")],
            Fields = [.. chosen.Select(id => ("experience", id))],
            Problems = problems,
        }.Page(FrameKind.Storefront, new Crumb("Search", "/search"), new Crumb(model.Sheet.Product.Title, page));
    }

    /// <summary>Adds the product to the ticked experiences in one change set.</summary>
    private async ValueTask<PageAnswer> AddAsync(PageCall call, ProductModel model, ImmutableArray<string> chosen, CancellationToken cancellation) =>
        await _changes.RunAsync(call, "Add to Private Marketplace", Changes(call, chosen), cancellation) switch
        {
            ChangeEnd.Refused refused => await ReviewAsync(call, model, chosen, refused.Problems, cancellation),
            var end => RunningChange.Answer(end, $"/products/{call.Route("id")}", $"Added {model.Sheet.Product.Title} to {string.Join(", ", Chosen(model, chosen).Select(e => e.Name))}."),
        };

    private static PageAnswer.View Refused(ProductModel model, ImmutableArray<string> chosen, ImmutableArray<Problem> problems) =>
        View(model with { Problems = problems, Chosen = [.. chosen] }) with { Status = UiProblems.StatusOf(problems[0]) };

    private static IReadOnlyList<ChangeDraft> Changes(PageCall call, ImmutableArray<string> chosen) =>
    [
        .. chosen.Select(id => RunningChange.Change(
            "AllowProductProcurement", EntityType.Experience, new EntityId(id), new { Products = new[] { new { Ids = new[] { call.Route("id") } } } })),
    ];

    private static IEnumerable<Experience> Chosen(ProductModel model, ImmutableArray<string> chosen) =>
        model.Standing?.Experiences.Select(e => e.Experience).Where(e => chosen.Contains(e.Id.Value)) ?? [];
}

/// <summary>What a product's page shows.</summary>
/// <param name="Standing">Null when the account belongs to no organization that is linked.</param>
public sealed record ProductModel(ProductSheet Sheet, ProductStanding? Standing, ImmutableArray<FoundProduct> Similar)
{
    /// <summary>What the reader may buy of it; null for nothing.</summary>
    public PurchaseOptions? Buying { get; init; }

    /// <summary>What it cost those whose spend the reader sees; null for nobody.</summary>
    public SpendPart<ProductSpend>? Spend { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The experiences ticked in a form that was refused.</summary>
    public ImmutableHashSet<string> Chosen { get; init; } = [];
}
