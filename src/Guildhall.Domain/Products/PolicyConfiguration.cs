namespace Guildhall.Domain.Products;

/// <summary>Whether those an experience governs may request products. private-marketplace.md 3.2.</summary>
public enum PolicyResourceRequests
{
    Allow,
    Deny,
}

/// <summary><c>Configuration</c> of the policy changes.</summary>
public sealed record PolicyConfiguration(PolicyResourceRequests PolicyResourceRequests)
{
    internal bool RequestsAllowed => PolicyResourceRequests == PolicyResourceRequests.Allow;
}
