using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/organizations/new</c>: <b>Add Organization</b>, with <b>Check</b>, <b>Save</b> and <b>Save as draft</b>. M-30 to M-35; vendor-integration.md 5.</summary>
internal sealed class NewLinkPages(Installation guildhall)
{
    private const string Path = VendorAddresses.List + "/new";
    private readonly OncePerForm<LinkReport> _saved = new(guildhall.Options.Clock);
    private readonly OncePerForm<string> _kept = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, LinkReach.Manage, OpenAsync);
        pages.Post(Path, LinkReach.Manage, PostAsync);
        pages.Get(VendorAddresses.List + "/example", LinkReach.Manage, (call, _) => ValueTask.FromResult<PageAnswer>(
            PageAnswer.Plain<EmailExampleView>("Example address", EmailExample.Of(call.Query[LinkMembers.EmailPattern], guildhall.Options.Ids))));
        pages.Post(VendorAddresses.List + "/drafts/{id}/delete", LinkReach.Manage, DeleteDraftAsync);
    }

    private async ValueTask<PageAnswer> OpenAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Query["draft"].ToString() is not { Length: > 0 } id) return await FormAsync(new LinkForm { Default = await HasNoDefaultAsync(cancellation) }, hasSecret: false, cancellation);
        return await guildhall.LinkDrafts.FindAsync(id, cancellation) is { } draft ? await FormAsync(draft, draft.Secret is not null, cancellation) : new PageAnswer.Refused(Problem.NotFound("There is no such draft."));
    }

    private async ValueTask<PageAnswer> PostAsync(PageCall call, CancellationToken cancellation)
    {
        var draft = call.Text("draft") is { Length: > 0 } id ? await guildhall.LinkDrafts.FindAsync(id, cancellation) : null;
        var form = NewLink.Read(call, draft) with { DraftId = draft?.DraftId };
        var view = await FormAsync(form, draft?.Secret is not null, cancellation);
        return call.Text("act") switch
        {
            "draft" => await KeepAsync(call, view, form, cancellation),
            "save" => await SaveAsync(call, view, form, cancellation),
            "look" => With(view, LinkFields.Account(form.Account, LinkMembers.Account).Problems, []),
            _ => await CheckAsync(call, view, form, cancellation),
        };
    }

    private async Task<PageAnswer> CheckAsync(PageCall call, PageAnswer.View view, LinkForm form, CancellationToken cancellation)
    {
        var read = await guildhall.LinkForms.ReadAsync(form, cancellation);
        if (read.Wish is null) return With(view, read.Problems, read.Warnings);
        var run = await guildhall.Preflights.CheckAsync(form, call.Origin, cancellation);
        return run.Refused ? With(view, run.Problems, read.Warnings) : With(view, [], read.Warnings, run.Value);
    }

    private async Task<PageAnswer> SaveAsync(PageCall call, PageAnswer.View view, LinkForm form, CancellationToken cancellation)
    {
        var began = guildhall.Options.Clock.GetTimestamp();
        var read = await guildhall.LinkForms.ReadAsync(form, cancellation);
        var saved = await _saved.RunAsync(call, going => guildhall.LinkMaking.SaveAsync(form, call.Origin, going), report => report.Link is not null);
        if (saved.Refused) return With(view, saved.Problems, read.Warnings);
        if (saved.Value.Link is { } link) return new PageAnswer.SeeOther(VendorAddresses.List, Flash.Done($"{link.Name} is stored. What it needs on AWS is set up now; you need not wait for it."));
        var took = (int)guildhall.Options.Clock.GetElapsedTime(began).TotalMilliseconds;
        return With(view, [Failed], read.Warnings, new PreflightRun("", null, form.Account!, call.Caller.Arn, call.Now, took, Passed: false, saved.Value.Checks));
    }

    /// <summary>Half filled is right; what is filled has the right form (vendor-integration.md 5).</summary>
    private async Task<PageAnswer> KeepAsync(PageCall call, PageAnswer.View view, LinkForm form, CancellationToken cancellation)
    {
        var read = await guildhall.LinkForms.ReadAsync(form, cancellation);
        var wrong = read.Problems.Where(p => p.Kind == ProblemKind.Malformed && p.Member is { } field && call.Text(field).Length > 0).ToImmutableArray();
        if (!wrong.IsEmpty) return With(view, wrong, read.Warnings);
        var anew = false;
        var kept = await _kept.RunAsync(call, async going =>
        {
            anew = true;
            return await guildhall.LinkDrafts.SaveAsync(form, call.Origin, going);
        });
        // The same form once more, by a double click or with something mended: the same draft.
        if (!anew) await guildhall.LinkDrafts.SaveAsync(form with { DraftId = kept.Value }, call.Origin, cancellation);
        return new PageAnswer.SeeOther(VendorAddresses.List, Flash.Done("The draft is kept. Take it up again below."));
    }

    private async ValueTask<PageAnswer> DeleteDraftAsync(PageCall call, CancellationToken cancellation)
    {
        var deleted = await guildhall.LinkDrafts.DeleteAsync(call.Route("id"), call.Origin, cancellation);
        return deleted.Refused ? new PageAnswer.Refused(deleted.Problems) : new PageAnswer.SeeOther(VendorAddresses.List, Flash.Done("The draft is deleted."));
    }

    private async Task<bool> HasNoDefaultAsync(CancellationToken cancellation) => !(await guildhall.Links.ListAsync(cancellation)).Any(l => l.Default);

    private async Task<PageAnswer.View> FormAsync(LinkForm form, bool hasSecret, CancellationToken cancellation)
    {
        var model = new NewLink(form)
        {
            Example = EmailExample.Of(form.EmailPattern, guildhall.Options.Ids),
            HasSecret = hasSecret,
            Simulated = guildhall.Options.AwsEndpoint is not null,
            OwnAllowed = guildhall.Connections.OwnAllowed,
        };
        if (LinkFields.Account(form.Account, LinkMembers.Account) is { Refused: false } account)
            model = model with { Trust = (await guildhall.RoleTrusts.OfAsync(account.Value, cancellation)).With(form.Credentials, null) };
        return PageAnswer.Console<NewLinkView>("Add Organization", model, VendorAddresses.Above());
    }

    private static PageAnswer.View With(PageAnswer.View view, IEnumerable<Problem> problems, IReadOnlyList<LinkWarning> warnings, PreflightRun? run = null)
    {
        var found = problems.ToImmutableArray();
        return view with
        {
            Model = ((NewLink)view.Model) with { Problems = found, Warnings = warnings, Run = run },
            Status = UiProblems.StatusOf(found),
        };
    }

    private static Problem Failed { get; } = new(ProblemKind.Conflict, LinkEdits.PreflightFailed, "Nothing was stored: a check failed. Mend what is named below, then save again.", "preflight");
}
