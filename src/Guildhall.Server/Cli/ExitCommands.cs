using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Exits;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Billing;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall exit list|plan|change</c>: plans to pay for a product of AWS Marketplace no longer.</summary>
internal static class ExitCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The plan's id" };
    private static readonly Argument<string> Product = new("PRODUCT") { Description = "The product's id, or its code in the bill" };
    private static readonly Option<string?> Organization = new("--organization") { Description = "The organization that pays for it", HelpName = "ID", Required = true };
    private static readonly Option<string?> GoneBy = new("--gone-by") { Description = "The last day on which it may cost something, such as 2027-03-31", HelpName = "DAY" };
    private static readonly Option<string?> Note = new("--note") { Description = "Why, and how", HelpName = "TEXT" };
    private static readonly Option<string?> Whose = new("--whose") { Description = "all, paying or notApproved: everybody's payments end, those of today, those of today without approval", HelpName = "WHOSE" };
    private static readonly Option<string?> State = new("--state") { Description = "planned, done or cancelled", HelpName = "STATE" };

    public static Command List() => new("list", "Exits that are planned, done or cancelled") { State };

    public static Command Plan() => new("plan", "Plan the exit from a product that is paid for; nothing is cut off by it") { Product, Organization, GoneBy, Note, Whose };

    public static Command Change() => new("change", "Change a plan's day or note, or say that it is done or cancelled; what is not given stays") { Id, GoneBy, Note, State };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var state = ExitText.StateOf(call.Given.GetValue(State));
        if (state.Refused) return call.Refused(state.Problems);
        var found = await guildhall.ExitQueries.ListAsync(BillingReach.Operator, new ExitFilter(State: state.Value), cancellation);
        return call.Done(found.Select(p => ExitAnswers.Of(guildhall, p, ViewerOf(guildhall, p.Tenant))));
    }, cancellation);

    public static Task<int> PlanAsync(Call call, CancellationToken cancellation) => ShownAsync(call, async guildhall =>
    {
        var text = new ExitText { Organization = call.Given.GetValue(Organization), Product = call.Given.GetValue(Product), GoneBy = call.Given.GetValue(GoneBy), Note = call.Given.GetValue(Note), Whose = call.Given.GetValue(Whose) };
        var draft = text.Read(DateOnly.FromDateTime(guildhall.Options.Clock.GetUtcNow().UtcDateTime));
        return draft.Refused ? draft.Problems : await guildhall.ExitPlanning.AddAsync(BillingReach.Operator, ViewerOf(guildhall, draft.Value.Organization ?? ""), draft.Value, UserCommands.OriginOf(guildhall), cancellation);
    }, cancellation);

    public static Task<int> ChangeAsync(Call call, CancellationToken cancellation) => ShownAsync(
        call,
        guildhall => guildhall.ExitPlanning.ChangeAsync(
            BillingReach.Operator, call.Given.GetValue(Id)!, new ExitText { GoneBy = call.Given.GetValue(GoneBy), Note = call.Given.GetValue(Note), State = call.Given.GetValue(State) }, seen: null, UserCommands.OriginOf(guildhall), cancellation),
        cancellation);

    /// <summary>Runs a command that answers a plan's id, and prints the plan.</summary>
    private static Task<int> ShownAsync(Call call, Func<Installation, Task<Result<string>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var done = await act(guildhall);
        if (done.Refused) return call.Refused(done.Problems);
        var found = await guildhall.ExitQueries.FindAsync(BillingReach.Operator, done.Value, cancellation);
        return found.Refused ? call.Refused(found.Problems) : call.Done(ExitAnswers.Of(guildhall, found.Value, ViewerOf(guildhall, found.Value.Tenant)));
    }, cancellation);

    /// <summary>Whoever runs the machine sees what the organization's management account sees.</summary>
    private static AccountId ViewerOf(Installation guildhall, string tenant) => guildhall.Marketplaces.Find(new TenantId(tenant))?.Marketplace.Organization.ManagementAccount ?? new AccountId("000000000000");
}
