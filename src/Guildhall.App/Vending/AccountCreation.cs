using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Effects;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>
/// Makes the account of an order, exactly one. What is to be done next is <see cref="CreationRule"/>'s decision; here AWS is asked, and what was decided is
/// kept with the order in one transaction. security.md 6.3, vendor-integration.md 13.2.
/// </summary>
internal sealed class AccountCreation(Database database, CreationSettings settings) : Effect
{
    private static readonly RetryRule PutOff = new(int.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    public override string Kind => OrderSteps.Create;

    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation)
    {
        var order = await OrderSteps.OrderAsync(database, turn.Entry.Subject, cancellation);
        var progress = OrderForms.ReadProgress(turn.Entry.Progress).Begun(turn.Entry.Attempts, settings.Clock.GetUtcNow());
        var attempt = new CreationAttempt(turn, order, progress);
        return CreationRule.Next(progress) switch
        {
            CreationQuestion.Turn => new CreationQueue(database).Ask(attempt, settings.Clock.GetUtcNow(), calls => turn.Connection.Until(OrganizationsClient.CreateAccount, calls)),
            CreationQuestion.Status => await StatusAsync(attempt, cancellation),
            CreationQuestion.Look => await LookAsync(attempt, cancellation),
            _ => await CallAsync(attempt, cancellation),
        };
    }

    private async Task<EffectOutcome> CallAsync(CreationAttempt attempt, CancellationToken cancellation)
    {
        var (order, called) = (attempt.Order, attempt.Progress with { CalledAt = settings.Clock.GetUtcNow() });
        var link = StoredSettings.Read(attempt.Turn.Link.Settings);
        var account = new NewAccount(order.Email!, order.Name) { RoleName = OrderForms.Read(order.Form).RoleName ?? link.RoleName, SeesBilling = link.SeesBilling, Tags = AccountTags.Of(order, link) };
        var answer = await new OrganizationsClient(attempt.Turn.Connection).CreateAccountAsync(account, cancellation);
        if (answer.Gave(out var status, out var problem)) return Decided(attempt, called, new CreationSight.Told(status), null);
        if (problem.IsFinal) return Failed(attempt, called, problem.Reason ?? problem.Code, problem);
        CreationSight sight = problem.Code == CreationRule.Unready ? new CreationSight.Unready()
            : problem.ProvesNothingHappened ? new CreationSight.PutOff()
            : problem is { Kind: CloudTrouble.Failing, Code: "ServiceException" } ? new CreationSight.Stumbled()
            : new CreationSight.NoAnswer();
        return Decided(attempt, called, sight, problem);
    }

    private async Task<EffectOutcome> StatusAsync(CreationAttempt attempt, CancellationToken cancellation)
    {
        var answer = await new OrganizationsClient(attempt.Turn.Connection).DescribeCreateAccountStatusAsync(attempt.Progress.RequestId!, cancellation);
        if (answer.Gave(out var status, out var problem)) return Decided(attempt, attempt.Progress, new CreationSight.Told(status), null);
        return problem.Kind == CloudTrouble.NotFound ? Decided(attempt, attempt.Progress, new CreationSight.StatusGone(), problem) : Again(attempt, attempt.Progress, problem);
    }

    private async Task<EffectOutcome> LookAsync(CreationAttempt attempt, CancellationToken cancellation)
    {
        var looked = await new CreationLook(database, new OrganizationsClient(attempt.Turn.Connection)).AsyncFor(attempt.Order, cancellation);
        return looked.Gave(out var seen, out var problem) ? Decided(attempt, attempt.Progress, seen, null) : Again(attempt, attempt.Progress, problem);
    }

    private EffectOutcome Decided(CreationAttempt attempt, CreationProgress progress, CreationSight sight, CloudProblem? problem)
    {
        var rule = new CreationRule(settings.Certainty, OrderForms.Read(attempt.Order.Form).Email is not null) { Poll = settings.Poll };
        return rule.Decide(progress, sight, settings.Clock.GetUtcNow()) switch
        {
            CreationVerdict.Made made => Made(attempt, progress, made.Account),
            CreationVerdict.Wait wait => Waits(attempt, wait, problem),
            CreationVerdict.NewAddress drawn => NewAddress(attempt, drawn.Progress),
            CreationVerdict.Failed failed => Failed(attempt, failed.Progress, failed.Reason, null),
            CreationVerdict.Review review => Review(attempt, review.Progress),
            _ => throw new InvalidOperationException("There is no other verdict."),
        };
    }

