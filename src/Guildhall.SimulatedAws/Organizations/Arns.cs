using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>ARNs of AWS Organizations (aws-operations.md A.2); they all begin with the management account.</summary>
internal static class Arns
{
    public static string Of(Organization organization) =>
        $"arn:aws:organizations::{organization.ManagementAccountId}:organization/{organization.Id}";

    public static string Root(Organization organization) =>
        $"arn:aws:organizations::{organization.ManagementAccountId}:root/{organization.Id}/{organization.RootId}";

    public static string Unit(Organization organization, string unitId) =>
        $"arn:aws:organizations::{organization.ManagementAccountId}:ou/{organization.Id}/{unitId}";

    /// <summary>AWS's own policy belongs to no organization.</summary>
    public static string Policy(Organization organization, string policyId) => policyId == ServiceControls.FullAccess
        ? $"arn:aws:organizations::aws:policy/service_control_policy/{policyId}"
        : $"arn:aws:organizations::{organization.ManagementAccountId}:policy/{organization.Id}/service_control_policy/{policyId}";

    public static string Invitation(Organization organization, string handshakeId) =>
        $"arn:aws:organizations::{organization.ManagementAccountId}:handshake/{organization.Id}/invite/{handshakeId}";

    public static string Account(Organization organization, string accountId) =>
        $"arn:aws:organizations::{organization.ManagementAccountId}:account/{organization.Id}/{accountId}";
}
