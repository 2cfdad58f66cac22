namespace Guildhall.App.Organizations;

/// <summary>The states of a link. vendor-integration.md 3.</summary>
public static class LinkStates
{
    public const string Active = "Active";

    /// <summary>Nothing is read and nothing is called for it.</summary>
    public const string Paused = "Paused";
}
