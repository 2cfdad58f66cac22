using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>What is asked before products change.</summary>
public sealed record ProductReview(Experience Experience, ProductAct Act, IReadOnlyList<string> Ids, IReadOnlyList<string> Titles, ProductNotes Notes, string Back, Result<Preview> Preview)
{
    /// <summary>The field that says whether the experience had a procurement policy when this was asked.</summary>
    internal const string PolicyField = "policy";

    internal const string NoPolicy = "none";

    /// <summary>The value of <see cref="PolicyField"/>.</summary>
    public string Policy => Experience.Policy is null ? NoPolicy : "present";

    /// <summary>Why it was refused after it was confirmed.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The list as it was, for whoever does not want it after all.</summary>
    public string Ticked => Ticks.Of(Ids).Fitting.In(Back);
}
