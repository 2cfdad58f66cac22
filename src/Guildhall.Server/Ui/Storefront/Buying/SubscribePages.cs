using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Storefront.Buying;

/// <summary>
/// <c>/products/ID/subscribe</c>: choices, a quote to review, its acceptance. Whether it may be bought is asked by the use cases, at the quote and again at the acceptance; what they refuse
/// leaves nothing behind. storefront-and-procurement.md D.3, B.10; M-40 to M-42.
/// </summary>
internal sealed class SubscribePages(Installation guildhall)
{
    private const string Stale = "SUPERSEDED_AGREEMENT_PROPOSAL";

    public void Map(PageRoutes pages)
    {
        pages.Get("/products/{id}/subscribe", PurchaseOptions.Action, async (call, cancellation) => await SceneAsync(call, field => call.Query[field].ToString().Trim(), cancellation) is { } scene ? Choose(call, scene) : Missing);
        pages.Post("/products/{id}/subscribe", PurchaseOptions.Action, SendAsync);
    }

    private static PageAnswer Missing => new PageAnswer.Refused(Problem.NotFound("There is no such product, or no such offer of it for this account."));

    private async ValueTask<PageAnswer> SendAsync(PageCall call, CancellationToken cancellation)
    {
        if (await SceneAsync(call, call.Text, cancellation) is not { } scene) return Missing;
        return (scene.Form, call.Text("go")) switch
        {
            (null, _) => Choose(call, scene),
            (_, "review") => await ReviewAsync(call, scene, null, cancellation),
            (_, "buy") => await BuyAsync(call, scene, cancellation),
            _ => Choose(call, scene),
        };
    }

    /// <summary>What the page is about; null when the account may not see the product or the offer.</summary>
    private async Task<PurchaseScene?> SceneAsync(PageCall call, Func<string, string> typed, CancellationToken cancellation)
    {
        var account = call.Caller.Account;
        if (await guildhall.ProductSheets.FindAsync(account, call.Route("id"), cancellation) is not { } sheet) return null;
        var asked = typed("offer");
        if (asked.Length > 0 && sheet.Offers.All(o => o.Id != asked) && await guildhall.Offers.FindAsync(account, asked, cancellation) is null) return null;
        var standing = call.Tenant is { } tenant ? ProductStanding.Of(tenant, call.Caller, guildhall.Decisions.Decide(tenant, account.Value, sheet.Product.Id.Value), sheet.Product) : null;
        var open = PurchaseOptions.Open(sheet, call.Now);
        return new PurchaseScene(sheet, standing, open, PurchaseForm.Of(open, typed));
    }

    /// <summary>The choices, with what was typed, what is wrong with it, and what it comes to.</summary>
    private static PageAnswer.View Choose(PageCall call, PurchaseScene scene) => View<SubscribeView>(scene.Calculated(call.Now)) with { Status = UiProblems.StatusOf(scene.Problems) };

    private static PageAnswer.View View<T>(PurchaseScene scene)
        where T : IComponent =>
        PageAnswer.Storefront<T>($"Buy {scene.Sheet.Product.Title}", scene, new Crumb("Search", "/search"), new Crumb(scene.Sheet.Product.Title, $"/products/{scene.Sheet.Product.Id}"));

    /// <param name="expired">What the quote came to that is worth nothing any more; null for the first one.</param>
    private async Task<PageAnswer> ReviewAsync(PageCall call, PurchaseScene scene, string? expired, CancellationToken cancellation)
    {
        var form = scene.Form!;
        var terms = form.Request(scene.Sheet.Dimensions);
        if (terms.Refused) return Choose(call, scene with { Problems = terms.Problems });
        var request = new QuoteRequest(Intent.New, terms.Value) { Proposal = form.Typed("proposal") is { Length: > 0 } seen ? seen : form.Offer.ProposalId };
        var quote = await guildhall.Agreements.QuoteAsync(call.Caller, request with { ClientToken = TokenOf(call, form, expired) }, call.RequestId, cancellation);
        return quote.Refused ? await RefusedAsync(call, scene, quote.Problems, cancellation) : View<QuoteView>(scene with { Quote = quote.Value, Expired = expired });
    }

    private async Task<PageAnswer> BuyAsync(PageCall call, PurchaseScene scene, CancellationToken cancellation)
    {
        var form = scene.Form!;
        var accepted = await guildhall.Agreements.AcceptAsync(call.Caller, call.Text("quote"), form.Orders(call.Texts("charge")), call.RequestId, cancellation);
        if (!accepted.Refused) return new PageAnswer.SeeOther($"/subscriptions/{accepted.Value.AgreementId}", Flash.Done(form.Way.Kind == PurchaseKind.Trial ? "Your free trial has begun." : "Subscribed."));
        return AgreementProblems.IsOfLapsedQuote(accepted.Problems) ? await ReviewAsync(call, scene, call.Text("total"), cancellation) : await RefusedAsync(call, scene, accepted.Problems, cancellation);
    }

    /// <summary>The choices again: after a change of the terms with what changed, after a refusal of the private marketplace with its reason.</summary>
    private async Task<PageAnswer> RefusedAsync(PageCall call, PurchaseScene scene, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var form = scene.Form!;
        if (problems[0].Code == Stale)
        {
            var changes = SeenPrices.Changes(form.Typed("seen"), form.Offer, scene.Sheet.Dimensions);
            scene = scene with { Changes = changes };
            problems = [problems[0] with { Kind = ProblemKind.Conflict, Message = "The seller has changed this offer since you opened it, so nothing was bought. Look at it again.", Member = null }];
        }

        var denied = AgreementProblems.IsDenied(problems[0]);
        // What refused was asked inside the purchase; the page's own look at it may be a moment older.
        if (denied && await SceneAsync(call, call.Text, cancellation) is { } now) scene = now;
        return Choose(call, scene with { Denied = denied, Problems = [.. problems.Select(p => p with { Member = p.Member is "order" ? p.Member : null })] });
    }

    /// <summary>The form sent twice gets the same quote; with other choices, or after an expired quote, another one.</summary>
    private static string? TokenOf(PageCall call, PurchaseForm form, string? expired)
    {
        if (call.FormKey is not { } key) return null;
        var typed = string.Join('\n', form.Kept().Select(f => $"{f.Field}={f.Value}").Append(expired));
        return $"{key}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(typed)))[..16]}";
    }
}

/// <summary>A product that is about to be bought.</summary>
/// <param name="Open">The offers that can be taken now: those that name the account first.</param>
/// <param name="Form">Null when there is none.</param>
public sealed record PurchaseScene(ProductSheet Sheet, ProductStanding? Standing, ImmutableArray<Offer> Open, PurchaseForm? Form)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What the seller changed since the page was opened.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Whether the private marketplace has just refused it.</summary>
    public bool Denied { get; init; }

    /// <summary>What the choices come to, or why they come to nothing; null without choices.</summary>
    public Result<QuotedTerms>? Total { get; init; }

    /// <summary>The quote to be reviewed.</summary>
    public Quote? Quote { get; init; }

    /// <summary>What the quote came to that had expired, in words; null when none had.</summary>
    public string? Expired { get; init; }

    /// <summary>With the total of what is chosen so far: the same arithmetic as a quote's.</summary>
    public PurchaseScene Calculated(DateTimeOffset now)
    {
        if (Form is null) return this;
        var terms = Form.Request(Sheet.Dimensions);
        return this with { Total = terms.Refused ? terms.Problems : Quoting.Of(Form.Offer.Terms, terms.Value, now) };
    }
}
