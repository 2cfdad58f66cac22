using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking;

/// <summary>A link that is asked for, every field in its right form. vendor-integration.md 3, 5.</summary>
public sealed record LinkWish(AccountId Account, string Region, LinkCredentials Credentials)
{
    /// <summary>The same with a key of the account.</summary>
    public LinkWish(AccountId account, string region, string accessKeyId, Secret secret)
        : this(account, region, new LinkCredentials.Key(accessKeyId, secret))
    {
    }

    public LinkMode Mode { get; init; } = LinkMode.Adopt;

    /// <summary>Null for <c>aws-</c> and the account.</summary>
    public string? Name { get; init; }

    public string? EmailPattern { get; init; }

    public bool Default { get; init; }

    public bool Integrate { get; init; }

    public LinkSettings Settings { get; init; } = new();

    /// <summary>Whether preflight may make and delete a bucket.</summary>
    public bool DeepCheck { get; init; }

    public string? DraftId { get; init; }
}
