using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Experiences;

/// <summary>Policies that entities carry; they open DescribeEntity to others, and nothing else. private-marketplace.md 2.7.</summary>
public sealed partial class ResourcePolicies(Marketplaces marketplaces, Writer writer)
{
    private const int Longest = 10_240;
    private static readonly Problem NoPolicy = Problem.NotFound("This entity has no resource policy.");

    /// <summary>The policy's text as it was put. Refused: malformed ARN, no right, no such entity, no policy on it.</summary>
    public Result<string> Get(Caller caller, string arn)
    {
        if (Limits.ResourceArn(arn) is { } malformed) return malformed;
        var state = marketplaces.FindTenantOf(caller.Account)?.State;
        if (NamedResource.Find(caller, state, arn, _ => null).RefusedUnlessEntity("aws-marketplace:GetResourcePolicy") is { } refusal) return refusal;
        return state!.ResourcePolicies.TryGetValue(arn, out var policy) ? policy : NoPolicy;
    }

    /// <summary>Sets or replaces a policy. Refused: malformed ARN or policy (each reason), no right, no such entity.</summary>
    public async Task<Result<string>> PutAsync(Caller caller, string arn, string policy, string requestId, CancellationToken cancellation)
    {
        if (Limits.ResourceArn(arn) is { } malformed) return malformed;
        ImmutableArray<Problem> problems = [.. Limits.Text("Policy", policy, 1, Longest, Latin1(), "Latin-1 characters")];
        if (problems.IsEmpty && PolicyDocument.Parse(policy, PolicyKind.Resource) is PolicyParse.Refused refused)
            problems = [.. refused.Errors.Select(e => Problem.Malformed(e.Sentence, "Policy"))];
        return problems.IsEmpty ? await ChangeAsync(new ChangeResourcePolicy(caller, arn, policy, requestId), cancellation) : problems;
    }

    /// <summary>Removes a policy. Refused: as <see cref="Get"/>.</summary>
    public async Task<Result<string>> DeleteAsync(Caller caller, string arn, string requestId, CancellationToken cancellation) =>
        Limits.ResourceArn(arn) is { } malformed ? malformed : await ChangeAsync(new ChangeResourcePolicy(caller, arn, null, requestId), cancellation);

    private Task<Result<string>> ChangeAsync(ChangeResourcePolicy change, CancellationToken cancellation)
    {
        var tenant = marketplaces.FindTenantOf(change.Caller.Account)?.State.Tenant;
        return writer.WriteAsync(scope => change.Decide(scope, tenant, NoPolicy), cancellation);
    }

    [GeneratedRegex(@"\A[\t\n\r -\u00FF]+\z")]
    private static partial Regex Latin1();
}
