namespace Guildhall.App.Vending;

/// <summary>The address of a root user is a manager's to read: others see its beginning. vendor-integration.md 14.</summary>
internal static class RootEmail
{
    private const int Shown = 8;

    public static string? For(bool manager, string? email)
    {
        if (manager || email is null) return email;
        var at = email.LastIndexOf('@');
        return at < 0 ? "…" : $"{email[..Math.Min(Shown, at)]}…{email[at..]}";
    }
}
