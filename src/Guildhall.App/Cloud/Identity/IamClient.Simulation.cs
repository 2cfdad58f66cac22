using System.Globalization;
using System.Xml.Linq;
using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Cloud.Identity;

/// <summary>What is asked of the simulation: may this user or role do these actions on this resource?</summary>
/// <param name="Principal">The ARN of a user or role, not of a session.</param>
/// <param name="Actions">IAM's names of the actions.</param>
/// <param name="Resource">An ARN, or <c>*</c>.</param>
public sealed record SimulationQuestion(string Principal, IReadOnlyList<string> Actions, string Resource)
{
    /// <summary>Condition keys with one value each.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();
}

/// <summary>Whether the policies allow an action, as far as IAM can tell.</summary>
public sealed record SimulatedAction(string Action, bool Allowed);

/// <summary>IAM's simulation of policies: a hint, no proof (aws-operations.md A.9).</summary>
public sealed partial class IamClient
{
    /// <param name="marker">The next page's; null for the first.</param>
    public Task<CloudAnswer<Page<SimulatedAction>>> SimulatePrincipalPolicyAsync(SimulationQuestion question, string? marker, CancellationToken cancellationToken)
    {
        List<(string, string)> parameters = [("PolicySourceArn", question.Principal), ("ResourceArns.member.1", question.Resource)];
        foreach (var (place, action) in question.Actions.Index()) parameters.Add(($"ActionNames.member.{Number(place)}", action));
        foreach (var (place, (key, value)) in question.Context.Index())
        {
            var name = $"ContextEntries.member.{Number(place)}";
            parameters.AddRange([($"{name}.ContextKeyName", key), ($"{name}.ContextKeyType", "string"), ($"{name}.ContextKeyValues.member.1", value)]);
        }

        if (marker is not null) parameters.Add(("Marker", marker));
        return _api.CallAsync("SimulatePrincipalPolicy", parameters, Read, cancellationToken);
    }

    private static string Number(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);

    private static Page<SimulatedAction>? Read(XElement result) =>
        result.Element("EvaluationResults") is { } results
            ? new Page<SimulatedAction>(
                [.. results.Elements("member").Select(m => new SimulatedAction(m.Element("EvalActionName")?.Value ?? "", m.Element("EvalDecision")?.Value.Trim() == "allowed"))],
                result.Element("IsTruncated")?.Value.Trim() == "true" ? result.Element("Marker")?.Value : null)
            : null;
}
