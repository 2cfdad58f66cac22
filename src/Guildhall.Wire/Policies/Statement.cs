using Guildhall.Wire.Policies.Conditions;
using Guildhall.Wire.Policies.Patterns;

namespace Guildhall.Wire.Policies;

/// <summary>A compiled statement. It matches when each of its elements does.</summary>
internal sealed class Statement
{
    private readonly Condition[] conditions;
    private readonly string[] variables;

    public Statement(Matching<Glob> actions, Matching<TextPattern>? resources, Condition[] conditions)
    {
        Actions = actions;
        Resources = resources;
        this.conditions = conditions;
        variables = [.. (resources?.Patterns.SelectMany(pattern => pattern.Variables) ?? [])
            .Concat(conditions.SelectMany(condition => condition.Variables))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The <c>Sid</c>, or the place in the document.</summary>
    public required string Label { get; init; }

    public required bool Denies { get; init; }

    /// <summary>Null in a policy that is attached to callers.</summary>
    public Principals? Principals { get; init; }

    private Matching<Glob> Actions { get; }

    /// <summary>Null in a trust policy, whose resource is its role.</summary>
    private Matching<TextPattern>? Resources { get; }

    public PrincipalMatch Match(in PolicyRequest request)
    {
        if (!ActionMatches(request.Action) || !VariablesHaveValues(request) || !ResourceMatches(request))
            return PrincipalMatch.None;
        var principal = Principals?.Match(request) ?? PrincipalMatch.Direct;
        return principal != PrincipalMatch.None && ConditionsHold(request) ? principal : PrincipalMatch.None;
    }

    private bool ActionMatches(string action)
    {
        foreach (var pattern in Actions.Patterns)
        {
            if (pattern.Matches(action))
                return !Actions.Excluded;
        }

        return Actions.Excluded;
    }

    private bool ResourceMatches(in PolicyRequest request)
    {
        if (Resources is not { } resources)
            return true;
        foreach (var pattern in resources.Patterns)
        {
            if (pattern.Matches(request.Resource, request))
                return !resources.Excluded;
        }

        return resources.Excluded;
    }

    private bool VariablesHaveValues(in PolicyRequest request)
    {
        foreach (var key in variables)
        {
            if (PatternVariables.ValueOf(key, request) is null)
                return false;
        }

        return true;
    }

    private bool ConditionsHold(in PolicyRequest request)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(request))
                return false;
        }

        return true;
    }
}

/// <summary>Patterns of which one must match, or with <paramref name="Excluded"/> (<c>NotAction</c>, <c>NotResource</c>) none may.</summary>
internal readonly record struct Matching<T>(T[] Patterns, bool Excluded);
