namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What closing an account would mean, in numbers, before anything is done. vendor-integration.md 14.2.</summary>
public sealed record ClosePlan
{
    /// <summary>Accounts of the organization, closed ones that AWS still lists included.</summary>
    public required int Accounts { get; init; }

    /// <summary>Closings that AWS allows in 30 days.</summary>
    public required int Quota { get; init; }

    /// <summary>Closings by Guildhall in the last 30 days; other tools may have closed more.</summary>
    public required int ClosedLately { get; init; }

    /// <summary>Closings in progress, of three that AWS allows at the same time.</summary>
    public required int UnderWay { get; init; }

    /// <summary>When AWS deletes what is in it, if it were closed now.</summary>
    public required DateTimeOffset Deleted { get; init; }

    /// <summary>Products that it may buy now.</summary>
    public required int Products { get; init; }

    /// <summary>Its requests for products that nobody has answered.</summary>
    public required int Requests { get; init; }

    /// <summary>People who act for it here.</summary>
    public required int People { get; init; }

    /// <summary>Active access keys of Guildhall's that act for it.</summary>
    public required int Keys { get; init; }

    /// <summary>The experience that is associated with the account itself; null when none is.</summary>
    public string? Associated { get; init; }

    /// <summary>Whether Guildhall has suspended it already; else that is the first step.</summary>
    public required bool Suspended { get; init; }

    /// <summary>Whether another person has to confirm it first.</summary>
    public required bool ByTwo { get; init; }

    /// <summary>Whether AWS will put it off.</summary>
    public bool Waits => ClosedLately >= Quota || UnderWay >= Domain.Vending.ClosingQuota.AtOnce;
}
