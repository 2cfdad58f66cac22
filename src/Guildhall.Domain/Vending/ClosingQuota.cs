namespace Guildhall.Domain.Vending;

/// <summary>How many member accounts AWS lets an organization close. aws-operations.md A.2, vendor-integration.md 14.2.</summary>
public static class ClosingQuota
{
    /// <summary>Closings in progress at the same time.</summary>
    public const int AtOnce = 3;

    /// <summary>In which closings are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>Until AWS deletes what is in a closed account; as long AWS Support can open it again.</summary>
    public static readonly TimeSpan Afterlife = TimeSpan.FromDays(90);

    /// <summary>Closings in <see cref="Window"/>: 250, or a fifth of the accounts when that is more, at most 1,000.</summary>
    /// <param name="accounts">Accounts of the organization.</param>
    public static int Of(int accounts) => Math.Clamp(accounts / 5, 250, 1_000);
}
