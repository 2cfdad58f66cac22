using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Requests;

/// <summary>Takes a pending request back; only the account that made it can. private-marketplace.md 4.15, S-22.</summary>
public sealed record CancelProductProcurementRequest : RequestChange
{
    protected override Problem? Forbidden(Workspace workspace, ProductRequest request) =>
        request.Requester == workspace.Actor.Account ? null : RequestProblems.NotRequester(request);

    protected override void Apply(Workspace workspace, ProductRequest request) =>
        OpenRequests.Decide(workspace, request, RequestStatus.Cancelled, note: null);
}
