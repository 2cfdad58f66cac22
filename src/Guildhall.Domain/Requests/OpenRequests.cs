using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Requests;

/// <summary>What happens to pending requests when something else decides about their products. private-marketplace.md 5.6.</summary>
internal static class OpenRequests
{
    public const string ByPolicyChange = "approved by policy change";

    public static bool ApprovedByPolicyChange(ProductRequest request) =>
        request is { Status: RequestStatus.Approved, Decision.Note: ByPolicyChange };

    /// <summary>The account's pending request for a product; it has at most one.</summary>
    public static ProductRequest? Find(Workspace workspace, ProductId product, AccountId requester) =>
        For(workspace, product).FirstOrDefault(r => r.Requester == requester);

    /// <summary>
    /// Approves the pending requests of the experience that the newly allowed products settle: those all of whose products are allowed now.
    /// </summary>
    public static void ApproveSettled(Workspace workspace, EntityId experience, IEnumerable<ProductGrant> allowed)
    {
        var concerned = allowed.SelectMany(g => For(workspace, g.Product)).Where(r => r.Experience == experience).DistinctBy(r => r.Id);
        foreach (var request in concerned.ToList().Where(r => Settled(workspace, r))) Decide(workspace, request, RequestStatus.Approved, ByPolicyChange);
    }

    /// <summary>Ends a request with an answer of the actor, and tells of it.</summary>
    public static void Decide(Workspace workspace, ProductRequest request, RequestStatus status, string? note, string? declinedCause = null)
    {
        var decided = request with { Status = status, Decision = new RequestDecision(workspace.Now, workspace.Actor.Arn, note, declinedCause) };
        workspace.Put(decided);
        workspace.Record(new Fact.RequestChanged(decided));
    }

    private static bool Settled(Workspace workspace, ProductRequest request) =>
        request.Products.Length == 1
        || NamedProducts.Of(request.Products.Select(p => p.Id)).Among(workspace.GetExperience(request.Experience).Policy!.Allowed).Count
            == request.Products.Length;

    private static IEnumerable<ProductRequest> For(Workspace workspace, ProductId product) =>
        workspace.Current.OpenRequests.GetValueOrDefault(product, []).Select(workspace.GetRequest);
}
