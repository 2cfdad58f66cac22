using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.App.Search;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront;

/// <summary><c>/why/{product}</c>: may the account one acts for buy the product, and how that comes about. private-marketplace.md 5.1, 5.2.</summary>
internal sealed class WhyPage(Installation guildhall)
{
    private readonly Alternatives _alternatives = new(guildhall);

    public void Map(PageRoutes pages) => pages.Get("/why/{product}", "guildhall:Decide", ShowAsync);

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Tenant is not { } tenant) return new PageAnswer.Refused(Problem.Forbidden($"Account {call.Caller.Account} belongs to no organization or account linked to this marketplace."));
        var (account, id) = (call.Caller.Account, new ProductId(call.Route("product")));
        var decision = guildhall.Decisions.Decide(tenant, account.Value, id.Value);
        if (decision.Reason is DecisionReason.ProductNotFound or DecisionReason.AccountNotFound) return new PageAnswer.Refused(Problem.NotFound("There is no product of this id, or it is not offered to your account."));
        var product = guildhall.Marketplaces.Catalogue.Find(id);
        var experience = decision.Experience is { } governor ? tenant.Marketplace.FindExperience(governor) : null;
        var shown = new WhyAnswer(tenant, id, product?.VisibleTo(account) == true ? product.Title : id.Value, decision, experience)
        {
            Path = tenant.Governance.Path(decision.Account),
            Approvers = [tenant.Marketplace.Organization.ManagementAccount, .. tenant.Marketplace.Organization.DelegatedAdministrators.OrderBy(a => a.Value, StringComparer.Ordinal)],
            Alternatives = decision.Decision == Decision.Deny && await guildhall.ProductSheets.FindAsync(account, id.Value, cancellation) is { } sheet
                ? await _alternatives.OfAsync(call, sheet, approvedOnly: true, cancellation)
                : [],
            CanRequest = ProductStanding.MayBeAskedFor(tenant, call.Caller, decision, id),
            DenyNote = ProductStanding.DenyNoteFor(tenant, call.Caller, decision, id),
            Requested = tenant.Marketplace.Requests.Values.Any(r => r.Pending && r.Requester == account && r.Products.Any(p => p.Id == id)),
        };
        return PageAnswer.Storefront<WhyView>(decision.Decision == Decision.Allow ? "Why can I buy this?" : "Why can't I buy this?", shown);
    }
}

/// <summary>What the page shows.</summary>
public sealed record WhyAnswer(TenantView Tenant, ProductId Product, string Title, PurchaseDecision Decision, Experience? Experience)
{
    /// <summary>From the account up to the organization.</summary>
    public ImmutableArray<PathStep> Path { get; init; } = [];

    public ImmutableArray<AccountId> Approvers { get; init; } = [];

    /// <summary>Products like it that may be bought; none when it may be bought itself.</summary>
    public ImmutableArray<FoundProduct> Alternatives { get; init; } = [];

    /// <summary>Whether the account has asked for the product already.</summary>
    public bool Requested { get; init; }

    /// <summary>Whether the product can be asked for: <see cref="ProductStanding.MayBeRequested"/>. M-22, M-23.</summary>
    public bool CanRequest { get; init; }

    /// <summary>What the reader may read of why it was denied: <see cref="ProductStanding.DenyNote"/>.</summary>
    public string? DenyNote { get; init; }
}
