using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Requests;

/// <summary>
/// Asks the administrators of the experience that governs the actor's account to approve products. The request stays with that experience, whatever
/// governs later. private-marketplace.md 4.15, 5.6; M-22, M-23, S-22.
/// </summary>
/// <param name="Products">1 to 10 different products.</param>
/// <param name="Reason">1 to 2,000 characters.</param>
/// <param name="PurchaseOrderNumber">At most 200 characters.</param>
public sealed record CreateProductProcurementRequest(
    ImmutableArray<ProductReference> Products, string Reason, string? PurchaseOrderNumber = null) : Change, ICreates
{
    public const int ProductsLimit = 10;

    public override IEnumerable<Problem> Validate()
    {
        foreach (var problem in ProductReference.Validate(Products, ProductsLimit)) yield return problem;
        if (string.IsNullOrWhiteSpace(Reason)) yield return Problem.Malformed("Reason must not be empty.", nameof(Reason));
        foreach (var problem in Texts.Length(Reason, 2_000, nameof(Reason))) yield return problem;
        foreach (var problem in Texts.Length(PurchaseOrderNumber, 200, nameof(PurchaseOrderNumber))) yield return problem;
    }

    public override IEnumerable<Problem> Check(Workspace workspace, EntityId target) => GoverningPolicy(workspace) switch
    {
        null => [RequestProblems.NotGoverned(workspace.Actor.Account)],
        { RequestsAllowed: false } => [RequestProblems.Disabled()],
        var policy => Refusals(workspace, policy),
    };

    public override void Apply(Workspace workspace, EntityId target)
    {
        var actor = workspace.Actor;
        var request = new ProductRequest(
            target, 0, workspace.Now, actor.Account, actor.Arn, Governing.Of(workspace.Current, PrincipalId.Of(actor.Account)).Experience!.Id,
            [.. Ids.Select(id => workspace.Context.Catalogue.Find(id)!).Select(p => new RequestedProduct(p.Id, p.Title, p.Manufacturer))],
            Reason, PurchaseOrderNumber, Created: workspace.Now, Expires: workspace.Now + workspace.Context.RequestLifetime);
        workspace.Put(request);
        workspace.Record(new Fact.RequestChanged(request));
    }

    private IEnumerable<ProductId> Ids => Products.Select(p => new ProductId(p.Id));

    private static ProcurementPolicy? GoverningPolicy(Workspace workspace) =>
        Governing.Of(workspace.Current, PrincipalId.Of(workspace.Actor.Account)).Experience?.Policy;

    private IEnumerable<Problem> Refusals(Workspace workspace, ProcurementPolicy policy)
    {
        var allowed = NamedProducts.Of(Ids).Among(policy.Allowed);
        return [.. PolicyProblems.Unknown(Ids.Where(id => !Visible(workspace, id)), workspace.Actor.Account),
            .. Ids.Where(id => Visible(workspace, id)).Select(id => Refusal(workspace, policy, allowed, id)).OfType<Problem>()];
    }

    private static bool Visible(Workspace workspace, ProductId id) => workspace.Context.Catalogue.Find(id)?.VisibleTo(workspace.Actor.Account) ?? false;

    private static Problem? Refusal(Workspace workspace, ProcurementPolicy policy, HashSet<ProductId> allowed, ProductId id) =>
        allowed.Contains(id) || workspace.Context.Catalogue.Find(id) is { AlwaysEntitled: true } ? RequestProblems.AlreadyAllowed(id)
        : policy.Blocked.Contains(id) ? RequestProblems.Blocked(id)
        : OpenRequests.Find(workspace, id, workspace.Actor.Account) is { } open ? RequestProblems.AlreadyRequested(id, open.Id)
        : null;
}
