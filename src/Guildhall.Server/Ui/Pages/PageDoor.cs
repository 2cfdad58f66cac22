using System.Security.Claims;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Server.Ui.Frame;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Lets people in to pages: session, policy, form token; then writes what the page answers. security.md S-35, S-43.</summary>
internal sealed class PageDoor(Installation guildhall, PageWriter writer, ILogger<PageDoor> log)
{
    public async Task OpenAsync(HttpContext context, string? action, PageHandler handler)
    {
        if (await SessionOfAsync(context) is not { Caller: { } caller } session)
        {
            SignInFirst(context);
            return;
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Id)], "session"));
        var call = new PageCall(context, session, caller, guildhall.Marketplaces.FindTenantOf(caller.Account));
        await writer.WriteAsync(call, await AnswerOrFaultAsync(call, action, handler));
    }

    /// <summary>The session of the request's cookie, or null.</summary>
    public async Task<App.People.Session?> SessionOfAsync(HttpContext context) =>
        SessionCookie.Read(context) is { Length: > 0 } token ? await guildhall.Sessions.FindAsync(token, context.RequestAborted) : null;

    /// <summary>A store that is away is said on the page; anything else unforeseen is a defect, logged once and told without its inside (S-64, S-65).</summary>
    private async Task<PageAnswer> AnswerOrFaultAsync(PageCall call, string? action, PageHandler handler)
    {
        try
        {
            return await AnswerAsync(call, action, handler);
        }
        catch (Exception exception) when (StoreUnavailableException.Of(exception) is not null)
        {
            return new PageAnswer.Refused(new Problem(ProblemKind.Upstream, "STORE_UNAVAILABLE", "The database does not answer right now."));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "A page failed: {Method} {Path}, request {RequestId}", call.Context.Request.Method, call.Context.Request.Path.Value?.ReplaceLineEndings(" "), call.RequestId);
            return PageAnswer.Plain<DefectPage>("Something went wrong", new object()) with { Status = StatusCodes.Status500InternalServerError };
        }
    }

    private static async Task<PageAnswer> AnswerAsync(PageCall call, string? action, PageHandler handler)
    {
        if (HttpMethods.IsPost(call.Context.Request.Method))
        {
            var form = await PostedForm.ReadAsync(call.Context);
            if (form.Refused) return new PageAnswer.Refused(form.Problems);
            call = call with { Form = form.Value.Fields };
            if (!await IsOursAsync(call.Context)) return PageAnswer.Plain<StaleForm>("Send again", StaleForm.Of(call)) with { Status = StatusCodes.Status400BadRequest };
        }

        if (action is not null && Authorization.Check(call.Caller, action, "*") is { } refusal) return new PageAnswer.Refused(refusal);
        return await handler(call, call.Context.RequestAborted);
    }

    private static Task<bool> IsOursAsync(HttpContext context) => context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);

    /// <summary>Somebody who is not signed in goes to sign in and comes back; a form that was posted is lost only when its session is.</summary>
    private static void SignInFirst(HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/sign-in?return=" + Uri.EscapeDataString(back);
    }
}
