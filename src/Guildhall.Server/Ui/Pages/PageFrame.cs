using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Experiences;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Pages;

/// <summary>What surrounds a page and every part may ask for; cascaded to all components.</summary>
public sealed record PageFrame(FrameKind Kind, string Title, string Path)
{
    private int _forms;

    public ImmutableArray<Crumb> Trail { get; init; } = [];

    public Flash? Flash { get; init; }

    /// <summary>The token for forms.</summary>
    public string? FormToken { get; init; }

    /// <summary>Who is signed in; null on plain pages before sign-in.</summary>
    public PageCall? Call { get; init; }

    public DateTimeOffset Now { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Whether the linked AWS is a simulated one.</summary>
    public bool Simulated { get; init; }

    /// <summary>The live experience that governs the account one acts for: its branding is the storefront's.</summary>
    public Experience? Governing { get; init; }

    /// <summary>Requests that wait for an answer, for administrators.</summary>
    public int PendingRequests { get; init; }

    /// <summary>Notifications that the person has not read, 100 at most.</summary>
    public int UnreadNotices { get; init; }

    /// <summary>Density and columns as the reader wants them.</summary>
    public ViewChoice View { get; init; } = ViewChoice.Plain;

    /// <summary>What the reader knows an experience by; null when it has no title and the reader may not know its name. <see cref="KnownNames"/>.</summary>
    public string? TitleOf(Experience experience) => KnownNames.Find(experience, Administers);

    /// <summary>What the reader knows the governing experience by.</summary>
    /// <param name="begins">Whether a sentence begins with it.</param>
    public string GoverningName(Experience governing, bool begins = false) => KnownNames.OfGoverning(governing, Administers, begins);

    /// <summary>The name of an account of the tenant, or null.</summary>
    public string? NameOf(AccountId account) =>
        Call?.Tenant?.Marketplace.Organization.Tree is { } tree && tree.Find(account.Value) is { } node ? tree.Nodes[node].Name : null;

    /// <summary>A key that no other form has, of this page or another: two forms of a page are never taken for each other's repeat.</summary>
    public string NextFormKey() => string.Create(CultureInfo.InvariantCulture, $"{RequestId}-{++_forms}");

    private bool Administers => Call?.AccountAdministers == true;
}
