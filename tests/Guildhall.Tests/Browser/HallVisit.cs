using Guildhall.Tests.Server;

namespace Guildhall.Tests.Browser;

/// <summary>People of a <see cref="RunningHall"/> with a real browser.</summary>
internal static class HallVisit
{
    /// <summary>Somebody who was added before, signed in.</summary>
    public static async Task<Visit> VisitAsync(this RunningHall hall, Chromium chromium, string email, bool script = true)
    {
        var visit = await Visit.BeginAsync(chromium, hall.Url, script);
        await visit.SignInAsync(email, Browsing.Password);
        await visit.IsAtAsync("/");
        return visit;
    }

    /// <summary>Adds somebody with a role in an account, and signs in.</summary>
    public static async Task<Visit> VisitAsync(this RunningHall hall, Chromium chromium, string email, string role, string account, bool script = true)
    {
        await hall.AddPersonAsync(email, role, account);
        return await hall.VisitAsync(chromium, email, script);
    }
}
