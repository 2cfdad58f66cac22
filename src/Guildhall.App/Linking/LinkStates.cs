namespace Guildhall.App.Linking;

/// <summary>The states of a link. vendor-integration.md 3.</summary>
public static class LinkStates
{
    /// <summary>What it needs on AWS is being made and read.</summary>
    public const string Checking = "Checking";

    public const string Active = "Active";

    /// <summary>A step of setting it up failed, or AWS takes the key no more: no new accounts until that is mended.</summary>
    public const string Degraded = "Degraded";

    /// <summary>Nothing is written on AWS for it; it is still read.</summary>
    public const string Paused = "Paused";

    /// <summary>The code of whatever is refused or waits because its link is paused. vendor-integration.md 17.</summary>
    public const string PausedCode = "ORGANIZATION_PAUSED";

    /// <summary>Its credentials are forgotten; what is known of it stays, read only.</summary>
    public const string Removed = "Removed";
}

/// <summary>How an organization comes to be linked. vendor-integration.md 8.1.</summary>
public enum LinkMode
{
    /// <summary>The account belongs to no organization: everything is made.</summary>
    Fresh,

    /// <summary>The organization, or the stand-alone account, is there: what is missing is added.</summary>
    Adopt,
}
