using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending;

/// <summary>
/// A step after the account is there. One that fails leaves the account as it is and the order in its state, with the reason and a retry; nothing is
/// undone. vendor-integration.md 13.2, security.md 6.3 (6).
/// </summary>
internal abstract class FollowUp(Database database) : Effect
{
    public override async Task<EffectOutcome> RunAsync(EffectTurn turn, CancellationToken cancellation) =>
        await RunAsync(turn, await OrderSteps.OrderAsync(database, turn.Entry.Subject, cancellation), cancellation);

    protected abstract Task<EffectOutcome> RunAsync(EffectTurn turn, OrderRow order, CancellationToken cancellation);

    /// <summary>What an error of AWS means for a step: what passes is waited for, what lacks a right or a key is tried on, what is refused is told.</summary>
    protected static EffectOutcome Of(CloudProblem problem, EffectTurn turn, OrderRow order) => problem.Kind switch
    {
        // A new account appears in lists minutes later (aws-operations.md A.12); one that was moved meanwhile is looked for again.
        CloudTrouble.NotFound when problem.Code is "AccountNotFoundException" or "ChildNotFoundException" or "TargetNotFoundException" or "SourceParentNotFoundException" && turn.Entry.Attempts < 20 => new EffectOutcome.Later(TimeSpan.FromSeconds(5)) { Problem = problem },
        _ => problem.IsFinal ? Failed(problem, turn, order) : EffectOutcome.Later.After(problem),
    };

    private static EffectOutcome.Failed Failed(CloudProblem problem, EffectTurn turn, OrderRow order)
    {
        var sentence = $"{OrderSteps.Word(turn.Entry.Kind)}: {problem.Message} {problem.Repair}";
        return new(new Problem(ProblemKind.Upstream, problem.Code, sentence))
        {
            AwsRequestId = problem.RequestId,
            Also = scope =>
            {
                OrderSteps.Change(scope, order.Id, o => (o.Problem, o.ManagerProblem) = ("The account is there; a step after it needs the marketplace manager.", sentence));
                OrderAudit.Stage(scope, "OrderStepFailed", turn.Link.TenantId, turn.Entry.Id, new JsonObject { ["orderId"] = order.Id, ["step"] = turn.Entry.Kind, ["reason"] = problem.Code });
            },
        };
    }
}
