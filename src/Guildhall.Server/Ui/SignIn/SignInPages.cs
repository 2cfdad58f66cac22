using Guildhall.App;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui.SignIn;

/// <summary><c>/sign-in</c> and <c>/sign-out</c>. contract.md 3, security.md 5.2.</summary>
internal sealed class SignInPages(Installation guildhall, PageWriter writer, IAntiforgery antiforgery)
{
    public void Map(IEndpointRouteBuilder routes, PageRoutes pages)
    {
        routes.MapGet("/sign-in", context => writer.WriteAsync(context, Form(new SignInForm("", LocalAddress.Of(context.Request.Query["return"])))));
        routes.MapPost("/sign-in", PostAsync);
        pages.Post("/sign-out", null, SignOutAsync);
    }

    private async Task PostAsync(HttpContext context)
    {
        var form = await PostedForm.ReadAsync(context);
        if (form.Refused)
        {
            await writer.WriteAsync(context, Form(new SignInForm("", "/") { Problems = form.Problems }, StatusCodes.Status400BadRequest));
            return;
        }

        var typed = new SignInForm(form.Value.Fields["email"].ToString().Trim(), LocalAddress.Of(form.Value.Fields["return"]));
        await writer.WriteAsync(context, await AnswerAsync(context, typed, form.Value.Fields["password"].ToString()));
    }

    private async Task<PageAnswer> AnswerAsync(HttpContext context, SignInForm typed, string password)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Refuse(typed, Problem.Conflict("FORM_TOO_OLD", "This page was open for too long. Sign in again."));
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var shown = await guildhall.SignIn.CheckAsync(typed.Email, password, context.TraceIdentifier, address, context.RequestAborted);
        if (shown.Refused) return Refuse(typed, shown.Problems[0]);
        if (FirstAccount(shown.Value.Person) is not { } account) return Refuse(typed, Problem.Forbidden("You have no role in any linked account. Ask a marketplace manager for one."));
        var token = await guildhall.Sessions.StartAsync(shown.Value.Person, account, context.TraceIdentifier, address, context.Request.Headers.UserAgent.ToString(), context.RequestAborted);
        SessionCookie.Write(context, token);
        return new PageAnswer.SeeOther(typed.Return);
    }

    private async ValueTask<PageAnswer> SignOutAsync(PageCall call, CancellationToken cancellation)
    {
        await guildhall.Sessions.EndAsync(call.Person.Id, call.Session.Id, cancellation);
        SessionCookie.Remove(call.Context);
        return new PageAnswer.SeeOther("/sign-in", Flash.Done("You are signed out."));
    }

    /// <summary>The first account of the person's own; for those who run the installation, the first organization's management account.</summary>
    private AccountId? FirstAccount(Person person)
    {
        if (!person.Accounts.IsEmpty) return person.Accounts[0];
        if (!person.IsMarketplaceManager) return null;
        var first = guildhall.Marketplaces.All.OrderBy(t => t.Marketplace.Organization.IsStandalone).ThenBy(t => t.State.Tenant.Value, StringComparer.Ordinal).FirstOrDefault();
        return first?.Marketplace.Organization.ManagementAccount ?? new AccountId("000000000000");
    }

    private static PageAnswer.View Form(SignInForm form, int status = StatusCodes.Status200OK) => PageAnswer.Plain<SignInPage>("Sign in", form) with { Status = status };

    private static PageAnswer.View Refuse(SignInForm typed, Problem problem) =>
        Form(typed with { Problems = [problem] }, problem.Kind == ProblemKind.LimitReached ? StatusCodes.Status429TooManyRequests : StatusCodes.Status403Forbidden);
}
