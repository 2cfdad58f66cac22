using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guildhall.App.Experiences;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>GET /DescribeEntity?catalog=&amp;entityId=</c>. private-marketplace.md 2.5.</summary>
internal static partial class DescribeEntity
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Operation Operation(EntityQueries queries) => CatalogOperation.Rest("GET", "DescribeEntity", (call, _) =>
    {
        if (CatalogOperation.CatalogError(call.Query("catalog")) is { } error) return ValueTask.FromResult<OperationResult>(error);
        if (call.Query("entityId") is not { } id || !Form().IsMatch(id))
            return ValueTask.FromResult<OperationResult>(new WireError("ValidationException", "EntityId must be 1 to 255 letters, digits, hyphens and underscores, without a revision."));
        return ValueTask.FromResult(queries.DescribeEntity(call.Caller(), id).Answer(Described));
    });

    private static OperationResult Described(DescribedEntity entity) => OperationResult.Write(json =>
    {
        var details = Details(entity);
        json.WriteStartObject();
        WriteHead(json, entity);
        json.WriteString("Details", details);
        json.WritePropertyName("DetailsDocument");
        json.WriteRawValue(details, skipInputValidation: true);
        json.WriteEndObject();
    });

    /// <summary>The members that DescribeEntity and BatchDescribeEntities have in common.</summary>
    public static void WriteHead(Utf8JsonWriter json, DescribedEntity entity)
    {
        json.WriteString("EntityType", entity.Type);
        json.WriteString("EntityIdentifier", $"{entity.Id}@{entity.Revision}");
        json.WriteString("EntityArn", entity.Arn);
        json.WriteString("LastModifiedDate", WireTime.Text(entity.LastModified));
    }

    private static ReadOnlySpan<byte> Details(DescribedEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plain)) entity.WriteDetails(writer);
        return buffer.WrittenSpan;
    }

    [GeneratedRegex(@"\A[\w-]{1,255}\z")]
    private static partial Regex Form();
}
