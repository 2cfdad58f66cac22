using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.Domain;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Refusals of a change in a form's words: a person typed into fields and knows nothing of changes, their places and their members.</summary>
internal static class PageProblems
{
    /// <summary>Each without the place of its change, and with the last part of its member, which is the field's name.</summary>
    public static ImmutableArray<Problem> Of(IEnumerable<Problem> problems) =>
        [.. problems.Select(p => p with { Message = ChangeSetWords.WithoutPlace(p.Message), Member = p.Member?.Split('.')[^1] })];
}
