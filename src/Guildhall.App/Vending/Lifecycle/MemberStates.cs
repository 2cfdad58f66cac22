namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What Guildhall has made of a member account, beside AWS's own state. The words are stored. vendor-integration.md 14.</summary>
public static class MemberStates
{
    public const string Active = "Active";
    public const string Suspended = "Suspended";
    public const string Closing = "Closing";
    public const string Closed = "Closed";
    public const string Left = "Left";
}
