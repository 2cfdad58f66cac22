using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Checks;

/// <summary>P5, P11 and P13 to P15: the organization and what stands in it. vendor-integration.md 8.2.</summary>
internal static class OrganizationRules
{
    public static Finding Belongs(LinkMode mode, AccountId account, CloudAnswer<DescribedOrganization> answer)
    {
        if (!answer.Gave(out var organization, out var problem)) return Missing(mode, account, problem);
        if (organization.ManagementAccount != account.Value)
            return Finding.Fail($"Account {account} is a member of {organization.Id}; its management account is {organization.ManagementAccount}. Link that one.", "Enter the management account and a key of it.");
        if (mode == LinkMode.Fresh)
            return Finding.Fail($"This account already belongs to organization {organization.Id}. Choose \"Use my existing organization\" or another account.", "Choose the other mode, or enter an account of no organization.");
        return organization.AllFeatures
            ? Finding.Pass($"Account {account} is the management account of {organization.Id} with all features.")
            : Finding.Warn(
                "All features must be enabled in the organization: until then account audiences govern, and OUs cannot be associated.",
                "In the AWS Organizations console choose Settings, Begin process to enable all features.");
    }

    /// <param name="quota">What AWS allows; null when it could not be asked.</param>
    /// <param name="accounts">What the organization has; null when it could not be counted.</param>
    public static Finding Quota(int? quota, int? accounts) => (quota, accounts) switch
    {
        (null, _) or (_, null) => Finding.Info("The account quota couldn't be read. Default quota is 10, new organizations may have less."),
        ({ } q, { } n) when n >= q => Finding.Warn(
            $"The organization has {n} of {q} accounts; new ones will fail until AWS raises the quota. Default quota is 10, new organizations may have less.",
            "In the Service Quotas console ask for more accounts for AWS Organizations."),
        ({ } q, { } n) => Finding.Pass($"The organization has {n} of {q} accounts."),
    };

    public static Finding Invitations { get; } =
        Finding.Info("AWS lets you invite existing accounts only after the management account's e-mail is verified. This shows at the first invitation.");

    public static Finding PolicyType(CloudAnswer<Page<DescribedRoot>> answer) =>
        answer.Gave(out var roots, out var problem) && roots.Items.Any(r => r.ServiceControlPolicies)
            ? Finding.Pass("Service control policies are on.")
            : problem is null
            ? Finding.Warn("Service control policies are off; suspension and enforcement won't work.", "Enable them, here once the organization is linked or in the AWS Organizations console under Policies.") with { Enables = LinkFeature.ServiceControlPolicies }
            : Finding.Warn("Whether service control policies are on couldn't be read.", problem.Repair, problem);

    /// <param name="trusted">Null when it could not be asked.</param>
    public static Finding Integration(bool? trusted, bool? role) => (trusted, role) switch
    {
        (true, true) => Finding.Pass("Trusted access and the service-linked role of the private marketplace are there."),
        (null, _) or (_, null) => Finding.Info("Whether trusted access and the service-linked role are there couldn't be read."),
        _ => Finding.Info("Trusted access / service-linked role is missing.") with { Repair = "Enable both once the organization is linked, here or in its settings.", Enables = LinkFeature.PrivateMarketplace },
    };

    public static Finding Unit(string unit, CloudProblem? problem) => problem switch
    {
        null => Finding.Pass($"{unit} exists."),
        { Kind: CloudTrouble.NotFound } => Finding.Fail($"OU {unit} doesn't exist.", "Enter an organizational unit of this organization.", problem),
        _ => Finding.Of(problem),
    };

    public static Finding Policy(string policy, CloudProblem? problem) => problem switch
    {
        null => Finding.Pass($"{policy} exists."),
        { Kind: CloudTrouble.NotFound } => Finding.Fail($"Policy {policy} doesn't exist.", "Enter a service control policy of this organization.", problem),
        _ => Finding.Of(problem),
    };

    private static Finding Missing(LinkMode mode, AccountId account, CloudProblem problem) => problem.Kind switch
    {
        CloudTrouble.NoOrganization when mode == LinkMode.Fresh => Finding.Pass($"Account {account} belongs to no organization; one is made."),
        CloudTrouble.NoOrganization => Finding.Info($"Account {account} belongs to no organization: it is linked as a stand-alone account with one experience."),
        CloudTrouble.Denied => Finding.Fail("The key may not call organizations:DescribeOrganization.", problem.Repair, problem),
        _ => Finding.Of(problem),
    };
}
