using System.Globalization;

namespace Guildhall.Wire.Signing;

/// <summary>Form and age of a request's date (security.md 3.2 steps 5 and 6).</summary>
internal static class ClockRule
{
    public static Verification.Refused? Check(in PresentedSignature presented, DateTimeOffset now, TimeSpan skew)
    {
        if (AmzDate.Parse(presented.Date) is not { } date)
            return new(AuthenticationFailure.IncompleteSignature, "The date must have the form YYYYMMDDTHHMMSSZ.");
        var age = now - date;
        var life = presented.Presigned ? presented.Life : skew;
        if (age > life)
            return Invalid("Signature expired", date, now, life);
        return age < -skew ? Invalid("Signature not yet current", date, now, skew) : null;
    }

    private static Verification.Refused Invalid(string what, DateTimeOffset date, DateTimeOffset now, TimeSpan window) =>
        new(
            AuthenticationFailure.InvalidSignature,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: the request is dated {AmzDate.Format(date)}, this server's clock says {AmzDate.Format(now)}, {Words(window)} are allowed."));

    private static string Words(TimeSpan window) => window.TotalSeconds % 60 == 0
        ? window.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " minutes"
        : window.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " seconds";
}
