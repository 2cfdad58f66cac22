namespace Guildhall.Domain.Organizations;

/// <summary>What a reading of the organization means for what is known of it.</summary>
public abstract record Reconciliation
{
    private Reconciliation()
    {
    }

    /// <summary>The picture cannot be right, or is of somebody else: nothing may be changed because of it.</summary>
    public sealed record Fault(Problem Problem) : Reconciliation;

    /// <summary>Nothing differs.</summary>
    public sealed record Unchanged : Reconciliation;

    /// <param name="After">The organization as it is now.</param>
    /// <param name="Tree">What differs in the tree; may be empty when only the integration or the delegated administrators differ.</param>
    /// <param name="IntegrationBefore">What the integration was; compare with <c>After.Integration</c>: from enabled to disabled, all governance ends (M-18).</param>
    public sealed record Changed(Organization After, TreeDifference Tree, Integration IntegrationBefore) : Reconciliation
    {
        /// <summary>Trusted access was taken away: all audiences are to be dissociated (aws-operations.md B, private-marketplace.md 6.3).</summary>
        public bool TrustedAccessLost => IntegrationBefore == Integration.Enabled && After.Integration == Integration.Disabled;

        /// <summary>The integration was enabled for the first time: experiences move to the management account (M-05).</summary>
        public bool IntegratedFirst => IntegrationBefore == Integration.NeverEnabled && After.Integration == Integration.Enabled;
    }
}
