using System.Text.Json.Serialization;

namespace Guildhall.App.Cloud.Organizations;

internal sealed record PolicyListInput(string Filter, string? NextToken, int MaxResults = 20);

internal sealed record TargetPolicyListInput(string TargetId, string Filter, string? NextToken, int MaxResults = 20);

internal sealed record NewPolicyInput(string Type, string Name, string Description, string Content, IReadOnlyList<WireTag> Tags);

internal sealed record ChangedPolicyInput(string PolicyId, string Content);

internal sealed record AttachmentInput(string PolicyId, string TargetId);

internal sealed record PolicyTypeInput(string RootId, string PolicyType);

internal sealed record WireListedPolicy(string? Id, string? Name);

internal sealed record WireWholePolicy(WireListedPolicy? PolicySummary, string? Content);

internal sealed record PolicyListOutput(WireListedPolicy?[]? Policies, string? NextToken);

internal sealed record WholePolicyOutput(WireWholePolicy? Policy);

/// <summary>The shapes of the calls about service control policies; members that are not used are passed over. Depth bounded (S-53).</summary>
[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyListInput))]
[JsonSerializable(typeof(TargetPolicyListInput))]
[JsonSerializable(typeof(NewPolicyInput))]
[JsonSerializable(typeof(ChangedPolicyInput))]
[JsonSerializable(typeof(AttachmentInput))]
[JsonSerializable(typeof(PolicyTypeInput))]
[JsonSerializable(typeof(PolicyListOutput))]
[JsonSerializable(typeof(WholePolicyOutput))]
internal sealed partial class PolicyShapes : JsonSerializerContext;
