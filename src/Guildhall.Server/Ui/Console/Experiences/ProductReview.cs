using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>What is asked before products change.</summary>
public sealed record ProductReview(Experience Experience, ProductAct Act, IReadOnlyList<string> Ids, IReadOnlyList<string> Titles, ProductNotes Notes, string Back, Result<Preview> Preview)
{
    /// <summary>Why it was refused after it was confirmed.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The list as it was, for whoever does not want it after all.</summary>
    public string Ticked => Ticks.Of(Ids).Fitting.In(Back);
}
