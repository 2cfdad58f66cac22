using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Lists;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /ListEntities</c>. private-marketplace.md 2.6.</summary>
internal static class ListEntities
{
    /// <summary>What one summary takes, to size the answer at once.</summary>
    private const int SummarySize = 420;

    public static Operation Operation(EntityLists lists) => CatalogOperation.Post("ListEntities", (call, _) => ValueTask.FromResult(Handle(lists, call)));

    private static OperationResult Handle(EntityLists lists, OperationCall call)
    {
        var read = JsonBody.Read(call, ListEntitiesJson.Default.ListEntitiesRequest);
        if (read.Error is { } malformed) return malformed;
        if (CatalogOperation.CatalogError(read.Value.Catalog) is { } error) return error;
        var query = ListEntitiesReading.Read(read.Value);
        if (query.Refused) return AwsErrors.Of(query.Problems);
        var caller = call.Caller();
        return lists.List(caller, query.Value).Answer(page => Listed(page, caller.Account));
    }

    private static OperationResult Listed(Page<EntitySummary> page, AccountId reader)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (page.Items.Count * SummarySize));
        buffer.Write("{\"EntitySummaryList\":["u8);
        foreach (var (place, entity) in page.Items.Index())
        {
            if (place > 0) buffer.Write(","u8);
            SummaryText.Write(buffer, entity, reader);
        }

        buffer.Write("]"u8);
        if (page.NextToken is { } next) WriteToken(buffer, next);
        buffer.Write("}"u8);
        return OperationResult.Utf8(buffer.WrittenMemory);
    }

    /// <summary>A token is base64 for URLs: nothing in it needs escaping.</summary>
    private static void WriteToken(ArrayBufferWriter<byte> buffer, string token)
    {
        buffer.Write(",\"NextToken\":\""u8);
        Encoding.UTF8.GetBytes(token, buffer);
        buffer.Write("\""u8);
    }
}

internal sealed record ListEntitiesRequest
{
    public string? Catalog { get; init; }

    public string? EntityType { get; init; }

    public IReadOnlyList<FilterRequest?>? FilterList { get; init; }

    public SortRequest? Sort { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }

    public string? OwnershipType { get; init; }

    public JsonElement? EntityTypeFilters { get; init; }

    public JsonElement? EntityTypeSort { get; init; }
}

[JsonSerializable(typeof(ListEntitiesRequest))]
internal sealed partial class ListEntitiesJson : JsonSerializerContext;
