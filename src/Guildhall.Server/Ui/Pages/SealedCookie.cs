using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Guildhall.Server.Ui.Pages;

/// <summary>A cookie whose text only this installation can read and write; the name is also the purpose of its key.</summary>
internal sealed record SealedCookie(string Name, TimeSpan Life)
{
    /// <summary>The text; null when there is none, it is too old, or somebody else made it.</summary>
    public string? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } text) return null;
        try
        {
            return Encoding.UTF8.GetString(Protector(context).Unprotect(Convert.FromBase64String(text)));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, string text) => context.Response.Cookies.Append(
        Name, Convert.ToBase64String(Protector(context).Protect(Encoding.UTF8.GetBytes(text))), Options(context, Life));

    public void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = life };

    private IDataProtector Protector(HttpContext context) => context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Name);
}
