using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Requests;

/// <summary>
/// Declines a request: its products are denied with the note as their notes, and can be blocked, so that nobody may request them again until an
/// administrator allows or unblocks them. A product that was allowed meanwhile stays allowed. private-marketplace.md 4.15, 5.6; M-23.
/// </summary>
/// <param name="ApproverNote">At most 1,024 characters.</param>
public sealed record DeclineProductProcurementRequest(string? ApproverNote = null, bool BlockFutureRequests = false) : RequestAnswer(ApproverNote)
{
    public const string Cause = "DECLINED_BY_ADMINISTRATOR";

    protected override IEnumerable<Problem> Check(Workspace workspace, ProductRequest request, Experience experience) =>
        experience.Policy is null ? [PolicyProblems.NoPolicy(experience)] : [];

    protected override void Apply(Workspace workspace, ProductRequest request)
    {
        OpenRequests.Decide(workspace, request, RequestStatus.Declined, ApproverNote, Cause);
        var experience = workspace.GetExperience(request.Experience);
        var allowed = NamedProducts.Of(request.Products.Select(p => p.Id)).Among(experience.Policy!.Allowed);
        ImmutableArray<ProductGrant> denied =
            [.. request.Products.Where(p => !allowed.Contains(p.Id)).Select(p => new ProductGrant(p.Id, ApproverNote))];
        var policy = experience.Policy.Deny(denied);
        workspace.Put(experience with
        {
            Policy = BlockFutureRequests ? policy with { Blocked = policy.Blocked.Union(denied.Select(g => g.Product)) } : policy,
        });
    }
}
