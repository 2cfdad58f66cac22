using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Requests;

/// <summary>
/// A change that ends a pending request. Who neither made it nor administers the private marketplace does not learn that it exists (S-25).
/// private-marketplace.md 4.15.
/// </summary>
public abstract record RequestChange : Change
{
    public sealed override IEnumerable<Problem> Check(Workspace workspace, EntityId target)
    {
        var request = workspace.FindRequest(target);
        if (request is null || (!workspace.ActorAdministers && request.Requester != workspace.Actor.Account)) return [RequestProblems.NotFound(target)];
        if (Forbidden(workspace, request) is { } forbidden) return [forbidden];
        return Open(workspace, request) ? Check(workspace, request) : [RequestProblems.NotPending(request)];
    }

    public sealed override void Apply(Workspace workspace, EntityId target) => Apply(workspace, workspace.GetRequest(target));

    /// <summary>Why the actor may not do it, though he may see the request; null when he may.</summary>
    protected abstract Problem? Forbidden(Workspace workspace, ProductRequest request);

    protected virtual bool Open(Workspace workspace, ProductRequest request) => request.Pending;

    protected virtual IEnumerable<Problem> Check(Workspace workspace, ProductRequest request) => [];

    protected abstract void Apply(Workspace workspace, ProductRequest request);
}
