using Guildhall.Domain;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Server.Ui.Pages;

/// <summary>A form that a page posted, files included.</summary>
internal sealed record PostedForm(IFormCollection Fields)
{
    /// <summary>The code of a form over the limit: answered 413.</summary>
    public const string TooLarge = "FORM_TOO_LARGE";

    /// <summary>The largest form with a file: ids or a logo, with room to spare.</summary>
    private const long MostWithFile = 12 * 1024 * 1024;

    /// <summary>The largest form of text. security.md S-09.</summary>
    private const long MostText = 256 * 1024;

    /// <summary>The form. Refused: another site sent it, it is no form, it is too large, or it holds NUL, which PostgreSQL does not store (F-62).</summary>
    /// <param name="mayHoldFile">Nobody sends a file before signing in.</param>
    public static async Task<Result<PostedForm>> ReadAsync(HttpContext context, bool mayHoldFile)
    {
        var most = mayHoldFile && context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true ? MostWithFile : MostText;
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return Problem.Forbidden("Another site sent this form, so nothing was done.");
        if (!context.Request.HasFormContentType) return Problem.Malformed("That was not a form.");
        if (context.Request.ContentLength > most) return new Problem(ProblemKind.Malformed, TooLarge, $"The form is larger than {most / 1024:N0} KB.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        try
        {
            var fields = await context.Request.ReadFormAsync(context.RequestAborted);
            return fields.Any(field => field.Value.Any(value => value?.Contains('\0') == true)) ? Problem.Malformed("The form holds a character that is none.") : new PostedForm(fields);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Problem(ProblemKind.Malformed, TooLarge, $"The form is larger than {most / 1024:N0} KB.");
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return Problem.Malformed("The form could not be read: " + exception.Message);
        }
    }
}
