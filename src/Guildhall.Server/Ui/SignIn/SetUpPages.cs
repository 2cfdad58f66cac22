using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Server.Edge;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui.SignIn;

/// <summary><c>/set-up</c>: the first marketplace manager. There as long as nobody signs in here. security.md S-36.</summary>
internal sealed class SetUpPages(Installation guildhall, Visitors visitors, PageWriter writer, IAntiforgery antiforgery)
{
    public const string Path = "/set-up";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async context => await writer.WriteAsync(context, await IsDoneAsync(context) ? Done : Show(context, new SetUpForm("", ""))));
        routes.MapPost(Path, async context => await writer.WriteAsync(context, await PostAsync(context)));
    }

    /// <summary>Whether somebody signs in here, so that there is nothing to set up.</summary>
    public Task<bool> IsDoneAsync(HttpContext context) => guildhall.People.AnyAsync(context.RequestAborted);

    private static PageAnswer Done { get; } = new PageAnswer.SeeOther("/sign-in");

    private async Task<PageAnswer> PostAsync(HttpContext context)
    {
        if (await IsDoneAsync(context)) return Done;
        var form = await PostedForm.ReadAsync(context, mayHoldFile: false);
        if (form.Refused) return Show(context, new SetUpForm("", ""), form.Problems);
        var fields = form.Value.Fields;
        var typed = new SetUpForm(fields["email"].ToString().Trim(), fields["name"].ToString().Trim());
        if (!await antiforgery.IsRequestValidAsync(context)) return Show(context, typed, [Problem.Conflict("FORM_TOO_OLD", "This page was open for too long. Send it again.")]);
        var password = fields["password"].ToString();
        if (password != fields["repeat"].ToString()) return Show(context, typed, [Problem.Malformed("The two are not the same.", "repeat")]);
        var (visit, cancellation) = (Visitors.VisitOf(context), context.RequestAborted);
        var made = await guildhall.FirstRun.SetUpAsync(
            fields["code"].ToString(), ThisMachine.Means(context), typed.Email, typed.Name, new Secret(password), new ActOrigin(typed.Email, "", "page", visit.RequestId), cancellation);
        if (made.Refused) return Show(context, typed, made.Problems);
        var person = made.Value.Person;
        var started = await guildhall.Sessions.StartAsync(person, FirstAccount.Of(person, guildhall.Marketplaces)!.Value, by: null, visit, cancellation);
        if (started.Refused) return Show(context, typed, started.Problems);
        await visitors.TakeAsync(context, started.Value);
        return new PageAnswer.SeeOther("/", Flash.Done("Guildhall is yours. Link an organization next: guildhall organization link."));
    }

    private static PageAnswer.View Show(HttpContext context, SetUpForm form, ImmutableArray<Problem> problems = default) =>
        PageAnswer.Plain<SetUpPage>("Set up Guildhall", form with { AsksCode = !ThisMachine.Means(context), Problems = problems.IsDefault ? [] : problems }) with
        {
            Status = problems.IsDefaultOrEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(problems[0]),
        };
}

/// <summary>The form as it is shown: what was typed, except the passwords.</summary>
public sealed record SetUpForm(string Email, string Name)
{
    /// <summary>Not at the machine itself.</summary>
    public bool AsksCode { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];
}
