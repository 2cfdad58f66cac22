using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Requests;

/// <summary>
/// Approves a request: its products are allowed, with the note, for everyone the request's experience governs. Other open requests that this
/// settles become Approved too. private-marketplace.md 4.15, 5.6; M-22.
/// </summary>
/// <param name="ApproverNote">At most 1,024 characters.</param>
public sealed record ApproveProductProcurementRequest(string? ApproverNote = null) : RequestAnswer(ApproverNote)
{
    /// <summary>Several requests for one product may be approved in one set: the first answer has settled the others by then.</summary>
    protected override bool Open(Workspace workspace, ProductRequest request) =>
        request.Pending || (OpenRequests.ApprovedByPolicyChange(request) && workspace.Before.Requests.GetValueOrDefault(request.Id) is { Pending: true });

    protected override IEnumerable<Problem> Check(Workspace workspace, ProductRequest request, Experience experience) =>
        experience.Policy is null
            ? [PolicyProblems.NoPolicy(experience)]
            : ProductRules.Allowing(workspace, experience, NamedProducts.Of(request.Products.Select(p => p.Id)));

    protected override void Apply(Workspace workspace, ProductRequest request)
    {
        OpenRequests.Decide(workspace, request, RequestStatus.Approved, ApproverNote);
        var experience = workspace.GetExperience(request.Experience);
        var allowed = NamedProducts.Of(request.Products.Select(p => p.Id)).Among(experience.Policy!.Allowed);
        ImmutableArray<ProductGrant> grants =
            [.. request.Products.Where(p => !allowed.Contains(p.Id)).Select(p => new ProductGrant(p.Id, ApproverNote))];
        workspace.Put(experience with { Policy = experience.Policy.Allow(grants) });
        OpenRequests.ApproveSettled(workspace, experience.Id, grants);
    }
}
