namespace Guildhall.App.Organizations;

/// <summary>How an organization is read.</summary>
public sealed record ReadingOptions
{
    /// <summary>How long OUs and names are believed before they are walked again (performance.md 5: once a day). Zero walks every time.</summary>
    public TimeSpan WalkEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>After how many calls progress is saved.</summary>
    public int SaveEvery { get; init; } = 200;

    /// <summary>How old saved progress may be to be taken up again: page tokens do not live for ever.</summary>
    public TimeSpan ProgressLife { get; init; } = TimeSpan.FromHours(2);
}
