using System.Text.Json.Serialization;

namespace Guildhall.App.Cloud.Organizations;

internal sealed record PartyInput(string Id, string Type);

internal sealed record InviteInput(PartyInput Target, string? Notes, IReadOnlyList<WireTag>? Tags);

internal sealed record HandshakeInput(string HandshakeId);

internal sealed record HandshakeFilterInput(string ActionType);

internal sealed record HandshakesInput(HandshakeFilterInput Filter, string? NextToken, int MaxResults = 20);

internal sealed record WireParty(string? Id, string? Type);

internal sealed record WireHandshakeResource(string? Type, string? Value);

internal sealed record WireHandshake(
    string? Id, WireParty?[]? Parties, string? State, double? RequestedTimestamp, double? ExpirationTimestamp, WireHandshakeResource?[]? Resources);

internal sealed record HandshakeOutput(WireHandshake? Handshake);

internal sealed record HandshakesOutput(WireHandshake?[]? Handshakes, string? NextToken);

/// <summary>The shapes of the calls about invitations; members that are not used are passed over. Depth bounded (S-53).</summary>
[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InviteInput))]
[JsonSerializable(typeof(HandshakeInput))]
[JsonSerializable(typeof(HandshakesInput))]
[JsonSerializable(typeof(HandshakeOutput))]
[JsonSerializable(typeof(HandshakesOutput))]
internal sealed partial class InvitationShapes : JsonSerializerContext;
