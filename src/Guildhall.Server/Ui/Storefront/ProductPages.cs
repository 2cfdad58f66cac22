using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Search;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

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
        pages.Post("/products/{id}/add", See, AddAsync);
    }

    private static PageAnswer Missing => new PageAnswer.Refused(Problem.NotFound("There is no such product."));

    private static PageAnswer.View View(ProductModel model) => PageAnswer.Storefront<ProductView>(model.Sheet.Product.Title, model, new Crumb("Search", "/search"));

    private async Task<ProductModel?> FindAsync(PageCall call, CancellationToken cancellation)
    {
        if (await guildhall.ProductSheets.FindAsync(call.Caller.Account, call.Route("id"), cancellation) is not { } sheet) return null;
        var standing = call.Tenant is { } tenant
            ? ProductStanding.Of(tenant, call.Caller, guildhall.Decisions.Decide(tenant, call.Caller.Account.Value, sheet.Product.Id.Value), sheet.Product)
            : null;
        return new ProductModel(sheet, standing, await _alternatives.OfAsync(call, sheet, approvedOnly: standing?.Governing is not null, cancellation));
    }

    /// <summary>Adds the product to the ticked experiences in one change set.</summary>
    private async ValueTask<PageAnswer> AddAsync(PageCall call, CancellationToken cancellation)
    {
        if (await FindAsync(call, cancellation) is not { } model) return Missing;
        var chosen = call.Texts("experience").Distinct(StringComparer.Ordinal).ToList();
        if (chosen.Count == 0) return View(model with { Problems = [Problem.Malformed("Choose at least one experience.", "experience")] }) with { Status = StatusCodes.Status400BadRequest };
        var details = new { Products = new[] { new { Ids = new[] { call.Route("id") } } } };
        var end = await _changes.RunAsync(
            call, "Add to Private Marketplace", [.. chosen.Select(id => RunningChange.Change("AllowProductProcurement", EntityType.Experience, new EntityId(id), details))], cancellation);
        return end is ChangeEnd.Refused refused
            ? View(model with { Problems = refused.Problems, Chosen = [.. chosen] }) with { Status = UiProblems.StatusOf(refused.Problems[0]) }
            : RunningChange.Answer(end, $"/products/{call.Route("id")}", $"Added {model.Sheet.Product.Title} to {Names(model, chosen)}.");
    }

    private static string Names(ProductModel model, List<string> chosen) =>
        string.Join(", ", model.Standing?.Experiences.Select(e => e.Experience).Where(e => chosen.Contains(e.Id.Value)).Select(e => e.Name) ?? []);
}

/// <summary>What a product's page shows.</summary>
/// <param name="Standing">Null when the account belongs to no organization that is linked.</param>
public sealed record ProductModel(ProductSheet Sheet, ProductStanding? Standing, ImmutableArray<FoundProduct> Similar)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The experiences ticked in a form that was refused.</summary>
    public ImmutableHashSet<string> Chosen { get; init; } = [];
}
