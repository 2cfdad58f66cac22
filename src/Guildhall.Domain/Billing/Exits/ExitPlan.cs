namespace Guildhall.Domain.Billing.Exits;

/// <summary>How a plan of an exit stands. The numbers are stored.</summary>
public enum ExitState
{
    Planned = 0,

    /// <summary>Nothing is paid any more, or somebody says so.</summary>
    Done = 1,

    Cancelled = 2,
}

/// <summary>That a product of AWS Marketplace is to be paid for no longer. mission.md M-39.</summary>
/// <param name="GoneBy">The last day on which it may cost something, UTC.</param>
/// <param name="Note">Why, and how; empty for none.</param>
public sealed record ExitPlan(DateOnly GoneBy, string Note)
{
    /// <summary>Characters of a note.</summary>
    public const int LongestNote = 1_000;

    /// <summary>A plan for a later day is none.</summary>
    public const int MostMonths = 24;

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    /// <param name="today">UTC.</param>
    /// <param name="kept">The day that the plan has already, which may have passed; null for a new plan.</param>
    public IEnumerable<Problem> Faults(DateOnly today, DateOnly? kept = null)
    {
        if (GoneBy != kept && (GoneBy <= today || GoneBy > LastDay(today))) yield return Problem.Malformed($"A day after today, and within {MostMonths} months: at most {LastDay(today):yyyy-MM-dd}.", nameof(GoneBy));
        if (Note.Length > LongestNote) yield return Problem.Malformed($"At most {LongestNote:N0} characters.", nameof(Note));
        else if (Note.Any(c => c != '\n' && Texts.Forbidden(c))) yield return Problem.Malformed("No control characters and no marks that cannot be seen.", nameof(Note));
    }

    /// <summary>The last day that a plan may be for.</summary>
    public static DateOnly LastDay(DateOnly today) => today.AddMonths(MostMonths);
}
