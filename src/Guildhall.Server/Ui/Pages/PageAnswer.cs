using System.Collections.Immutable;
using Guildhall.Domain;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Which frame a page stands in.</summary>
public enum FrameKind
{
    /// <summary>The administrator console, with side navigation.</summary>
    Console,

    /// <summary>The storefront, with brand and search.</summary>
    Storefront,

    /// <summary>No frame: sign-in, set-up, errors before sign-in.</summary>
    Plain,
}

/// <summary>What a page handler answers.</summary>
internal abstract record PageAnswer
{
    /// <summary>A page: the component, what it shows, its title and frame.</summary>
    public sealed record View(FrameKind Frame, string Title, Type Component, object Model) : PageAnswer
    {
        public int Status { get; init; } = StatusCodes.Status200OK;

        /// <summary>The pages above this one, the topmost first.</summary>
        public ImmutableArray<Crumb> Trail { get; init; } = [];

        /// <summary>Another site that a form of the page is sent to; null for ours alone.</summary>
        public Uri? FormsGoTo { get; init; }
    }

    /// <summary>303 to another page, with a message for it. Only local addresses (security.md S-46).</summary>
    public sealed record SeeOther(string Url, Flash? Message = null) : PageAnswer;

    /// <summary>A file to download; <paramref name="Write"/> streams its text.</summary>
    public sealed record Download(string FileName, string ContentType, Func<TextWriter, CancellationToken, Task> Write) : PageAnswer;

    /// <summary>The person must sign in afresh before this is done; see <see cref="PageCall.RequireProof"/>.</summary>
    public sealed record ProveFirst : PageAnswer;

    /// <summary>Not to be seen: the reasons, on a page with the status that fits.</summary>
    public sealed record Refused(ImmutableArray<Problem> Problems) : PageAnswer
    {
        public Refused(Problem problem)
            : this([problem])
        {
        }
    }

    public static View Console<T>(string title, object model, params ReadOnlySpan<Crumb> trail)
        where T : IComponent => new(FrameKind.Console, title, typeof(T), model) { Trail = [.. trail] };

    public static View Storefront<T>(string title, object model, params ReadOnlySpan<Crumb> trail)
        where T : IComponent => new(FrameKind.Storefront, title, typeof(T), model) { Trail = [.. trail] };

    public static View Plain<T>(string title, object model)
        where T : IComponent => new(FrameKind.Plain, title, typeof(T), model);
}

/// <summary>A step of the breadcrumbs.</summary>
public readonly record struct Crumb(string Title, string Url);
