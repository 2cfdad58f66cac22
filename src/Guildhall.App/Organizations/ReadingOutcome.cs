using Guildhall.App.Cloud;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>How a reading ended.</summary>
public abstract record ReadingOutcome
{
    private ReadingOutcome()
    {
    }

    /// <summary>Everything was read. <paramref name="Walked"/>: OUs and names are from this reading too, so the day starts anew.</summary>
    public sealed record Complete(OrganizationPicture Picture, bool Walked) : ReadingOutcome
    {
        /// <summary>What AWS listed beside it and cannot be the organization's, one sentence each (S-53).</summary>
        public IReadOnlyList<string> NeedsReview { get; init; } = [];
    }

    /// <summary>
    /// It could not go on. When <paramref name="Resumable"/>, the progress stands where it was and the reading may be taken up later; otherwise it must
    /// start anew.
    /// </summary>
    public sealed record Stopped(CloudProblem Problem, bool Resumable) : ReadingOutcome;
}
