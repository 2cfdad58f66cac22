using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Server.Ui.Frame;
using Guildhall.Server.Ui.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Lets people in to pages: session, steps of signing in, form token, proof, policy; then writes what the page answers. security.md S-35, S-43, S-48.</summary>
internal sealed class PageDoor(Installation guildhall, Visitors visitors, PageWriter writer, KeptForms kept, ILogger<PageDoor> log)
{
    public async Task OpenAsync(HttpContext context, string? action, PageHandler handler)
    {
        var session = await visitors.FindAsync(context);
        if (session is not { Caller: not null })
        {
            PageWriter.SeeOther(context, "/sign-in?return=" + Uri.EscapeDataString(await BackToAsync(context, session?.Person)));
        }
        else if (!SignInSteps.Serves(context.Request.Path, session.Next))
        {
            PageWriter.SeeOther(context, SignInSteps.Url(session.Next, await BackToAsync(context, session.Person)));
        }
        else
        {
            var (call, answer) = await AnswerOrFaultAsync(CallOf(context, session), action, handler);
            await writer.WriteAsync(call, answer);
        }
    }

    /// <summary>A store that is away is said on the page; anything else unforeseen is a defect, logged once and told without its inside (S-64, S-65).</summary>
    private async Task<(PageCall Call, PageAnswer Answer)> AnswerOrFaultAsync(PageCall call, string? action, PageHandler handler)
    {
        try
        {
            return await AnswerAsync(call, action, handler);
        }
        catch (Exception exception) when (StoreUnavailableException.Of(exception) is not null)
        {
            return (call, new PageAnswer.Refused(new Problem(ProblemKind.Upstream, "STORE_UNAVAILABLE", "The database does not answer right now.")));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "A page failed: {Method} {Path}, request {RequestId}", call.Context.Request.Method, call.Context.Request.Path.Value?.ReplaceLineEndings(" "), call.RequestId);
            return (call, PageAnswer.Plain<DefectPage>("Something went wrong", new object()) with { Status = StatusCodes.Status500InternalServerError });
        }
    }

    private async Task<(PageCall Call, PageAnswer Answer)> AnswerAsync(PageCall call, string? action, PageHandler handler)
    {
        if (HttpMethods.IsPost(call.Context.Request.Method))
        {
            (call, var early) = await TakeFormAsync(call);
            if (early is not null) return (call, early);
        }

        var refusal = action is null ? null : Authorization.Check(call.Caller, action, "*");
        var answer = refusal is null ? await handler(call, call.Context.RequestAborted) : new PageAnswer.Refused(refusal);
        if (answer is PageAnswer.Refused { Problems: [{ Code: "ACCESS_DENIED" } denied, ..] }) await guildhall.RefusedCalls.RecordAsync(Denied(call, action, denied));
        return (call, answer is PageAnswer.ProveFirst ? ProofForm.Ask(call) : answer);
    }

    private static RefusedCall Denied(PageCall call, string? action, Problem denied)
    {
        var (context, route) = (call.Context, (call.Context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        return new RefusedCall(call.Caller, AuditSources.Page, action ?? $"{context.Request.Method} {route}", call.RequestId, context.Connection.RemoteIpAddress, denied.Code, denied.Message);
    }

    /// <summary>The call with its form, and with a fresh proof when the form brought one; or what to answer instead.</summary>
    private async Task<(PageCall Call, PageAnswer? Answer)> TakeFormAsync(PageCall call)
    {
        var form = await PostedForm.ReadAsync(call.Context, mayHoldFile: true);
        if (form.Refused) return (call, new PageAnswer.Refused(form.Problems));
        call = call with { Form = form.Value.Fields };
        if (!await IsOursAsync(call.Context)) return (call, PageAnswer.Plain<StaleForm>("Send again", StaleForm.Of(call)) with { Status = StatusCodes.Status400BadRequest });
        if (call.Text(StaleForm.AgainField) is { Length: > 0 } again) kept.Forget(call.Person.BrowserMark, again);
        if (!call.Form.ContainsKey(ProofForm.Password)) return (call, null);
        var proved = await ProveAsync(call);
        return proved.Refused ? (call, ProofForm.Ask(call, proved.Problems[0])) : (proved.Value, null);
    }

    private async Task<Result<PageCall>> ProveAsync(PageCall call)
    {
        var (context, cancellation) = (call.Context, call.Context.RequestAborted);
        var password = new Secret(call.Form[ProofForm.Password].ToString());
        if (await guildhall.SignIn.ProveAsync(call.Person, password, call.Text(ProofForm.Code), Visitors.VisitOf(context), call.Origin, cancellation) is { } wrong) return wrong;
        return await visitors.TakeAsync(context, await guildhall.Sessions.ProvedAsync(call.Session, cancellation)) is { Caller: not null } session
            ? CallOf(context, session) with { Form = call.Form }
            : Problem.Conflict("SESSION_ENDED", "The session has ended meanwhile. Sign in again.");
    }

    private PageCall CallOf(HttpContext context, Session session) =>
        new(context, session, session.Caller!, guildhall.Marketplaces.FindTenantOf(session.Account)) { Now = guildhall.Options.Clock.GetUtcNow() };

    private static Task<bool> IsOursAsync(HttpContext context) => context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);

    /// <summary>Where to go after signing in: the page, or what was typed into one.</summary>
    private async Task<string> BackToAsync(HttpContext context, Person? person) =>
        HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : await kept.KeepAsync(context, person) ?? "/";
}
