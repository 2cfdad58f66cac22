using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Guildhall.Server.Ui.Pages;

/// <summary>What a message is about.</summary>
public enum FlashKind
{
    Done,
    Information,
    Problem,
}

/// <summary>A message that the page after a form shows once.</summary>
public sealed record Flash(FlashKind Kind, string Text)
{
    private const string Cookie = "guildhall-flash";
    private const string Purpose = "flash";

    public static Flash Done(string text) => new(FlashKind.Done, text);

    public static Flash Problem(string text) => new(FlashKind.Problem, text);

    /// <summary>Takes the message the last answer left, if there is one. Only for whole pages: a script that asks for a part of one shows no message, and would lose it.</summary>
    public static Flash? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } sealed_) return null;
        context.Response.Cookies.Delete(Cookie);
        try
        {
            var text = Encoding.UTF8.GetString(Protector(context).Unprotect(Convert.FromBase64String(sealed_)));
            return new Flash((FlashKind)(text[0] - '0'), text[1..]);
        }
        catch (Exception exception) when (exception is FormatException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Leaves the message for the next page.</summary>
    public void Leave(HttpContext context) => context.Response.Cookies.Append(
        Cookie,
        Convert.ToBase64String(Protector(context).Protect(Encoding.UTF8.GetBytes((int)Kind + Text[..Math.Min(Text.Length, 1_000)]))),
        new CookieOptions { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromMinutes(1) });

    private static IDataProtector Protector(HttpContext context) => context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
}
