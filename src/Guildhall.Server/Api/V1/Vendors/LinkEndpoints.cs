using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Api.V1.Mail;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary><c>/api/v1/vendors/aws/organizations</c>: links by Guildhall's own API. vendor-integration.md 17. Secrets come in and never go out.</summary>
internal static class LinkEndpoints
{
    internal const string Path = "/api/v1/vendors/aws/organizations";

    public static void MapLinks(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, LinkReach.Read, async (call, cancellation) => LinkAnswers.Of(new { items = (await guildhall.Links.ListAsync(call.Caller, cancellation)).Select(OrganizationAnswers.Of) }));
        api.Post(Path, LinkReach.Manage, (call, cancellation) => SaveAsync(guildhall, call, cancellation));
        api.MapLinkDrafts(guildhall);
        api.Post(Path + "/preflight", LinkReach.Manage, (call, cancellation) => CheckAsync(guildhall, call, cancellation));
        api.Get("/api/v1/vendors/aws/trust-policy", LinkReach.Read, (call, cancellation) => TrustAsync(guildhall, call, cancellation));
        api.Get(Path + "/{id}", LinkReach.Read, (call, cancellation) => ShowAsync(guildhall, call, cancellation));
        api.Patch(Path + "/{id}", LinkReach.Manage, Of(guildhall, (call, cancellation) => EditAsync(guildhall, call, cancellation)));
        api.Patch(Path + "/{id}/settings", LinkReach.Manage, Of(guildhall, (call, cancellation) => SettingsAsync(guildhall, call, cancellation)));
        api.Delete(Path + "/{id}", LinkReach.Manage, Of(guildhall, (call, cancellation) => RemoveAsync(guildhall, call, cancellation)));
        api.Post(Path + "/{id}/preflight", LinkReach.Manage, Of(guildhall, (call, cancellation) => CheckAgainAsync(guildhall, call, cancellation)));
        api.Post(Path + "/{id}/enable", LinkReach.Manage, Of(guildhall, (call, cancellation) => EnableAsync(guildhall, call, cancellation)));
        api.Post(Path + "/{id}/rotate", LinkReach.Manage, Of(guildhall, (call, cancellation) => RotateAsync(guildhall, call, cancellation)));
        api.Post(Path + "/{id}/default", LinkReach.Manage, Of(guildhall, (call, cancellation) => ChangeAsync(guildhall, call, version => guildhall.LinkStanding.MakeDefaultAsync(call.RouteValue("id"), version, call.Origin(), cancellation))));
        api.Post(Path + "/{id}/pause", LinkReach.Manage, Of(guildhall, (call, cancellation) => PauseAsync(guildhall, call, cancellation)));
        api.Post(Path + "/{id}/resume", LinkReach.Manage, Of(guildhall, (call, cancellation) => ChangeAsync(guildhall, call, version => guildhall.LinkStanding.ResumeAsync(call.RouteValue("id"), version, call.Origin(), cancellation))));
        api.Post(Path + "/{id}/test-mail", LinkReach.Manage, Of(guildhall, (call, cancellation) => TestMailAsync(guildhall, call, cancellation)));
        api.Post(Path + "/{id}/retry", LinkReach.Manage, Of(guildhall, (call, cancellation) => RetryAsync(guildhall, call, cancellation)));
    }

    /// <summary>What is done to one link: refused, as if there were none, when it is another's (S-24).</summary>
    private static Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Of(Installation guildhall, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler) =>
        async (call, cancellation) => await guildhall.Links.ShowAsync(call.Caller, call.RouteValue("id"), cancellation) is not null
            ? await handler(call, cancellation)
            : LinkAnswers.Refuse([LinkAnswers.NoSuch], call);

    private static async ValueTask<ApiAnswer> ShowAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        if (await guildhall.Links.ShowAsync(call.Caller, call.RouteValue("id"), cancellation) is not { } detail) return LinkAnswers.Refuse([LinkAnswers.NoSuch], call);
        return LinkAnswers.Of(OrganizationAnswers.Of(detail)) with { ETag = LinkAnswers.ETag(detail.Link.Version) };
    }

    /// <summary>What the trust policy of an account's role must say, before the role is linked.</summary>
    private static async ValueTask<ApiAnswer> TrustAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var account = LinkFields.Account(call.Query["accountId"], "accountId");
        if (account.Refused) return LinkAnswers.Refuse(account.Problems, call);
        return LinkAnswers.Of(OrganizationAnswers.Of(account.Value.Value, await guildhall.RoleTrusts.OfAsync(account.Value, cancellation)));
    }

    private static async ValueTask<ApiAnswer> SaveAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Form, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        var saved = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(), origin => MakeAsync(guildhall, body.Value, origin, cancellation), id => MadeAsync(guildhall, call, id, cancellation), cancellation, report => report.Link is not null);
        if (saved.Refused) return LinkAnswers.Refuse(saved.Problems, call);
        var checks = OrganizationAnswers.Of(saved.Value.Checks);
        return saved.Value.Link is { } link
            ? LinkAnswers.Of(new { link = OrganizationAnswers.Of(link), checks }) with { Status = StatusCodes.Status201Created, ETag = LinkAnswers.ETag(link.Version) }
            : LinkAnswers.Of(new { code = "preflight_failed", message = "A check failed.", requestId = call.RequestId, checks }) with { Status = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Result<LinkReport>> MakeAsync(Installation guildhall, LinkBody body, ActOrigin origin, CancellationToken cancellation)
    {
        var draft = body.Text("draftId") is { } id ? await guildhall.LinkDrafts.FindAsync(id, cancellation) : new LinkForm();
        return draft is null ? LinkDrafts.NoSuch with { Member = "draftId" } : await guildhall.LinkMaking.SaveAsync(body.Over(draft), origin, cancellation);
    }

    /// <summary>The link that the same call has made, as it is now, with its last preflight.</summary>
    private static async Task<Result<LinkReport>> MadeAsync(Installation guildhall, ApiCall call, string id, CancellationToken cancellation)
    {
        if (await guildhall.Links.ShowAsync(call.Caller, id, cancellation) is not { } detail) return LinkAnswers.NoSuch;
        var runs = await guildhall.Preflights.HistoryAsync(id, cancellation);
        return new LinkReport(runs is [var last, ..] ? last.Checks : [], detail.Link);
    }

    private static async ValueTask<ApiAnswer> CheckAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Draft, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        var run = await guildhall.Preflights.CheckAsync(body.Value.Over(new LinkForm()), call.Origin(), cancellation);
        return run.Refused ? LinkAnswers.Refuse(run.Problems, call) : LinkAnswers.OfRun(run.Value);
    }

    private static async ValueTask<ApiAnswer> CheckAgainAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var run = await guildhall.Preflights.RunAsync(call.RouteValue("id"), call.Origin(), cancellation);
        return run.Refused ? LinkAnswers.Refuse(run.Problems, call) : LinkAnswers.OfRun(run.Value);
    }

    private static async ValueTask<ApiAnswer> EnableAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Enabling, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        if (LinkFeature.Find(body.Value.Text("feature")) is not { } feature)
            return LinkAnswers.Refuse([Problem.Malformed($"feature must be {string.Join(" or ", LinkFeature.All.Select(f => f.Name))}.", "feature")], call);
        var run = await guildhall.LinkEnabling.EnableAsync(call.RouteValue("id"), feature, call.Origin(), cancellation);
        return run.Refused ? LinkAnswers.Refuse(run.Problems, call) : LinkAnswers.OfRun(run.Value);
    }

    private static async ValueTask<ApiAnswer> EditAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Editable, "field_not_editable");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        var given = body.Value;
        var edit = new LinkEdit
        {
            Credentials = given.Credentials(),
            RoleArn = given.Text("roleArn"),
            ExternalId = given.Text("externalId"),
            AccessKeyId = given.Text("accessKeyId"),
            Secret = given.Secret(),
            EmailPattern = given.Text("emailPattern"),
            Default = given.Flag("default"),
            NoDefault = given.Flag("noDefault") is true,
        };
        return await ChangeAsync(guildhall, call, version => guildhall.LinkEdits.EditAsync(call.RouteValue("id"), edit, version, call.Origin(), cancellation));
    }

    /// <summary>What is not named stays as it was read: whoever was quicker wins, with or without <c>If-Match</c>.</summary>
    private static async ValueTask<ApiAnswer> SettingsAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        if (await guildhall.Links.ShowAsync(call.Caller, call.RouteValue("id"), cancellation) is not { } detail) return LinkAnswers.Refuse([LinkAnswers.NoSuch], call);
        var given = LinkSettingsBody.Read(call.Body, detail.Settings);
        if (given.Refused) return LinkAnswers.Refuse(given.Problems, call);
        return await ChangeAsync(guildhall, call, async version =>
        {
            var changed = await guildhall.LinkEdits.ChangeSettingsAsync(detail.Link.Id, given.Value.Name, given.Value.Settings, version ?? detail.Link.Version, call.Origin(), cancellation);
            return changed.Refused ? LinkSettingsBody.Named(changed.Problems) : changed;
        });
    }

    private static async ValueTask<ApiAnswer> RotateAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Pair, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        return await ChangeAsync(guildhall, call, version => guildhall.LinkEdits.RotateAsync(call.RouteValue("id"), body.Value.Text("accessKeyId"), body.Value.Secret(), version, call.Origin(), cancellation));
    }

    private static async ValueTask<ApiAnswer> PauseAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.After, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        return await ChangeAsync(guildhall, call, version => guildhall.LinkStanding.PauseAsync(call.RouteValue("id"), body.Value.DefaultAfter(), version, call.Origin(), cancellation));
    }

    private static async ValueTask<ApiAnswer> RemoveAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var body = LinkBody.Read(call, LinkBody.Removal, "invalid_field");
        if (body.Refused) return LinkAnswers.Refuse(body.Problems, call);
        var version = LinkAnswers.Version(call);
        if (version.Refused) return LinkAnswers.Refuse(version.Problems, call);
        var removal = new LinkRemoval(body.Value.Text("accountId"), body.Value.Flag("force") is true, body.Value.DefaultAfter());
        var removed = await guildhall.LinkStanding.RemoveAsync(call.RouteValue("id"), removal, version.Value.Seen, call.Origin(), cancellation);
        return removed.Refused ? LinkAnswers.Refuse(removed.Problems, call) : LinkAnswers.Of(new { link = OrganizationAnswers.Of(removed.Value.Link), remains = removed.Value.Remains });
    }

    private static async ValueTask<ApiAnswer> RetryAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var retried = await guildhall.LinkRetry.RetryAsync(call.RouteValue("id"), call.Origin(), cancellation);
        return retried.Refused ? LinkAnswers.Refuse(retried.Problems, call) : LinkAnswers.Of(OrganizationAnswers.Of(guildhall.Links.Aged(retried.Value)));
    }

    private static async ValueTask<ApiAnswer> TestMailAsync(Installation guildhall, ApiCall call, CancellationToken cancellation)
    {
        var sent = await guildhall.TestMails.SendAsync(call.RouteValue("id"), call.Origin(), cancellation);
        return sent.Refused ? LinkAnswers.Refuse(sent.Problems, call) : LinkAnswers.Of(MailAnswers.Of(sent.Value));
    }

    private static async ValueTask<ApiAnswer> ChangeAsync(Installation guildhall, ApiCall call, Func<long?, Task<Result<LinkChanged>>> act)
    {
        var version = LinkAnswers.Version(call);
        if (version.Refused) return LinkAnswers.Refuse(version.Problems, call);
        var changed = await act(version.Value.Seen);
        return changed.Refused
            ? LinkAnswers.Refuse(changed.Problems, call)
            : LinkAnswers.Of(new { link = OrganizationAnswers.Of(guildhall.Links.Aged(changed.Value.Link)), notices = changed.Value.Notices, checks = OrganizationAnswers.Of(changed.Value.Checks) }) with { ETag = LinkAnswers.ETag(changed.Value.Link.Version) };
    }
}
