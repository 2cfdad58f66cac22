namespace Guildhall.App.Organizations;

/// <summary>What of the private marketplace's integration is to be there. private-marketplace.md 6.1.</summary>
public readonly record struct IntegrationWish(bool ServiceLinkedRole, bool TrustedAccess)
{
    public static IntegrationWish Everything { get; } = new(true, true);
}
