namespace Guildhall.Domain.Billing;

/// <summary>How long AWS may deliver nothing new before somebody is told: it delivers at least daily. vendor-integration.md 15.2.</summary>
public static class ReportDelay
{
    /// <summary>Hours after which it is a warning.</summary>
    public const int Warning = 36;

    /// <summary>Hours after which a person should look.</summary>
    public const int Alarm = 72;

    /// <summary>0, <see cref="Warning"/> or <see cref="Alarm"/>.</summary>
    /// <param name="fresh">When the last new delivery was seen.</param>
    public static int Of(DateTimeOffset fresh, DateTimeOffset now) => (now - fresh).TotalHours switch
    {
        >= Alarm => Alarm,
        >= Warning => Warning,
        _ => 0,
    };
}
