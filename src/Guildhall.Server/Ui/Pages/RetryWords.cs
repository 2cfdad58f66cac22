using System.Collections.Immutable;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.Pages;

/// <summary>The button of a form that was refused because another change is running: nothing of it was wrong, so it offers the same again. private-marketplace.md 7.4.</summary>
internal static class RetryWords
{
    /// <summary>Retry when another change was in the way, else what the button says anyway.</summary>
    public static string Of(ImmutableArray<Problem> problems, string button) =>
        !problems.IsDefaultOrEmpty && problems.Any(p => p.Kind == ProblemKind.InUse || p.Code == "ENTITY_IN_USE") ? "Retry" : button;
}
