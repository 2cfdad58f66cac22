using System.CommandLine;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Requests;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Requests;

namespace Guildhall.Server.Cli;

/// <summary>
/// <c>guildhall request list|show|create|cancel|approve|decline|block|unblock</c>, acting for the account of <c>--account</c> with an administrator's
/// policies: a member's account asks and cancels, the management account or a delegated administrator's answers. private-marketplace.md 4.15.
/// </summary>
internal static class RequestCommands
{
    private static readonly Option<string> Account = new("--account") { Description = "The account to act for, 12 digits", HelpName = "ID", Required = true };
    private static readonly Option<string?> State = new("--state") { Description = "Only pending, approved, declined, cancelled or expired ones", HelpName = "STATE" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why", HelpName = "TEXT", Required = true };
    private static readonly Option<string?> Order = new("--purchase-order") { Description = "A purchase order number", HelpName = "TEXT" };
    private static readonly Option<string?> Note = new("--note") { Description = "What whoever asked reads", HelpName = "TEXT" };
    private static readonly Option<string> Experience = new("--experience") { Description = "The experience's id", HelpName = "ID", Required = true };
    private static readonly Argument<string> Id = new("REQUEST") { Description = "The request's id" };
    private static readonly Argument<string[]> Ids = new("REQUEST") { Description = "Ids of requests; all are answered or none", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string[]> Products = new("PRODUCT") { Description = "Ids of products", Arity = ArgumentArity.OneOrMore };

    static RequestCommands() => State.AcceptOnlyFromAmong([.. Enum.GetNames<RequestStatus>().Select(n => n.ToLowerInvariant())]);

    public static Command List() => new("list", "The account's requests, an administrator's those of all, newest first") { Account, State };

    public static Command Show() => new("show", "One request") { Account, Id };

    public static Command Create() => new("create", "Ask for products") { Account, Reason, Order, Products };

    public static Command Cancel() => new("cancel", "Take a pending request back") { Account, Id };

    public static Command Approve() => new("approve", "Approve requests: their products are allowed in their experience") { Account, Note, Ids };

    public static Command Decline() => new("decline", "Decline requests") { Account, Reason, Ids };

    public static Command Block() => new("block", "Decline requests, and let nobody ask for their products again") { Account, Reason, Ids };

    public static Command Unblock() => new("unblock", "Let products be asked for again") { Account, Experience, Products };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, guildhall =>
    {
        var status = call.Given.GetValue(State) is { } state ? Enum.Parse<RequestStatus>(state, ignoreCase: true) : (RequestStatus?)null;
        var page = guildhall.Requests.List(CallerOf(call), new RequestFilter { Status = status, Take = int.MaxValue });
        return Task.FromResult(page.Refused ? call.Refused(page.Problems) : call.Done(page.Value.Requests.Select(ListedRequest.Of)));
    }, cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, guildhall =>
    {
        var request = guildhall.Requests.Find(CallerOf(call), call.Given.GetValue(Id)!);
        return Task.FromResult(request.Refused ? call.Refused(request.Problems) : call.Done(ListedRequest.Of(request.Value)));
    }, cancellation);

    public static Task<int> CreateAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, "Create request", [RequestDrafts.Create(call.Given.GetValue(Products)!, call.Given.GetValue(Reason)!, call.Given.GetValue(Order))], "Requested", cancellation);

    public static Task<int> CancelAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, "Cancel request", [RequestDrafts.Cancel(call.Given.GetValue(Id)!)], "Cancelled", cancellation);

    public static Task<int> ApproveAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, "Approve requests", [.. call.Given.GetValue(Ids)!.Select(id => RequestDrafts.Approve(id, call.Given.GetValue(Note)))], "Approved", cancellation);

    public static Task<int> DeclineAsync(Call call, CancellationToken cancellation) => DeclineAsync(call, block: false, "Declined", cancellation);

    public static Task<int> BlockAsync(Call call, CancellationToken cancellation) => DeclineAsync(call, block: true, "Declined and blocked", cancellation);

    public static Task<int> UnblockAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, "Lift blocks", [RequestDrafts.Unblock(call.Given.GetValue(Experience)!, call.Given.GetValue(Products)!)], "Can be requested again", cancellation);

    private static Task<int> DeclineAsync(Call call, bool block, string done, CancellationToken cancellation) =>
        RunAsync(call, "Decline requests", [.. call.Given.GetValue(Ids)!.Select(id => RequestDrafts.Decline(id, call.Given.GetValue(Reason), block))], done, cancellation);

    /// <summary>Starts the set, takes it to its end in this process, and tells what became of it.</summary>
    private static Task<int> RunAsync(Call call, string name, IReadOnlyList<ChangeDraft> changes, string done, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var caller = CallerOf(call);
        var started = await guildhall.ChangeSets.StartAsync(caller, new ChangeSetDraft(changes) { Name = name }, guildhall.Options.Ids.Uuid().ToString(), cancellation);
        if (started.Refused) return call.Refused(started.Problems);
        await guildhall.Worker.DrainAsync();
        var ended = await guildhall.ChangeSetQueries.DescribeAsync(caller, started.Value.Id.Value, cancellation);
        if (ended.Refused) return call.Refused(ended.Problems);
        var changed = StoredChanges.Read(ended.Value.Changes);
        if (ended.Value.Status != ChangeSetStatus.Succeeded) return call.Refused(changed.SelectMany(c => c.Errors ?? []).Select(e => Problem.Conflict(e.Code, $"{e.Code}: {e.Message}")));
        string[] ids = [.. changed.Select(c => c.Identifier!.Split('@')[0])];
        return call.Done(new { changeSetId = ended.Value.Id, entityIds = ids }, $"{done}: {string.Join(", ", ids)}.");
    }, cancellation);

    private static Caller CallerOf(Call call) => LocalOperator.For(new AccountId(call.Given.GetValue(Account)!));

    /// <summary>A request as the commands print it.</summary>
    private sealed record ListedRequest(
        string Id,
        string Status,
        string AccountId,
        string RequesterArn,
        string ExperienceId,
        IEnumerable<object> Products,
        string Reason,
        string? PurchaseOrderNumber,
        DateTimeOffset Created,
        DateTimeOffset Expires,
        DateTimeOffset? Decided,
        string? DecidedBy,
        string? Note)
    {
        public static ListedRequest Of(ProductRequest request) => new(
            request.Id.Value,
            request.Status.ToString().ToLowerInvariant(),
            request.Requester.Value,
            request.RequesterArn,
            request.Experience.Value,
            request.Products.Select(p => (object)new { id = p.Id.Value, title = p.Title, manufacturer = p.Manufacturer }),
            request.Reason,
            request.PurchaseOrderNumber,
            request.Created,
            request.Expires,
            request.Decision?.Date,
            request.Decision?.ByArn,
            request.Decision?.Note);
    }
}
