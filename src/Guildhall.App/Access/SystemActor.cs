using Guildhall.Domain;
using Guildhall.Domain.Access;

namespace Guildhall.App.Access;

/// <summary>Guildhall itself, acting as AWS's service-linked role would. private-marketplace.md 6.1.</summary>
internal static class SystemActor
{
    public static Actor Of(AccountId management) =>
        new(management, $"arn:aws:iam::{management}:role/aws-service-role/private-marketplace.marketplace.amazonaws.com/AWSServiceRoleForPrivateMarketplaceAdmin", System: true);
}