    private EffectOutcome.Done Made(CreationAttempt attempt, CreationProgress progress, string account) => new()
    {
        Progress = attempt.Ended(progress),
        Also = scope =>
        {
            OrderSteps.Change(scope, attempt.Order.Id, o => (o.State, o.AccountId, o.Problem, o.ManagerProblem) = (nameof(OrderState.Configuring), account, null, null));
            CreationQueue.WakeNext(scope, attempt.Turn.Link.Id);
            attempt.Audit(scope, settings.Ids, "AccountCreated", new JsonObject { ["accountId"] = account });
        },
    };

    private EffectOutcome.Later Waits(CreationAttempt attempt, CreationVerdict.Wait wait, CloudProblem? problem)
    {
        var pause = wait.Pause ?? PutOff.Pause(wait.Progress.PutOff, settings.Ids);
        var slow = wait.Progress is { RequestId: not null, CalledAt: { } called } && settings.Clock.GetUtcNow() - called > CreationRule.Slow;
        var (buyer, manager) = slow ? ("AWS is still creating the account.", null) : CreationFailures.Waiting(wait.Progress) is { } told ? (told.ToBuyer, told.ToManager) : (null, (string?)null);
        return new EffectOutcome.Later(pause)
        {
            Progress = attempt.Ended(wait.Progress),
            Problem = problem,
            Also = scope =>
            {
                if ((attempt.Order.Problem, attempt.Order.ManagerProblem) != (buyer, manager)) OrderSteps.Change(scope, attempt.Order.Id, o => (o.Problem, o.ManagerProblem) = (buyer, manager));
                var answered = CreationRule.Next(attempt.Progress) == CreationQuestion.Call && CreationRule.Next(wait.Progress) != CreationQuestion.Call;
                if (answered || !wait.Progress.MayCall) CreationQueue.WakeNext(scope, attempt.Turn.Link.Id);
            },
        };
    }

    private static EffectOutcome.Later Again(CreationAttempt attempt, CreationProgress progress, CloudProblem problem) =>
        EffectOutcome.Later.After(problem) with { Progress = attempt.Ended(progress) };

    private EffectOutcome.Later NewAddress(CreationAttempt attempt, CreationProgress progress) => new(TimeSpan.Zero)
    {
        Progress = attempt.Ended(progress),
        Also = scope =>
        {
            var drawn = Addresses.Choose(scope, attempt.Turn.Link, typed: null, 5, settings.Ids);
            if (drawn.Refused) return;
            Addresses.Reserve(scope, attempt.Order.Id, drawn.Value);
            OrderSteps.Change(scope, attempt.Order.Id, o => o.Email = drawn.Value);
            attempt.Audit(scope, settings.Ids, "AddressReplaced", new JsonObject { ["refused"] = attempt.Order.Email, ["email"] = drawn.Value });
        },
    };

    private EffectOutcome.Failed Failed(CreationAttempt attempt, CreationProgress progress, string reason, CloudProblem? problem)
    {
        var link = attempt.Turn.Link;
        var failure = CreationFailures.Find(reason, link.Name, link.AccountId, settings.AccountsOf(link)) ?? CreationFailures.Other(problem is null ? reason : $"{problem.Message} {problem.Repair} ({reason})");
        return new(Problem.Conflict(reason, failure.ToManager))
        {
            Progress = attempt.Ended(progress),
            AwsRequestId = problem?.RequestId,
            Also = scope =>
            {
                OrderSteps.Change(scope, attempt.Order.Id, o => (o.State, o.Problem, o.ManagerProblem, o.EndedAt) = (nameof(OrderState.Failed), failure.ToBuyer, failure.ToManager, scope.Now));
                CreationQueue.WakeNext(scope, link.Id);
                attempt.Audit(scope, settings.Ids, "OrderFailed", new JsonObject { ["reason"] = reason });
            },
        };
    }

    private EffectOutcome.NeedsReview Review(CreationAttempt attempt, CreationProgress progress)
    {
        var sentence = $"AWS knows the address {attempt.Order.Email}, and no account of the organization has it. Look into the organization's creations on AWS; retry calls again with the same address.";
        return new(Problem.Conflict("ADDRESS_UNKNOWN", sentence))
        {
            Progress = attempt.Ended(progress),
            Also = scope =>
            {
                OrderSteps.Change(scope, attempt.Order.Id, o => (o.Problem, o.ManagerProblem) = ("The marketplace manager has to look at this order.", sentence));
                CreationQueue.WakeNext(scope, attempt.Turn.Link.Id);
                attempt.Audit(scope, settings.Ids, "OrderNeedsReview", []);
            },
        };
    }
}
