using System.Collections.Immutable;
using Guildhall.App.Linking;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>A link in the list.</summary>
/// <param name="Accounts">How many accounts were read; null before the first reading.</param>
/// <param name="Steps">Of one that is being set up; empty otherwise.</param>
public sealed record ListedLink(LinkedOrganization Link, AccountCount? Accounts, ImmutableArray<LinkStep> Steps)
{
    public int StepsDone => Steps.Count(s => s.State == App.Store.Rows.EffectState.Done);
}

/// <summary>How many accounts a link has.</summary>
/// <param name="Closed">Of all those, the ones that are suspended or closed.</param>
public sealed record AccountCount(int All, int Closed);

/// <summary>The page <b>Organizations</b>.</summary>
public sealed record LinkList(ListQuery Query, IReadOnlyList<ListedLink> Shown, int Count)
{
    public IReadOnlyList<LinkDraft> Drafts { get; init; } = [];

    public bool Manages { get; init; }

    public bool Simulated { get; init; }

    /// <summary>Whether something is under way, so that the page asks again.</summary>
    public bool Moves => Shown.Any(s => LinkWords.Moves(s.Link));

    /// <summary>Whether the reader looks for some of them.</summary>
    public bool Filtered => Query.HasFilter || Query.Kept.Length > 0;
}
