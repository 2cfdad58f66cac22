using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Account;

/// <summary><c>/account/second-factor</c>: setting one up, new recovery codes, turning it off. security.md S-33.</summary>
internal sealed class SecondFactorPages(Installation guildhall, Visitors visitors)
{
    private static readonly Crumb Above = new("Your account", AccountPages.Path);

    public void Map(PageRoutes pages)
    {
        pages.Get("/account/second-factor", null, (call, _) => ValueTask.FromResult(
            call.Person.HasSecondFactor ? new PageAnswer.SeeOther(AccountPages.Path) : Form(call, guildhall.SecondFactors.NewKey())));
        pages.Post("/account/second-factor", null, TurnOnAsync);
        pages.Post("/account/second-factor/codes", null, RenewAsync);
        pages.Post("/account/second-factor/off", null, TurnOffAsync);
    }

    private async ValueTask<PageAnswer> TurnOnAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        if (SecondFactorSetUp.KeyIn(call) is not { } key) return Form(call, guildhall.SecondFactors.NewKey(), SecondFactorSetUp.Stale);
        var codes = await guildhall.SecondFactors.TurnOnAsync(call.Session, key, call.Text("code"), call.Origin, cancellation);
        if (codes.Refused) return Form(call, key, codes.Problems[0]);
        await guildhall.Sessions.EndAllAsync(call.Person.Id, call.Session.Id, call.Origin, cancellation);
        await visitors.TakeAsync(call.Context, await guildhall.Sessions.ProvedAsync(call.Session, cancellation));
        return PageAnswer.Storefront<RecoveryCodesView>("Keep these codes", new RecoveryCodes(codes.Value, AccountPages.Path), Above);
    }

    private async ValueTask<PageAnswer> RenewAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var codes = await guildhall.SecondFactors.RenewRecoveryAsync(call.Session, call.Origin, cancellation);
        return codes.Refused
            ? new PageAnswer.Refused(codes.Problems)
            : PageAnswer.Storefront<RecoveryCodesView>("Keep these codes", new RecoveryCodes(codes.Value, AccountPages.Path), Above);
    }

    private async ValueTask<PageAnswer> TurnOffAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        if (await guildhall.SecondFactors.TurnOffAsync(call.Session, call.Origin, cancellation) is { } refused) return new PageAnswer.Refused(refused);
        await guildhall.Sessions.EndAllAsync(call.Person.Id, call.Session.Id, call.Origin, cancellation);
        return new PageAnswer.SeeOther(AccountPages.Path, Flash.Done("The second factor is off."));
    }

    private static PageAnswer Form(PageCall call, string key, Problem? problem = null) =>
        PageAnswer.Storefront<SecondFactorView>("Set up a second factor", SecondFactorSetUp.Of(call, key, AccountPages.Path, required: false, problem), Above) with
        {
            Status = problem is null ? StatusCodes.Status200OK : UiProblems.StatusOf(problem),
        };
}
