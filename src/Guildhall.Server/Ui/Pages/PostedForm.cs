using Guildhall.Domain;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Server.Ui.Pages;

/// <summary>A form that a page posted, files included.</summary>
internal sealed record PostedForm(IFormCollection Fields)
{
    /// <summary>The largest form: a file of ids or a logo, with room to spare.</summary>
    private const long MostBytes = 12 * 1024 * 1024;

    /// <summary>The form. Refused: another site sent it, it is no form, or it is too large.</summary>
    public static async Task<Result<PostedForm>> ReadAsync(HttpContext context)
    {
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return Problem.Forbidden("Another site sent this form, so nothing was done.");
        if (!context.Request.HasFormContentType) return Problem.Malformed("That was not a form.");
        if (context.Request.ContentLength > MostBytes) return Problem.Malformed("The form is larger than 12 MB.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        try
        {
            return new PostedForm(await context.Request.ReadFormAsync(context.RequestAborted));
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return Problem.Malformed("The form could not be read: " + exception.Message);
        }
    }
}
