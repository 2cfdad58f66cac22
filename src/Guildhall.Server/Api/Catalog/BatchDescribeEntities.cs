using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Guildhall.App.Changes;
using Guildhall.App.Experiences;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary><c>POST /BatchDescribeEntities</c>: what cannot be described is an error of that entity alone. private-marketplace.md 2.5.</summary>
internal static partial class BatchDescribeEntities
{
    private const int MostEntities = 20;

    public static Operation Operation(EntityQueries queries) => CatalogOperation.Post("BatchDescribeEntities", (call, _) => ValueTask.FromResult(Handle(queries, call)));

    private static OperationResult Handle(EntityQueries queries, OperationCall call)
    {
        var read = JsonBody.Read(call, BatchDescribeEntitiesJson.Default.BatchDescribeEntitiesRequest);
        if (read.Error is { } malformed) return malformed;
        if (read.Value.EntityRequestList is not { } requests) return new WireError("ValidationException", "EntityRequestList is required.");
        ImmutableArray<Problem> problems = [.. Limits.Count("EntityRequestList", requests.Count, 1, MostEntities), .. requests.Index().SelectMany(r => Check(r.Index, r.Item))];
        if (!problems.IsEmpty) return AwsErrors.Of(problems);
        var ids = requests.Select(r => r!.EntityId!).Distinct(StringComparer.Ordinal);
        return Described([.. ids.Select(id => (id, queries.DescribeEntity(call.Caller(), id)))]);
    }

    private static IEnumerable<Problem> Check(int place, EntityDescriptionRequest? request)
    {
        var member = $"EntityRequestList[{place}]";
        if (CatalogOperation.CatalogError(request?.Catalog) is not null) yield return Problem.Malformed($"{member}.Catalog must be AWSMarketplace.", member);
        if (request?.EntityId is null) yield return Problem.Malformed($"{member}.EntityId is required.", member);
        foreach (var problem in Limits.Text($"{member}.EntityId", request?.EntityId, 1, 255, Form(), "letters, digits, hyphens, dots and slashes, without a revision")) yield return problem;
    }

    private static OperationResult Described(ImmutableArray<(string Id, Result<DescribedEntity> Found)> entities) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("EntityDetails");
        foreach (var (id, found) in entities.Where(e => !e.Found.Refused)) Write(json, id, found.Value);
        json.WriteEndObject();
        json.WriteStartObject("Errors");
        foreach (var (id, found) in entities.Where(e => e.Found.Refused)) Write(json, id, AwsErrors.Of(found.Problems));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string id, DescribedEntity entity)
    {
        json.WriteStartObject(id);
        DescribeEntity.WriteHead(json, entity);
        json.WritePropertyName("DetailsDocument");
        entity.WriteDetails(json);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string id, WireError error)
    {
        json.WriteStartObject(id);
        json.WriteString("ErrorCode", error.Code);
        json.WriteString("ErrorMessage", error.Message);
        json.WriteEndObject();
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][.a-zA-Z0-9/-]+[a-zA-Z0-9]\z")]
    private static partial Regex Form();
}

internal sealed record BatchDescribeEntitiesRequest
{
    public IReadOnlyList<EntityDescriptionRequest?>? EntityRequestList { get; init; }
}

internal sealed record EntityDescriptionRequest
{
    public string? Catalog { get; init; }

    public string? EntityId { get; init; }
}

[JsonSerializable(typeof(BatchDescribeEntitiesRequest))]
internal sealed partial class BatchDescribeEntitiesJson : JsonSerializerContext;
