using System.Text.Json;
using Guildhall.App;
using Guildhall.App.People;
using Guildhall.App.People.Provider;
using Guildhall.Domain;
using Guildhall.Server.Edge;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.SignIn;

/// <summary><c>/sign-in/provider</c> and <c>/sign-in/provider/callback</c>: signing in through the identity provider. security.md S-32.</summary>
internal sealed class ProviderPages(Installation guildhall, Visitors visitors, PageWriter writer)
{
    public const string Path = "/sign-in/provider";
    private const string Callback = Path + "/callback";
    private static readonly SealedCookie Cookie = new("guildhall-provider", ProviderFlow.Life);

    /// <summary>Maps nothing without a provider.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        if (guildhall is not { Provider: { } provider, ProviderPeople: { } people }) return;
        routes.MapGet(Path, context => StartAsync(context, provider));
        routes.MapGet(Callback, async context => await writer.WriteAsync(context, await FinishAsync(context, provider, people)));
    }

    private async Task StartAsync(HttpContext context, IdentityProvider provider)
    {
        var query = context.Request.Query;
        var flow = ProviderFlow.Start(LocalAddress.Of(query["return"]), query["fresh"] == "1", guildhall.Options.Secrets, guildhall.Options.Clock.GetUtcNow());
        var address = await provider.StartAsync(flow, RedirectOf(context), context.RequestAborted);
        if (address.Refused)
        {
            await writer.WriteAsync(context, new PageAnswer.Refused(address.Problems));
            return;
        }

        Cookie.Write(context, JsonSerializer.Serialize(flow));
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address.Value.AbsoluteUri;
    }

    private async Task<PageAnswer> FinishAsync(HttpContext context, IdentityProvider provider, ProviderPeople people)
    {
        var (query, visit, cancellation) = (context.Request.Query, Visitors.VisitOf(context), context.RequestAborted);
        if (Cookie.Read(context) is not { } text || JsonSerializer.Deserialize<ProviderFlow>(text) is not { } flow) return new PageAnswer.Refused(Problem.Malformed("This sign-in was not begun in this browser, or took too long. Sign in again."));
        Cookie.Remove(context);
        if (await people.SpendAsync(flow, cancellation) is { } replayed) return await RefuseAsync(replayed, visit, cancellation);
        var identity = await provider.FinishAsync(flow, new ProviderReply(query["state"], query["code"], query["iss"], query["error"]), RedirectOf(context), cancellation);
        if (identity.Refused) return await RefuseAsync(identity.Problems[0], visit, cancellation);
        var person = await people.TakeAsync(identity.Value, visit, cancellation);
        if (person.Refused) return await RefuseAsync(person.Problems[0], visit, cancellation);
        if (await AccountOf(context, person.Value) is not { } account) return await RefuseAsync(FirstAccount.None, visit, cancellation);
        var started = await guildhall.Sessions.StartAsync(person.Value, account, new Vouched(identity.Value.AskedAt), visit, cancellation);
        if (started.Refused) return await RefuseAsync(started.Problems[0], visit, cancellation);
        await visitors.TakeAsync(context, started.Value);
        return new PageAnswer.SeeOther(flow.Return);
    }

    /// <summary>Who signs in afresh goes on acting for the same account.</summary>
    private async Task<AccountId?> AccountOf(HttpContext context, Person person) =>
        await visitors.FindAsync(context) is { } now && now.Person.Id == person.Id && person.As(now.Account) is not null ? now.Account : FirstAccount.Of(person, guildhall.Marketplaces);

    private Uri RedirectOf(HttpContext context) => PublicUrl.Of(context, guildhall.Options.PublicUrl, Callback);

    /// <summary>Every sign-in that is refused is in the audit trail (security.md S-63).</summary>
    private async Task<PageAnswer> RefuseAsync(Problem problem, Visit visit, CancellationToken cancellation)
    {
        await guildhall.SignIn.FailedElsewhereAsync(problem, visit, cancellation);
        return new PageAnswer.Refused(problem);
    }
}
