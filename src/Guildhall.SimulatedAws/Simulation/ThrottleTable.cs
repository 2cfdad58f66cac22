namespace Guildhall.SimulatedAws.Simulation;

/// <summary>Token buckets for the calls of AWS Organizations (aws-operations.md A.2).</summary>
public sealed class ThrottleTable
{
    private readonly IReadOnlyDictionary<string, ThrottleRule> _rules;
    private readonly ThrottleRule? _others;

    private ThrottleTable(IReadOnlyDictionary<string, ThrottleRule> rules, ThrottleRule? others) => (_rules, _others) = (rules, others);

    /// <summary>AWS's own table; calls that it does not list are not limited.</summary>
    public static ThrottleTable Aws { get; } = new(AwsThrottles.Rules, null);

    /// <summary>The same limit for every call of an account.</summary>
    /// <param name="perSecond">Sustained calls per second of one operation by one account.</param>
    /// <param name="burst">How many may come at once.</param>
    public static ThrottleTable Flat(double perSecond, int burst) =>
        new(new Dictionary<string, ThrottleRule>(), new ThrottleRule(new Rate(perSecond, burst), null));

    internal ThrottleRule? RuleFor(string operation) => _rules.GetValueOrDefault(operation, _others!);
}

/// <summary>The limits of one operation: of one account's calls, and of the whole organization's when there is such a limit.</summary>
internal sealed record ThrottleRule(Rate PerAccount, Rate? PerOrganization);

/// <summary>A token bucket's filling rate per second and its size.</summary>
internal readonly record struct Rate(double PerSecond, int Burst);
