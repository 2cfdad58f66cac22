using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Server.Ui.Account;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.SignIn;

/// <summary><c>/sign-in/code</c>, <c>/sign-in/password</c>, <c>/sign-in/second-factor</c>: what comes between the password and the pages. security.md S-30, S-33.</summary>
internal sealed class SignInStepPages(Installation guildhall, Visitors visitors)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(SignInSteps.Code, null, Only(SignInStep.Code, (call, _) => Answer(CodeForm(call))));
        pages.Post(SignInSteps.Code, null, Only(SignInStep.Code, CodeAsync));
        pages.Get(SignInSteps.NewPassword, null, Only(SignInStep.NewPassword, (call, _) => Answer(PasswordForm(call))));
        pages.Post(SignInSteps.NewPassword, null, Only(SignInStep.NewPassword, PasswordAsync));
        pages.Get(SignInSteps.SecondFactor, null, Only(SignInStep.SecondFactor, (call, _) => Answer(FactorForm(call, guildhall.SecondFactors.NewKey()))));
        pages.Post(SignInSteps.SecondFactor, null, Only(SignInStep.SecondFactor, FactorAsync));
    }

    private async ValueTask<PageAnswer> CodeAsync(PageCall call, CancellationToken cancellation)
    {
        if (await guildhall.SignIn.CheckCodeAsync(call.Person, call.Text("code"), Visitors.VisitOf(call.Context), call.Origin, cancellation) is { } wrong) return CodeForm(call, wrong with { Member = "code" });
        await RiseAsync(call, cancellation);
        Visitors.Remember(call.Context, call.Person);
        return new PageAnswer.SeeOther(BackOf(call));
    }

    private async ValueTask<PageAnswer> PasswordAsync(PageCall call, CancellationToken cancellation)
    {
        var password = call.Form["new-password"].ToString();
        if (password != call.Form["repeat"].ToString()) return PasswordForm(call, Problem.Malformed("The two are not the same.", "repeat"));
        if (await guildhall.Passwords.ChangeAsync(call.Session, new Secret(password), call.Origin, cancellation) is { } refused) return PasswordForm(call, refused);
        await RiseAsync(call, cancellation);
        return new PageAnswer.SeeOther(BackOf(call), Flash.Done("Your password is changed."));
    }

    private async ValueTask<PageAnswer> FactorAsync(PageCall call, CancellationToken cancellation)
    {
        if (SecondFactorSetUp.KeyIn(call) is not { } key) return FactorForm(call, guildhall.SecondFactors.NewKey(), SecondFactorSetUp.Stale);
        var codes = await guildhall.SecondFactors.TurnOnAsync(call.Session, key, call.Text("code"), call.Origin, cancellation);
        if (codes.Refused) return FactorForm(call, key, codes.Problems[0]);
        await RiseAsync(call, cancellation);
        return PageAnswer.Plain<RecoveryCodesView>("Keep these codes", new RecoveryCodes(codes.Value, BackOf(call)));
    }

    private async Task RiseAsync(PageCall call, CancellationToken cancellation) =>
        await visitors.TakeAsync(call.Context, await guildhall.Sessions.ProvedAsync(call.Session, cancellation));

    private static PageAnswer.View CodeForm(PageCall call, Problem? problem = null) =>
        PageAnswer.Plain<CodePage>("One-time code", new StepForm(BackOf(call), Listed(problem))) with { Status = StatusOf(problem) };

    private static PageAnswer.View PasswordForm(PageCall call, Problem? problem = null) =>
        PageAnswer.Plain<NewPasswordPage>("Choose a password", new StepForm(BackOf(call), Listed(problem))) with { Status = StatusOf(problem) };

    private static PageAnswer.View FactorForm(PageCall call, string key, Problem? problem = null) =>
        PageAnswer.Plain<SecondFactorView>("Set up a second factor", SecondFactorSetUp.Of(call, key, BackOf(call), required: true, problem)) with { Status = StatusOf(problem) };

    /// <summary>A step whose turn it is not, as after going back in the browser, goes on to where one wanted to go.</summary>
    private static PageHandler Only(SignInStep step, PageHandler handler) =>
        (call, cancellation) => call.Session.Next == step ? handler(call, cancellation) : Answer(new PageAnswer.SeeOther(BackOf(call)));

    private static string BackOf(PageCall call) => LocalAddress.Of(call.Form.ContainsKey("return") ? call.Form["return"] : call.Query["return"]);

    private static ImmutableArray<Problem> Listed(Problem? problem) => problem is null ? [] : [problem];

    private static int StatusOf(Problem? problem) => problem is null ? StatusCodes.Status200OK : UiProblems.StatusOf(problem);

    private static ValueTask<PageAnswer> Answer(PageAnswer answer) => ValueTask.FromResult(answer);
}

/// <summary>A step's form as it is shown: where one goes after it, and what was wrong.</summary>
public sealed record StepForm(string Return, ImmutableArray<Problem> Problems);
