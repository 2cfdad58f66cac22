using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Storefront;

/// <summary>How a product stands for somebody: what the storefront's badges, banners and buttons follow. storefront-and-procurement.md D.2.</summary>
/// <param name="Governing">The live experience that governs the account; null when none does.</param>
public sealed record ProductStanding(PurchaseDecision Decision, Experience? Governing)
{
    /// <summary>Whether it carries the badge <i>approved for procurement</i> (M-10): governed by a policy, and permitted by it.</summary>
    public bool Approved => Governing is not null && Decision.Reason is DecisionReason.ProductAllowed or DecisionReason.AlwaysEntitled;

    /// <summary>Whether buying is refused.</summary>
    public bool Refused => Decision.Decision == Domain.Governance.Decision.Deny;

    /// <summary>Whether a request for it would be taken: requests are on, it is not blocked, and none of the account is open. private-marketplace.md 5.6.</summary>
    public bool MayBeRequested { get; init; }

    /// <summary>Whether the governing experience takes no request for anything.</summary>
    public bool RequestsOff => Governing?.Policy is { RequestsAllowed: false };

    /// <summary>The account's pending request for it.</summary>
    public ProductRequest? Open { get; init; }

    /// <summary>The account's last request for it that was declined, when it is still refused.</summary>
    public ProductRequest? Declined { get; init; }

    /// <summary>What the administrator wrote when it was denied: for those who may approve products, and for others when it was marked public (private-marketplace.md 7.3).</summary>
    public string? DenyNote { get; init; }

    /// <summary>For those who may approve products: each active experience and what it says of the product, by name; empty for others.</summary>
    public ImmutableArray<ExperienceSays> Experiences { get; init; } = [];

    /// <summary>The active experiences that lack it: those to which it can be added (M-08).</summary>
    public ImmutableArray<Experience> Lacking { get; private init; } = [];

    public static ProductStanding Of(TenantView view, Caller caller, PurchaseDecision decision, Product product)
    {
        var marketplace = view.Marketplace;
        var governing = decision.Experience is { } id ? marketplace.FindExperience(id) : null;
        var refused = decision.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied;
        var own = marketplace.Requests.Values.Where(r => r.Requester == caller.Account && r.Products.Any(p => p.Id == product.Id)).OrderByDescending(r => r.Created).ToList();
        var open = own.FirstOrDefault(r => r.Pending);
        ImmutableArray<ExperienceSays> says = MayApprove(view, caller) ? [.. Says(view, product)] : [];
        return new ProductStanding(decision, governing)
        {
            Open = open,
            MayBeRequested = MayBeAskedFor(view, caller, decision, product.Id),
            Declined = refused && own.FirstOrDefault() is { Status: RequestStatus.Declined } last ? last : null,
            DenyNote = DenyNoteFor(view, caller, decision, product.Id),
            Experiences = says,
            Lacking = [.. says.Where(e => e.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied).Select(e => e.Experience)],
        };
    }

    /// <summary>Whether a request for it would be taken, without looking at all requests: for lists of results.</summary>
    public static bool MayBeAskedFor(TenantView view, Caller caller, PurchaseDecision decision, ProductId product) =>
        decision.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied
        && view.Marketplace.FindExperience(decision.Experience!.Value)?.Policy is { RequestsAllowed: true } policy
        && !policy.Blocked.Contains(product)
        && !view.Marketplace.OpenRequests.GetValueOrDefault(product, []).Any(open => view.Marketplace.Requests[open].Requester == caller.Account);

    /// <summary>What the administrator wrote when the product was denied, if the caller may read it: see <see cref="DenyNote"/>.</summary>
    public static string? DenyNoteFor(TenantView view, Caller caller, PurchaseDecision decision, ProductId product) =>
        decision is { Reason: DecisionReason.ProductDenied, Experience: { } id } && view.Marketplace.FindExperience(id)?.Policy is { } policy
            ? MayApprove(view, caller) ? policy.Denied.FirstOrDefault(g => g.Product == product).Notes : policy.PublicNoteOf(product)
            : null;

    /// <summary>Whether the caller may approve products in experiences of the organization.</summary>
    public static bool MayApprove(TenantView view, Caller caller) =>
        caller.Actor.Administers(view.Marketplace.Organization) && ChangeSetRights.MayStart(caller, view.State, "AllowProductProcurement");

    private static IEnumerable<ExperienceSays> Says(TenantView view, Product product) => view.Marketplace.Experiences.Values
        .Where(e => !e.Archived).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Id.Value, StringComparer.Ordinal)
        .Select(e => new ExperienceSays(e, product.AlwaysEntitled ? DecisionReason.AlwaysEntitled : view.Governance.ReasonIn(e.Id, view.Governance.Catalogue.NumberOf(product.Id.Value))));
}

/// <summary>What an experience's policy says of a product, whether it governs anybody or not.</summary>
public sealed record ExperienceSays(Experience Experience, DecisionReason Reason);
