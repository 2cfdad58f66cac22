using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui.SignIn;

/// <summary><c>/sign-in</c> and <c>/sign-out</c>. contract.md 3, security.md 5.2.</summary>
internal sealed class SignInPages(Installation guildhall, Visitors visitors, PageWriter writer, IAntiforgery antiforgery)
{
    public void Map(IEndpointRouteBuilder routes, PageRoutes pages)
    {
        routes.MapGet("/sign-in", async context => await writer.WriteAsync(context, await ShowAsync(context)));
        routes.MapPost("/sign-in", PostAsync);
        pages.Post(SignInSteps.SignOut, null, SignOutAsync);
    }

    private async Task<PageAnswer> ShowAsync(HttpContext context) =>
        guildhall.Provider is not null || await guildhall.People.AnyAsync(context.RequestAborted)
            ? Form(new SignInForm("", LocalAddress.Of(context.Request.Query["return"])))
            : new PageAnswer.SeeOther(SetUpPages.Path);

    private async Task PostAsync(HttpContext context)
    {
        var form = await PostedForm.ReadAsync(context, mayHoldFile: false);
        if (form.Refused)
        {
            await writer.WriteAsync(context, Form(new SignInForm("", "/") { Problems = form.Problems }, UiProblems.StatusOf(form.Problems[0])));
            return;
        }

        var typed = new SignInForm(form.Value.Fields["email"].ToString().Trim(), LocalAddress.Of(form.Value.Fields["return"]));
        await writer.WriteAsync(context, await AnswerAsync(context, typed, form.Value.Fields["password"].ToString()));
    }

    private async Task<PageAnswer> AnswerAsync(HttpContext context, SignInForm typed, string password)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Refuse(typed, Problem.Conflict("FORM_TOO_OLD", "This page was open for too long. Sign in again."));
        var (visit, cancellation) = (Visitors.VisitOf(context), context.RequestAborted);
        var shown = await guildhall.SignIn.CheckAsync(typed.Email, new Secret(password), visit, cancellation);
        if (shown.Refused) return Refuse(typed, shown.Problems[0]);
        if (FirstAccount.Of(shown.Value, guildhall.Marketplaces) is not { } account) return Refuse(typed, FirstAccount.None);
        var started = await guildhall.Sessions.StartAsync(shown.Value, account, by: null, visit, cancellation);
        if (started.Refused) return Refuse(typed, started.Problems[0]);
        if (await visitors.TakeAsync(context, started.Value) is { Next: not SignInStep.Code })
            Visitors.Remember(context, shown.Value);
        return new PageAnswer.SeeOther(typed.Return);
    }

    private async ValueTask<PageAnswer> SignOutAsync(PageCall call, CancellationToken cancellation)
    {
        await guildhall.Sessions.EndAsync(call.Person.Id, call.Session.Id, "SignOut", call.Origin, cancellation);
        SessionCookie.Remove(call.Context);
        return new PageAnswer.SeeOther("/sign-in", Flash.Done("You are signed out."));
    }

    private PageAnswer.View Form(SignInForm form, int status = StatusCodes.Status200OK) =>
        PageAnswer.Plain<SignInPage>("Sign in", form with { Provider = guildhall.Provider?.Name }) with { Status = status };

    private PageAnswer.View Refuse(SignInForm typed, Problem problem) =>
        Form(typed with { Problems = [problem] }, problem.Kind == ProblemKind.LimitReached ? StatusCodes.Status429TooManyRequests : StatusCodes.Status403Forbidden);
}
