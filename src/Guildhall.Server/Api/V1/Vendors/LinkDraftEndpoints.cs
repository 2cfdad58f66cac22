using Guildhall.App;
using Guildhall.App.Linking;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary><c>…/organizations/drafts</c>: forms of new links that are left half filled and taken up again, by whoever manages links. The secret never comes out.</summary>
internal static class LinkDraftEndpoints
{
    private const string Path = LinkEndpoints.Path + "/drafts";

    public static void MapLinkDrafts(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, LinkReach.Manage, async (call, cancellation) => LinkAnswers.Of(new { items = (await guildhall.LinkDrafts.ListAsync(cancellation)).Select(OrganizationAnswers.Of) }));
        api.Post(Path, LinkReach.Manage, (call, cancellation) => SaveAsync(guildhall, call, new LinkForm(), StatusCodes.Status201Created, cancellation));
        api.Get(Path + "/{id}", LinkReach.Manage, (call, cancellation) => WithAsync(guildhall, call, form => ValueTask.FromResult(LinkAnswers.Of(OrganizationAnswers.Of(form))), cancellation));
        api.Patch(Path + "/{id}", LinkReach.Manage, (call, cancellation) => WithAsync(guildhall, call, form => SaveAsync(guildhall, call, form, StatusCodes.Status200OK, cancellation), cancellation));
        api.Delete(Path + "/{id}", LinkReach.Manage, (call, cancellation) => DeleteAsync(guildhall, call, cancellation));
    }

    private static async ValueTask<ApiAnswer> WithAsync(Installation guildhall, ApiCall call, Func<LinkForm, ValueTask<ApiAnswer>> act, CancellationToken cancellation) =>
        await guildhall.LinkDrafts.FindAsync(call.RouteValue("id"), cancellation) is { } form ? await act(form) : LinkAnswers.Refuse([LinkDrafts.NoSuch], call);

    /// <summary>The form with what is given in its fields; nothing of it is checked yet.</summary>
    private static async ValueTask<ApiAnswer> SaveAsync(Installation guildhall, ApiCall call, LinkForm before, int status, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Draft, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        var id = await guildhall.LinkDrafts.SaveAsync(body.Value.Over(before), call.Origin(), cancellation);
        return await guildhall.LinkDrafts.FindAsync(id, cancellation) is { } saved ? LinkAnswers.Of(OrganizationAnswers.Of(saved)) with { Status = status } : LinkAnswers.Refuse([LinkDrafts.NoSuch], call);
    }

    private static async ValueTask<ApiAnswer> DeleteAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var deleted = await guildhall.LinkDrafts.DeleteAsync(call.RouteValue("id"), call.Origin(), cancellation);
        return deleted.Refused ? LinkAnswers.Refuse(deleted.Problems, call) : LinkAnswers.Of(new { id = deleted.Value });
    }
}
