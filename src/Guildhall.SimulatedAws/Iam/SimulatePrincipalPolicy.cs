using System.Globalization;
using System.Xml.Linq;
using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>What a user or role of the account would be allowed: its identity policies decide, within what its organization leaves of them (aws-operations.md A.9).</summary>
internal static class SimulatePrincipalPolicy
{
    private const int MostActions = 1_000;

    private static readonly TextRule Word = new(1, 2_048);

    public static readonly QueryOperation Operation = new("SimulatePrincipalPolicy", Handle) { Resource = call => call.Input.Raw("PolicySourceArn") ?? "*" };

    private static OperationResult Handle(QueryCall call)
    {
        var arn = call.Input.Text("PolicySourceArn", Rules.Arn);
        var actions = List(call.Input, "ActionNames");
        _ = (call.Input.OptionalText("ResourcePolicy", Rules.Document), call.Input.OptionalText("ResourceOwner", Word), call.Input.OptionalText("CallerArn", Word));
        _ = call.Input.OptionalText("ResourceHandlingOption", new TextRule(1, 64));
        var page = Paging.Read(call.Input);
        if (actions.Count is 0 or > MostActions) call.Input.Blame("Give 1 to 1,000 actions.");
        if (call.Input.Fault is { } fault) return fault;
        if (Find(call, arn) is not { } principal) return new WireError("NoSuchEntity", $"There is no user or role {arn} in the account.", 404);
        var resources = List(call.Input, "ResourceArns") is { Count: > 0 } given ? given : ["*"];
        var bound = principal with { Policies = call.State.Bound(principal.AccountId, principal.Policies) };
        var organization = call.State.Tables.Accounts.Get(principal.AccountId).Membership is null ? null : call.State.Bound(principal.AccountId, Policies.Everything);
        var asked = actions.SelectMany(action => resources.Select(resource => (Action: action, Resource: resource))).ToList();
        return page.Of("EvaluationResults", Enumerable.Range(0, asked.Count).Select(Key), key => Evaluate(call, bound, organization, asked[PlaceOf(key)].Action, asked[PlaceOf(key)].Resource));
    }

    private static XElement?[] Evaluate(QueryCall call, Identity principal, PolicySet? organization, string action, string resource)
    {
        var request = Authorization.Request(principal, action, resource, Authorization.Context(principal, Context(call.Input)));
        var verdict = principal.Policies!.Evaluate(request).Verdict;
        return
        [
            new XElement("EvalActionName", action),
            new XElement("EvalResourceName", resource),
            new XElement("EvalDecision", verdict switch { Verdict.Allow => "allowed", Verdict.ExplicitDeny => "explicitDeny", _ => "implicitDeny" }),
            new XElement("MatchedStatements"),
            new XElement("MissingContextValues"),
            organization is null ? null : new XElement("OrganizationsDecisionDetail", new XElement("AllowedByOrganizations", organization.Evaluate(request).IsAllowed)),
        ];
    }

    /// <summary>Places as keys of pages, whose order is that of letters.</summary>
    private static string Key(int place) => place.ToString("D9", CultureInfo.InvariantCulture);

    private static int PlaceOf(string key) => int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Identity? Find(QueryCall call, string arn)
    {
        if (arn.Split(':', 6) is not ["arn", "aws", "iam", "", var account, var resource] || account != call.AccountId) return null;
        var name = resource[(resource.LastIndexOf('/') + 1)..];
        return resource.StartsWith("user/", StringComparison.Ordinal) && call.State.Tables.Users.Find(Names.Of(account, name)) is { } user
            ? new Identity(account, user.Arn, user.UniqueId, Policies.Of(call.State, user.Permissions)) { UserName = user.Name }
            : resource.StartsWith("role/", StringComparison.Ordinal) && call.State.Tables.Roles.Find(Names.Of(account, name)) is { } role
                ? new Identity(account, role.Arn, role.UniqueId, Policies.Of(call.State, role.Permissions)) { IsRole = true }
                : null;
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Context(QueryInput input)
    {
        for (var at = 1; input.Raw($"ContextEntries.member.{at}.ContextKeyName") is { } key; at++)
        {
            var values = new List<string>();
            for (var item = 1; input.Raw($"ContextEntries.member.{at}.ContextKeyValues.member.{item}") is { } value; item++) values.Add(value);
            yield return new(key, new StringValues([.. values]));
        }
    }

    private static List<string> List(QueryInput input, string name)
    {
        var items = new List<string>();
        for (var at = 1; input.Raw($"{name}.member.{at}") is { } item; at++) items.Add(item);
        return items;
    }
}
