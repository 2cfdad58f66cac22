namespace Guildhall.App.Cloud.Organizations;

/// <summary>What CreateAccount is asked for.</summary>
public sealed record NewAccount(string Email, string Name)
{
    /// <summary>The role that AWS makes in it.</summary>
    public required string RoleName { get; init; }

    /// <summary>Whether its users may see what AWS charges.</summary>
    public bool SeesBilling { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A tag as AWS lists it.</summary>
public sealed record ResourceTag(string Key, string Value);
