using System.Text.Json.Serialization;

namespace Guildhall.App.Cloud.Organizations;

internal sealed record WireTag(string? Key, string? Value);

internal sealed record CreateAccountInput(string Email, string AccountName, string RoleName, string IamUserAccessToBilling, IReadOnlyList<WireTag>? Tags);

internal sealed record CreationInput(string CreateAccountRequestId);

internal sealed record CreationsInput(string? NextToken, int MaxResults = 20);

internal sealed record MoveInput(string AccountId, string SourceParentId, string DestinationParentId);

internal sealed record TagInput(string ResourceId, IReadOnlyList<WireTag> Tags);

internal sealed record UntagInput(string ResourceId, IReadOnlyList<string> TagKeys);

internal sealed record TagsPageInput(string ResourceId, string? NextToken);

internal sealed record WireCreation(string? Id, string? AccountName, string? State, double? RequestedTimestamp, string? AccountId, string? FailureReason);

internal sealed record CreationOutput(WireCreation? CreateAccountStatus);

internal sealed record CreationsOutput(WireCreation?[]? CreateAccountStatuses, string? NextToken);

internal sealed record TagsOutput(WireTag?[]? Tags, string? NextToken);

/// <summary>The shapes of the calls about member accounts; members that are not used are passed over. Depth bounded (S-53).</summary>
[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateAccountInput))]
[JsonSerializable(typeof(CreationInput))]
[JsonSerializable(typeof(CreationsInput))]
[JsonSerializable(typeof(MoveInput))]
[JsonSerializable(typeof(TagInput))]
[JsonSerializable(typeof(UntagInput))]
[JsonSerializable(typeof(TagsPageInput))]
[JsonSerializable(typeof(CreationOutput))]
[JsonSerializable(typeof(CreationsOutput))]
[JsonSerializable(typeof(TagsOutput))]
internal sealed partial class AccountShapes : JsonSerializerContext;
