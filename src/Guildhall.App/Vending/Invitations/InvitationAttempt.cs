using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Invitations;

/// <summary>One attempt at an order's invitation, and the ways it can end.</summary>
internal sealed record InvitationAttempt(EffectTurn Turn, OrderRow Order, InvitationProgress Progress, InvitationSettings Settings)
{
    public InvitedAccount Existing { get; } = OrderForms.Read(Order.Form).Existing!;

    public OrganizationsClient Client { get; } = new(Turn.Connection);

    /// <summary>Progress as it is kept when this attempt ends in order.</summary>
    public string Ended(InvitationProgress progress) => OrderForms.Write(progress with { Ended = Turn.Entry.Attempts });

    /// <summary>Asked again, with what keeps it back.</summary>
    public EffectOutcome.Later Again(CloudProblem problem, InvitationProgress? progress = null) =>
        EffectOutcome.Later.After(problem) with { Progress = Ended(progress ?? Progress) };

    public EffectOutcome.Later Wait(TimeSpan pause, InvitationProgress progress, CloudProblem? problem = null) => new(pause) { Progress = Ended(progress), Problem = problem };

    /// <summary>There will be no account of this invitation; what is told of it depends on the reason.</summary>
    /// <param name="state">What the order then is.</param>
    public EffectOutcome.Failed End(OrderState state, string reason, CloudProblem? problem = null) => End(state, reason, Words(reason, problem), problem);

    public EffectOutcome.Failed End(OrderState state, string reason, CreationFailure failure, CloudProblem? problem = null) => new(Problem.Conflict(reason, failure.ToManager))
    {
        Progress = Ended(Progress with { UnknownAt = null, UnreadySince = null, AlreadyOpen = false }),
        AwsRequestId = problem?.RequestId,
        Also = scope =>
        {
            OrderSteps.Change(scope, Order.Id, o => (o.State, o.Problem, o.ManagerProblem, o.EndedAt) = (state.ToString(), failure.ToBuyer, failure.ToManager, scope.Now));
            Audit(scope, NameOf(state, reason), new JsonObject { ["reason"] = reason, ["account"] = Existing.Target });
        },
    };

    /// <summary>As audit record and as event: the member's own once it is one, until then the management account's.</summary>
    public void Audit(WriteScope scope, string name, JsonObject parameters)
    {
        parameters["orderId"] = Order.Id;
        var owner = (string?)parameters["accountId"] ?? Turn.Link.AccountId;
        if (Turn.Link.TenantId is { } tenant) scope.Add(AccountEvents.Row(tenant, owner, $"{Turn.Entry.Id}-{Turn.Entry.Attempts}", name, parameters, scope.Now));
        OrderAudit.Stage(scope, name, Turn.Link.TenantId, Settings.Ids.Uuid().ToString(), parameters);
    }

    /// <summary>The account, if it is a member of the organization; an answer of null says that it is none.</summary>
    public async Task<CloudAnswer<Membership>> MembershipAsync(CancellationToken cancellation)
    {
        if (Existing.Id is { } id)
        {
            var described = await Client.DescribeAccountAsync(id, cancellation);
            if (described.Gave(out var account, out var problem)) return new Membership(account.Id);
            return problem.Kind == CloudTrouble.NotFound ? new Membership(null) : problem;
        }

        var listed = await Pages.AllAsync(token => Client.ListAccountsAsync(token, cancellation));
        return listed.Gave(out var accounts, out var failed)
            ? new Membership(accounts.FirstOrDefault(a => string.Equals(a.Email, Existing.Email, StringComparison.OrdinalIgnoreCase))?.Id)
            : failed;
    }

    private CreationFailure Words(string reason, CloudProblem? problem) =>
        InvitationFailures.Find(reason, Existing.Target, Turn.Link.Name, Settings.AccountsOf(Turn.Link))
        ?? InvitationFailures.Other(problem is null ? reason : $"{problem.Message} {problem.Repair} ({reason})");

    private static string NameOf(OrderState state, string reason) => state switch
    {
        OrderState.Expired => "InvitationExpired",
        OrderState.Cancelled => reason == InvitationFailures.Declined ? "InvitationDeclined" : "InvitationCancelled",
        _ => "OrderFailed",
    };
}

/// <summary>Whether an account is a member, and under which id.</summary>
internal sealed record Membership(string? AccountId);
