using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Pages;

/// <summary>What is asked before a change: what it is, whom it affects, and the form that does it. The same page is shown again when it was refused then.</summary>
/// <param name="Lead">One sentence before the lines.</param>
/// <param name="Action">The address that does it.</param>
/// <param name="Back">Where one goes who does not want it.</param>
public sealed record ChangeReview(string Title, string Lead, string Action, string Button, string Back, Result<Preview> Preview)
{
    /// <summary>What the change is about, each on a line.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>What the form carries on, hidden.</summary>
    public ImmutableArray<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>Where all affected accounts are as a file, when it is not the change itself that says them.</summary>
    public string? Export { get; init; }

    /// <summary>Why it was refused after it was confirmed.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The page, in the console's frame or in another.</summary>
    internal PageAnswer.View Page(FrameKind frame, params ReadOnlySpan<Crumb> trail) =>
        new(frame, Title, typeof(ChangeReviewView), this) { Trail = [.. trail], Status = UiProblems.StatusOf(Problems) };
}
