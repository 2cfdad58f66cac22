using System.Text.Json.Serialization;

namespace Guildhall.App.Cloud.Organizations;

internal sealed record NoInput;

internal sealed record PageInput(string? NextToken, int MaxResults = 20);

internal sealed record ParentInput(string ParentId, string? NextToken, int MaxResults = 20);

internal sealed record ChildInput(string ChildId, string? NextToken, int MaxResults = 20);

internal sealed record AccountInput(string AccountId);

internal sealed record UnitInput(string OrganizationalUnitId);

internal sealed record PrincipalInput(string ServicePrincipal);

internal sealed record PrincipalPageInput(string ServicePrincipal, string? NextToken, int MaxResults = 20);

internal sealed record DelegationInput(string AccountId, string ServicePrincipal);

internal sealed record WireOrganization(string? Id, string? MasterAccountId, string? FeatureSet);

internal sealed record WireAccount(string? Id, string? Arn, string? Email, string? Name, string? State, string? Status, string[]? Paths);

internal sealed record WireUnit(string? Id, string? Arn, string? Name, string? Path);

internal sealed record WireIdentified(string? Id);

internal sealed record FeatureInput(string FeatureSet);

internal sealed record PolicyInput(string PolicyId);

internal sealed record WirePolicyType(string? Type, string? Status);

internal sealed record WireRoot(string? Id, WirePolicyType?[]? PolicyTypes);

internal sealed record WirePolicySummary(string? Name);

internal sealed record WirePolicy(WirePolicySummary? PolicySummary);

internal sealed record PolicyOutput(WirePolicy? Policy);

internal sealed record WireService(string? ServicePrincipal);

internal sealed record OrganizationOutput(WireOrganization? Organization);

internal sealed record AccountOutput(WireAccount? Account);

internal sealed record UnitOutput(WireUnit? OrganizationalUnit);

internal sealed record AccountsOutput(WireAccount?[]? Accounts, string? NextToken);

internal sealed record UnitsOutput(WireUnit?[]? OrganizationalUnits, string? NextToken);

internal sealed record RootsOutput(WireRoot?[]? Roots, string? NextToken);

internal sealed record ParentsOutput(WireIdentified?[]? Parents, string? NextToken);

internal sealed record ServicesOutput(WireService?[]? EnabledServicePrincipals, string? NextToken);

internal sealed record DelegatedOutput(WireIdentified?[]? DelegatedAdministrators, string? NextToken);

/// <summary>The shapes of AWS Organizations that Guildhall uses; members it does not use are passed over. Depth bounded (S-53).</summary>
[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoInput))]
[JsonSerializable(typeof(FeatureInput))]
[JsonSerializable(typeof(PolicyInput))]
[JsonSerializable(typeof(PolicyOutput))]
[JsonSerializable(typeof(PageInput))]
[JsonSerializable(typeof(ParentInput))]
[JsonSerializable(typeof(ChildInput))]
[JsonSerializable(typeof(AccountInput))]
[JsonSerializable(typeof(UnitInput))]
[JsonSerializable(typeof(PrincipalInput))]
[JsonSerializable(typeof(PrincipalPageInput))]
[JsonSerializable(typeof(DelegationInput))]
[JsonSerializable(typeof(OrganizationOutput))]
[JsonSerializable(typeof(AccountOutput))]
[JsonSerializable(typeof(UnitOutput))]
[JsonSerializable(typeof(AccountsOutput))]
[JsonSerializable(typeof(UnitsOutput))]
[JsonSerializable(typeof(RootsOutput))]
[JsonSerializable(typeof(ParentsOutput))]
[JsonSerializable(typeof(ServicesOutput))]
[JsonSerializable(typeof(DelegatedOutput))]
[JsonSerializable(typeof(Protocols.Nothing))]
internal sealed partial class OrganizationShapes : JsonSerializerContext;
