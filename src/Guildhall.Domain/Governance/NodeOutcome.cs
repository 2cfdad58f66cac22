namespace Guildhall.Domain.Governance;

/// <summary>What one node on the path from an account to the organization contributed. private-marketplace.md 5.1.</summary>
public enum NodeOutcome : byte
{
    /// <summary>Its experience decides, alone.</summary>
    Governs,

    /// <summary>No experience is associated with it.</summary>
    NoExperience,

    /// <summary>Its experience is not live; the next node up is asked.</summary>
    NotLive,

    /// <summary>Its experience is archived; the next node up is asked.</summary>
    Archived,

    /// <summary>
    /// Its experience would govern, but this kind of node does not count without the integration: no node after trusted access was taken away
    /// (M-18), only accounts where it was never given (M-05).
    /// </summary>
    IntegrationDisabled,

    /// <summary>Its experience would govern, had a nearer node not decided already.</summary>
    Overridden,
}

public static class NodeOutcomes
{
    /// <summary>The word in answers of the decision API (<c>path[].outcome</c>).</summary>
    public static string Word(this NodeOutcome outcome) => outcome switch
    {
        NodeOutcome.Governs => "GOVERNS",
        NodeOutcome.NoExperience => "NO_EXPERIENCE",
        NodeOutcome.NotLive => "NOT_LIVE",
        NodeOutcome.Archived => "ARCHIVED",
        NodeOutcome.IntegrationDisabled => "INTEGRATION_DISABLED",
        NodeOutcome.Overridden => "OVERRIDDEN",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
