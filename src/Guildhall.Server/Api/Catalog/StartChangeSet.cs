using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Changes;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /StartChangeSet</c>. private-marketplace.md 2.1.</summary>
internal static class StartChangeSet
{
    public static Operation Operation(ChangeSets changeSets) => CatalogOperation.Post("StartChangeSet", (call, cancellation) => HandleAsync(changeSets, call, cancellation), changesState: true);

    private static async ValueTask<OperationResult> HandleAsync(ChangeSets changeSets, OperationCall call, CancellationToken cancellation)
    {
        var read = JsonBody.Read(call, StartChangeSetJson.Default.StartChangeSetRequest);
        if (read.Error is { } malformed) return malformed;
        if (CatalogOperation.CatalogError(read.Value.Catalog) is { } error) return error;
        if (Draft(read.Value) is not { } draft)
            return new WireError("ValidationException", "ChangeSet is required; each change needs ChangeType, Entity and Entity.Type, each tag a Key and a Value.");
        var started = await changeSets.StartAsync(call.Caller(), draft, call.RequestId, cancellation);
        return started.Answer(ChangeSetAnswers.IdAndArn);
    }

    /// <summary>Null when a required member is missing.</summary>
    internal static ChangeSetDraft? Draft(StartChangeSetRequest request)
    {
        if (request.ChangeSet is null || request.ChangeSet.Any(c => c?.ChangeType is null || c.Entity?.Type is null)) return null;
        if (!Complete(request.ChangeSetTags) || request.ChangeSet.Any(c => !Complete(c!.EntityTags))) return null;
        return new ChangeSetDraft([.. request.ChangeSet.Select(Draft!)])
        {
            Name = request.ChangeSetName,
            ClientRequestToken = request.ClientRequestToken,
            Intent = request.Intent,
            Tags = request.ChangeSetTags,
        };
    }

    private static ChangeDraft Draft(ChangeRequest change) => new(change.ChangeType!, change.Entity!.Type!)
    {
        Identifier = change.Entity.Identifier,
        ChangeName = change.ChangeName,
        Details = change.Details,
        DetailsDocument = change.DetailsDocument,
        EntityTags = change.EntityTags,
    };

    private static bool Complete(IReadOnlyList<Tag>? tags) => tags is null || tags.All(t => t?.Key is not null && t.Value is not null);
}

internal sealed record StartChangeSetRequest
{
    public string? Catalog { get; init; }

    public IReadOnlyList<ChangeRequest?>? ChangeSet { get; init; }

    public string? ChangeSetName { get; init; }

    public string? ClientRequestToken { get; init; }

    public IReadOnlyList<Tag>? ChangeSetTags { get; init; }

    public string? Intent { get; init; }
}

internal sealed record ChangeRequest
{
    public string? ChangeType { get; init; }

    public EntityRequest? Entity { get; init; }

    public string? Details { get; init; }

    public JsonElement? DetailsDocument { get; init; }

    public string? ChangeName { get; init; }

    public IReadOnlyList<Tag>? EntityTags { get; init; }
}

internal sealed record EntityRequest
{
    public string? Type { get; init; }

    public string? Identifier { get; init; }
}

[JsonSerializable(typeof(StartChangeSetRequest))]
internal sealed partial class StartChangeSetJson : JsonSerializerContext;
