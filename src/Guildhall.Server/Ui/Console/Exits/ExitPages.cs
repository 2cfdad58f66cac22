using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing.Exits;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Exits;

/// <summary><c>/spend/products/exits</c>: planning to pay for a product no longer, changing the plan, and its end. Products in the bill lists them. mission.md M-39.</summary>
internal sealed class ExitPages(Installation guildhall)
{
    private readonly OncePerForm<string> _made = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(ExitAddresses.New, BillingReach.Manage, SpendDoor.Within(guildhall, AskAsync));
        pages.Post(ExitAddresses.New, BillingReach.Manage, SpendDoor.Within(guildhall, AddAsync));
        pages.Get(ExitAddresses.One, BillingReach.Read, On((_, _, page, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Console<ExitDetailView>($"Exit: {page.Paid.Name}", page, ExitAddresses.Above))));
        pages.Get(ExitAddresses.One + "/edit", BillingReach.Manage, On((_, _, page, _) => ValueTask.FromResult<PageAnswer>(Form(TypedExit.Of(page)))));
        pages.Post(ExitAddresses.One + "/edit", BillingReach.Manage, On(EditAsync));
        pages.Post(ExitAddresses.One + "/done", BillingReach.Manage, On((call, reach, page, cancellation) => EndAsync(call, reach, page, ExitState.Done, "The exit is done.", cancellation)));
        pages.Post(ExitAddresses.One + "/cancel", BillingReach.Manage, On((call, reach, page, cancellation) => EndAsync(call, reach, page, ExitState.Cancelled, "The plan is cancelled.", cancellation)));
    }

    private PageHandler On(Func<PageCall, BillingReach, ExitPage, CancellationToken, ValueTask<PageAnswer>> handler) => SpendDoor.Within(guildhall, async (call, reach, cancellation) =>
    {
        var found = await guildhall.ExitQueries.FindAsync(reach, call.Route("id"), cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        var exit = found.Value;
        var paid = PaidOf(guildhall.BilledProducts.Of(reach, exit.Tenant, call.Caller.Account), exit.Code, exit.Accounts);
        var shown = paid.Refused ? new PaidProduct(exit.Code, guildhall.ExitQueries.ProductOf(exit, call.Caller.Account)?.Title ?? exit.Name, null, default, default, []) : paid.Value;
        return await handler(call, reach, new ExitPage(exit, shown, Today(call), call.May(BillingReach.Manage)), cancellation);
    });

    private async ValueTask<PageAnswer> AskAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var (product, tenant) = (call.Query["product"].ToString(), TenantOf(call.Query["organizationId"].ToString(), reach));
        var paid = Paid(call, reach, tenant, product);
        if (paid.Refused) return new PageAnswer.Refused(paid.Problems);
        var (code, notApproved) = (paid.Value.Code, paid.Value.NotApproved);
        var open = await guildhall.ExitQueries.ListAsync(reach, new ExitFilter(tenant, ExitState.Planned, code), cancellation);
        if (!open.IsEmpty) return new PageAnswer.SeeOther(ExitAddresses.Of(open[0].Id));
        var whose = notApproved > 0 && notApproved < paid.Value.Paying ? ExitWhose.NotApproved : ExitWhose.All;
        return Form(new TypedExit(null, "", new ExitText { Organization = tenant, Product = code, Whose = PriceWords.Of(whose) }, paid.Value, Today(call)));
    }

    private async ValueTask<PageAnswer> AddAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var text = TypedExit.Read(call, first: true);
        var tenant = TenantOf(text.Organization ?? "", reach);
        var paid = Paid(call, reach, tenant, text.Product ?? "");
        if (paid.Refused) return new PageAnswer.Refused(paid.Problems);
        var typed = new TypedExit(null, "", text, paid.Value, Today(call));
        var draft = (text with { Organization = tenant }).Read(typed.Today);
        if (draft.Refused) return Wrong(typed, draft.Problems);
        var made = await _made.RunAsync(call, going => guildhall.ExitPlanning.AddAsync(reach, call.Caller.Account, draft.Value, call.Origin, going));
        return made.Refused ? Wrong(typed, made.Problems) : new PageAnswer.SeeOther(ExitAddresses.Of(made.Value), Flash.Done($"The exit from {paid.Value.Name} is planned."));
    }

    private async ValueTask<PageAnswer> EditAsync(PageCall call, BillingReach reach, ExitPage page, CancellationToken cancellation)
    {
        var (text, version) = (TypedExit.Read(call, first: false), call.Text("version"));
        var seen = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var changed = await guildhall.ExitPlanning.ChangeAsync(reach, page.Exit.Id, text, seen, call.Origin, cancellation);
        if (!changed.Refused) return new PageAnswer.SeeOther(ExitAddresses.Of(changed.Value), Flash.Done("Saved."));
        if (changed.Problems[0].Code != "STALE") return Wrong(TypedExit.Of(page) with { Version = version, Text = text }, changed.Problems);

        // What was typed stays, with what somebody else has made of it meanwhile.
        return Wrong(TypedExit.Of(page) with { Text = text, Changes = [$"gone by {TypedExit.Day(page.Exit.Plan.GoneBy)}", page.Exit.Plan.Note.Length > 0 ? page.Exit.Plan.Note : "no note"] }, changed.Problems);
    }

    private async ValueTask<PageAnswer> EndAsync(PageCall call, BillingReach reach, ExitPage page, ExitState state, string done, CancellationToken cancellation)
    {
        var ended = await guildhall.ExitPlanning.ChangeAsync(reach, page.Exit.Id, new ExitText { State = PriceWords.Of(state) }, seen: null, call.Origin, cancellation);
        return new PageAnswer.SeeOther(ExitAddresses.Of(page.Exit.Id), ended.Refused ? Flash.Problem(ended.Problems[0].Message) : Flash.Done(done));
    }

    private static PageAnswer.View Wrong(TypedExit typed, ImmutableArray<Problem> problems) => Form(typed with { Problems = [.. problems.Select(p => p.AsSpelt)] });

    private static PageAnswer.View Form(TypedExit typed) =>
        PageAnswer.Console<ExitFormView>(typed.Id is null ? "Plan an exit" : "Edit plan", typed, ExitAddresses.Above) with { Status = UiProblems.StatusOf(typed.Problems) };

    private static string TenantOf(string asked, BillingReach reach) => asked.Length > 0 ? asked : reach.Tenant ?? "";

    private static DateOnly Today(PageCall call) => DateOnly.FromDateTime(call.Now.UtcDateTime);

    private Result<PaidProduct> Paid(PageCall call, BillingReach reach, string tenant, string product) => PaidOf(guildhall.BilledProducts.Of(reach, tenant, call.Caller.Account), product, null);

    /// <param name="product">Its id, or its code.</param>
    /// <param name="accounts">Whose payments count; null for everybody's.</param>
    private static Result<PaidProduct> PaidOf(Result<BilledProductList> list, string product, ImmutableArray<string>? accounts)
    {
        if (list.Refused) return list.Problems;
        var found = list.Value.Named(product);
        if (found.Refused) return found.Problems;
        var first = found.Value[0];
        return new PaidProduct(first.Code, first.Name, list.Value.Currency, list.Value.From, list.Value.To, [.. found.Value.SelectMany(p => p.Uses).Where(u => accounts is not { } some || some.Contains(u.Account))]);
    }
}
