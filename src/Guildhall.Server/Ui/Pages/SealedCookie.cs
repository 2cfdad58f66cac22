using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Guildhall.Server.Ui.Pages;

/// <summary>A cookie whose text only this installation can read and write, for as long as it lives, whatever the browser does; the name is also the purpose of its key.</summary>
internal sealed record SealedCookie(string Name, TimeSpan Life)
{
    /// <summary>The UTC ticks before the text.</summary>
    private const int TimeLength = sizeof(long);

    /// <summary>The text; null when there is none, it is too old, or somebody else made it.</summary>
    public string? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } text) return null;
        try
        {
            var sealed_ = Protector(context).Unprotect(Convert.FromBase64String(text));
            var age = Now(context) - BinaryPrimitives.ReadInt64BigEndian(sealed_);
            return age <= Life.Ticks ? Encoding.UTF8.GetString(sealed_.AsSpan(TimeLength)) : null;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, string text)
    {
        byte[] timed = [.. new byte[TimeLength], .. Encoding.UTF8.GetBytes(text)];
        BinaryPrimitives.WriteInt64BigEndian(timed, Now(context));
        context.Response.Cookies.Append(Name, Convert.ToBase64String(Protector(context).Protect(timed)), Options(context, Life));
    }

    public void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static long Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcTicks;

    private static CookieOptions Options(HttpContext context, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = life };

    private IDataProtector Protector(HttpContext context) => context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Name);
}
