using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Effects;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>One step on a member account; the entry's subject is the account. What AWS refuses is told and stays as it is until a person tries again or takes it back.</summary>
internal abstract class MemberStep : Effect
{
    /// <summary>It is so on AWS: written with the account, its audit record and its event.</summary>
    protected static EffectOutcome.Done Done(EffectTurn turn, string name, JsonObject about, Action<MemberAccountRow> change) => new()
    {
        Also = scope =>
        {
            MemberRows.Change(scope, turn.Entry.Subject, turn.Link.Id, change);
            MemberTrail.Stage(scope, turn, name, about);
        },
    };

    /// <summary>What an error of AWS means for a step: what passes is waited for, what lacks a right or a key is tried on, what is refused is told.</summary>
    protected static EffectOutcome Of(CloudProblem problem) => problem switch
    {
        { Code: "SourceParentNotFoundException" } => new EffectOutcome.Later(TimeSpan.FromSeconds(1)) { Problem = problem },
        { IsFinal: true } => new EffectOutcome.Failed(new Problem(ProblemKind.Upstream, problem.Code, $"{problem.Message} {problem.Repair}")) { AwsRequestId = problem.RequestId },
        _ => EffectOutcome.Later.After(problem),
    };
}
