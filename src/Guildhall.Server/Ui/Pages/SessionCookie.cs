namespace Guildhall.Server.Ui.Pages;

/// <summary>The cookie that names a session. security.md S-35; contract.md 3: <c>guildhall</c> on plain loopback HTTP, else <c>__Host-guildhall</c>.</summary>
internal static class SessionCookie
{
    public static string? Read(HttpContext context) => context.Request.Cookies[NameOf(context)];

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(NameOf(context), token, Options(context));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(NameOf(context), Options(context));

    private static string NameOf(HttpContext context) => context.Request.IsHttps ? "__Host-guildhall" : "guildhall";

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
