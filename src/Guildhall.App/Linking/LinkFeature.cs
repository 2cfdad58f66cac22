namespace Guildhall.App.Linking;

/// <summary>What preflight finds missing in an organization and Guildhall can enable: P13 and P14 of vendor-integration.md 8.2.</summary>
public sealed record LinkFeature
{
    public static readonly LinkFeature ServiceControlPolicies = new()
    {
        Name = "service-control-policies",
        Title = "service control policies",
        Consequence = "The policy type is enabled in the root. No policy is attached by that: what accounts may do stays as it is, until one is suspended or enforced.",
    };

    public static readonly LinkFeature PrivateMarketplace = new()
    {
        Name = "private-marketplace",
        Title = "trusted access of the private marketplace",
        Consequence = "The service-linked role is made and trusted access enabled, what of them is missing. Experiences then govern what accounts buy.",
    };

    private LinkFeature()
    {
    }

    /// <summary>In addresses, in the API and on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>In words, after "Enable".</summary>
    public required string Title { get; init; }

    /// <summary>What enabling it means.</summary>
    public required string Consequence { get; init; }

    public static IReadOnlyList<LinkFeature> All { get; } = [ServiceControlPolicies, PrivateMarketplace];

    /// <summary>Null when nothing is called that.</summary>
    public static LinkFeature? Find(string? name) => All.FirstOrDefault(f => f.Name == name);
}
