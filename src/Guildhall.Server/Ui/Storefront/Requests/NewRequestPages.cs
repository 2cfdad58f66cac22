using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Experiences;
using Guildhall.App.Requests;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront.Requests;

/// <summary><c>/requests/new?product=ID</c>: asking for products. private-marketplace.md 4.15, 7.3; M-22.</summary>
internal sealed class NewRequestPages(Installation guildhall)
{
    /// <summary>Stands for the reason that is still to be typed, when the page asks what would become of the request.</summary>
    private const string AnyReason = "-";

    /// <summary>The most products of one request (private-marketplace.md 4.15).</summary>
    private const int MostProducts = 10;

    /// <summary>Products that a search offers to add.</summary>
    private const int Found = 20;

    private static readonly Crumb Above = new("Your requests", "/requests");

    public void Map(PageRoutes pages)
    {
        pages.Get("/requests/new", null, (call, _) => ValueTask.FromResult<PageAnswer>(Ask(call, call.Query["product"].OfType<string>(), [])));
        pages.Post("/requests/new", null, async (call, cancellation) => call.Text("go") == "find" ? Ask(call, call.Texts("product"), []) : await CreateAsync(call, cancellation));
    }

    private PageAnswer.View Ask(PageCall call, IEnumerable<string> asked, ImmutableArray<Problem> problems)
    {
        ImmutableArray<string> ids = [.. asked.Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)];
        var form = new NewRequestForm(ids, [.. ids.Select(id => Visible(call, id)).OfType<Product>()]) { Reason = Reason(call), Order = call.Text("order"), Problems = problems };
        if (ids.Length > 0) form = WithOutlook(call, form);
        if (call.Text("words") is { Length: > 0 } words) form = form with { Words = words, Found = Requestable(call, words, ids) };
        return PageAnswer.Storefront<NewRequestView>("Create request", form, Above) with { Status = problems.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
    }

    /// <summary>What the same run would make of the request: who decides and when it ends, or why it would be refused.</summary>
    private NewRequestForm WithOutlook(PageCall call, NewRequestForm form)
    {
        var preview = guildhall.Previews.Of(call.Caller, new ChangeSetDraft([RequestDrafts.Create(form.Ids, AnyReason, null)]));
        if (preview.Refused) return form with { Refusals = RequestWords.Of(preview.Problems, guildhall.Marketplaces.Catalogue, call.Caller.Account) };
        var (before, after) = (preview.Value.Before.Marketplace, preview.Value.After.Marketplace);
        var made = after.Requests.Values.First(r => !before.Requests.ContainsKey(r.Id));
        var organization = after.Organization;
        return form with
        {
            Experience = KnownNames.OfGoverning(after.GetExperience(made.Experience), call.AccountAdministers),
            Expires = made.Expires,
            Approvers = [organization.ManagementAccount, .. organization.DelegatedAdministrators.OrderBy(a => a.Value, StringComparer.Ordinal)],
        };
    }

    private async ValueTask<PageAnswer> CreateAsync(PageCall call, CancellationToken cancellation)
    {
        var products = call.Texts("product");
        var end = await new RunningChange(guildhall).RunAsync(call, "Create request", [RequestDrafts.Create(products, Reason(call), call.Text("order"))], cancellation);
        return end switch
        {
            ChangeEnd.Succeeded done => new PageAnswer.SeeOther("/requests/" + done.EntityOf(0), Flash.Done("Requested. You see here what becomes of it.")),
            ChangeEnd.Refused refused => Ask(call, products, RequestWords.Of(refused.Problems, guildhall.Marketplaces.Catalogue, call.Caller.Account)),
            _ => new PageAnswer.SeeOther("/requests", new Flash(FlashKind.Information, "The request is on its way. It appears here in a moment.")),
        };
    }

    /// <summary>Products by name or seller that the account may ask for, those that are chosen already left out.</summary>
    private ImmutableArray<Product> Requestable(PageCall call, string words, ImmutableArray<string> chosen)
    {
        if (call.Tenant is not { } tenant || chosen.Length >= MostProducts) return [];
        var account = call.Caller.Account;
        return [.. ProductShelf.Find(guildhall.Marketplaces.Catalogue, account, words, 0, Found, MayBeAskedFor).Products];

        bool MayBeAskedFor(Product product) =>
            !chosen.Contains(product.Id.Value) && ProductStanding.MayBeAskedFor(tenant, call.Caller, guildhall.Decisions.Decide(tenant, account.Value, product.Id.Value), product.Id);
    }

    private Product? Visible(PageCall call, string id) => guildhall.Marketplaces.Catalogue.FindFor(call.Caller.Account, new ProductId(id));

    /// <summary>Browsers send a line's end as two characters and count it as one.</summary>
    private static string Reason(PageCall call) => call.Text("reason").ReplaceLineEndings("\n");
}

/// <summary>The form: what is asked for, what was typed, and what would become of it.</summary>
/// <param name="Products">Those of the ids that the account may see.</param>
public sealed record NewRequestForm(ImmutableArray<string> Ids, ImmutableArray<Product> Products)
{
    public string Reason { get; init; } = "";

    public string Order { get; init; } = "";

    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>Why these products cannot be requested, whatever is typed.</summary>
    public ImmutableArray<Problem> Refusals { get; init; } = [];

    /// <summary>What more products were searched by.</summary>
    public string Words { get; init; } = "";

    /// <summary>What the search offers to add.</summary>
    public ImmutableArray<Product> Found { get; init; } = [];

    /// <summary>Whether nothing on this page can make the request possible: one product, which cannot be asked for, and nothing typed that would be lost.</summary>
    public bool Hopeless => !Refusals.IsEmpty && Ids.Length == 1 && Found.IsEmpty;

    /// <summary>The governing experience as its users know it.</summary>
    public string? Experience { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public ImmutableArray<AccountId> Approvers { get; init; } = [];
}
