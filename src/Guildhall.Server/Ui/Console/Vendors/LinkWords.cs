using Guildhall.App.Linking;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>States of links, steps and checks as words and shapes.</summary>
internal static class LinkWords
{
    public static StatusKind KindOf(LinkedOrganization link) => link.State switch
    {
        LinkStates.Active => StatusKind.Good,
        LinkStates.Checking => StatusKind.Waiting,
        LinkStates.Degraded => StatusKind.Bad,
        LinkStates.Paused => StatusKind.Warning,
        _ => StatusKind.Inactive,
    };

    public static (StatusKind Kind, string Word) Of(LinkStep step) => step switch
    {
        { Skipped: not null } => (StatusKind.Warning, "Left out"),
        { State: EffectState.Done } => (StatusKind.Good, "Done"),
        { State: EffectState.Calling } => (StatusKind.Waiting, "Working on it"),
        { State: EffectState.Failed or EffectState.NeedsReview } => (StatusKind.Bad, "Failed"),
        { State: EffectState.Waiting, Problem: not null } => (StatusKind.Warning, "Tried again soon"),
        { State: EffectState.Waiting } => (StatusKind.Inactive, "To be done"),
        _ => (StatusKind.Inactive, "Cancelled"),
    };

    public static (StatusKind Kind, string Word) Of(CheckResult result) => result switch
    {
        CheckResult.Pass => (StatusKind.Good, "Passed"),
        CheckResult.Warn => (StatusKind.Warning, "Warning"),
        CheckResult.Fail => (StatusKind.Bad, "Failed"),
        CheckResult.Info => (StatusKind.Information, "For your information"),
        _ => (StatusKind.Inactive, "Not run"),
    };

    public static string Of(KeyAge age) => age switch
    {
        KeyAge.Aged => "The access key has been used long enough: replace it.",
        KeyAge.Aging => "The access key is to be replaced soon.",
        _ => "",
    };

    /// <summary>Whether the page asks again by itself: something is under way.</summary>
    public static bool Moves(LinkedOrganization link) => link.State == LinkStates.Checking;
}
