using System.Collections.Immutable;
using System.Text;
using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Frame;
using Guildhall.Server.Ui.Parts;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Writes what a page answers: HTML in its frame, a redirect, a file, or why not.</summary>
internal sealed class PageWriter(Installation guildhall, PageRenderer renderer, IAntiforgery antiforgery)
{
    /// <summary>Answers somebody who is signed in.</summary>
    public Task WriteAsync(PageCall call, PageAnswer answer) => WriteAsync(call.Context, call, answer);

    /// <summary>Answers somebody who is not signed in: sign-in and set-up alone.</summary>
    public Task WriteAsync(HttpContext context, PageAnswer answer) => WriteAsync(context, null, answer);

    private async Task WriteAsync(HttpContext context, PageCall? call, PageAnswer answer)
    {
        switch (answer)
        {
            case PageAnswer.View view:
                context.Response.StatusCode = view.Status;
                if (HttpMethods.IsPost(context.Request.Method) && IsScript(context)) ShowWhole(context);
                await renderer.WriteAsync(context, FrameOf(context, call, view), view.Component, view.Model, view.FormsGoTo);
                break;
            case PageAnswer.SeeOther other:
                other.Message?.Leave(context);
                SeeOther(context, LocalAddress.Of(other.Url));
                break;
            case PageAnswer.Download file:
                await DownloadAsync(context, file);
                break;
            case PageAnswer.Refused refused:
                await WriteAsync(context, call, RefusedView(context, call, refused.Problems));
                break;
            default:
                throw new InvalidOperationException($"{answer.GetType().Name} cannot be written.");
        }
    }

    /// <summary>A form that a script sent is answered by a page of any kind, the form again, a question or a refusal, and a script puts in parts of good answers alone.</summary>
    private static void ShowWhole(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.Headers["HX-Retarget"] = "body";
        // The script takes a page apart and has no body to select then: everything of it is put in.
        context.Response.Headers["HX-Reselect"] = "unset";
        context.Response.Headers["HX-Reswap"] = "innerHTML show:top";
    }

    private static bool IsScript(HttpContext context) => context.Request.Headers.ContainsKey("HX-Request");

    /// <summary>A script is told to go there with the whole page; it would follow a redirect by itself, and put the new page into a part of this one.</summary>
    internal static void SeeOther(HttpContext context, string url)
    {
        if (IsScript(context))
        {
            context.Response.Headers["HX-Redirect"] = url;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = url;
    }

    /// <summary>In the frame that one was in; the console's only for those who may see it.</summary>
    private static PageAnswer.View RefusedView(HttpContext context, PageCall? call, ImmutableArray<Problem> problems)
    {
        var title = UiProblems.TitleOf(problems[0]);
        var view = call is { Administers: true } && context.Request.Path.StartsWithSegments("/console") ? PageAnswer.Console<RefusedPage>(title, problems) : PageAnswer.Storefront<RefusedPage>(title, problems);
        return view with { Status = UiProblems.StatusOf(problems[0]) };
    }

    private static async Task DownloadAsync(HttpContext context, PageAnswer.Download file)
    {
        context.Response.ContentType = file.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.FileName}\"";
        await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16_384, leaveOpen: true);
        await file.Write(text, context.RequestAborted);
    }

    private PageFrame FrameOf(HttpContext context, PageCall? call, PageAnswer.View view) => new(call is null ? FrameKind.Plain : view.Frame, view.Title, context.Request.Path)
    {
        Trail = view.Trail,
        Flash = IsScript(context) ? null : Flash.Take(context),
        FormToken = antiforgery.GetAndStoreTokens(context).RequestToken,
        Call = call,
        Now = guildhall.Options.Clock.GetUtcNow(),
        RequestId = context.TraceIdentifier,
        View = call is null ? ViewChoice.Plain : ViewChoice.Of(call),
        Simulated = guildhall.Options.AwsEndpoint is not null,
        Governing = call?.Tenant is { } tenant ? GoverningOf(tenant, call.Caller.Account) : null,
        UnreadNotices = call is null ? 0 : guildhall.Notices.CountUnread(call.Person, call.Caller),
        PendingRequests = call is { Administers: true, Tenant: { } administered } ? administered.Marketplace.Requests.Values.Count(r => r.Pending) : 0,
    };

    private static Experience? GoverningOf(TenantView tenant, AccountId account) =>
        tenant.Marketplace.Organization.Tree.Find(account.Value) is { } node && tenant.Governance.GovernorOf(node) is { } governor
            ? tenant.Marketplace.FindExperience(governor.Experience)
            : null;
}

/// <summary>Addresses within this site. security.md S-46.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path of this site, else the home page. A header of the answer holds nothing but ASCII.</summary>
    public static string Of(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal) && address.All(c => c is >= '!' and <= '~') ? address : "/";
}
