using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Server.Ui.Console.Requests;

/// <summary>What helps to answer a request.</summary>
/// <param name="Request">The one it is about.</param>
/// <param name="ApprovedIn">Other experiences, by name, in which each of its products is approved.</param>
/// <param name="Governing">What governs the requester now, which need not be what the request is for; null when nothing does.</param>
/// <param name="Notes">What that experience's list says of the products.</param>
public sealed record RequestAid(ProductRequest Request, ImmutableArray<Experience> ApprovedIn, Experience? Governing, ImmutableArray<ProductNote> Notes)
{
    internal static RequestAid Of(TenantView tenant, ProductRequest request)
    {
        var marketplace = tenant.Marketplace;
        var governing = marketplace.Organization.Tree.Find(request.Requester.Value) is { } node && tenant.Governance.GovernorOf(node) is { } governor ? marketplace.FindExperience(governor.Experience) : null;
        return new RequestAid(request, Approving(tenant, request), governing, [.. NotesOf(governing?.Policy, request)]);
    }

    /// <summary>Other experiences, by name, in which each product of the request is approved.</summary>
    internal static ImmutableArray<Experience> Approving(TenantView tenant, ProductRequest request)
    {
        int[] numbers = [.. request.Products.Select(p => tenant.Governance.Catalogue.NumberOf(p.Id.Value))];
        var approved = tenant.Marketplace.Experiences.Values.Where(e => e.Id != request.Experience && Array.TrueForAll(numbers, n => n >= 0 && tenant.Governance.ReasonIn(e.Id, n) == DecisionReason.ProductAllowed));
        return [.. approved.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<ProductNote> NotesOf(ProcurementPolicy? policy, ProductRequest request) => policy is null ? [] :
    [
        .. from product in request.Products from grant in policy.Denied where grant.Product == product.Id select new ProductNote(product.Title, "Denied", grant.Notes),
        .. from product in request.Products from grant in policy.Allowed where grant.Product == product.Id select new ProductNote(product.Title, "Approved", grant.Notes),
    ];
}

/// <summary>What an experience says of a product, with the administrator's note if there is one.</summary>
public sealed record ProductNote(string Title, string State, string? Notes);
