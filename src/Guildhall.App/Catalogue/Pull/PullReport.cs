using System.Collections.Immutable;
using Guildhall.App.Catalogue.Import;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>What was not taken.</summary>
/// <param name="Id">The id of what it is about; empty when that is unknown.</param>
/// <param name="Member">The member or operation it is about.</param>
/// <param name="Reason">One sentence.</param>
public sealed record PullRefusal(string Id, string? Member, string Reason)
{
    /// <summary>As a line for a person.</summary>
    public override string ToString() => $"{(Id.Length == 0 ? "" : $"{Id} ")}{(Member is null ? "" : $"{Member} ")}{Reason}";
}

/// <summary>What became of a pull.</summary>
/// <param name="Applied">False when something was refused and the operator wants all or nothing: then nothing was written.</param>
/// <param name="Complete">Whether everything was read, and is believed; if not, nothing was withdrawn.</param>
/// <param name="Counts">As of an import; <see cref="ImportCounts.Refused"/> counts answers that could not be read, too.</param>
/// <param name="Refusals">At most 10,000.</param>
/// <param name="Read">What was read.</param>
public sealed record PullReport(PullOrigin Origin, bool Applied, bool Complete, ImportCounts Counts, ImmutableArray<PullRefusal> Refusals, PullProgress Read)
{
    /// <summary>More than half of the products that were pulled from there before are there no more, which is not believed.</summary>
    public bool LostMost { get; init; }
}
