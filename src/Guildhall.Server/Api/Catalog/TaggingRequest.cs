using System.Text.Json.Serialization;
using Guildhall.App.Changes;

namespace Guildhall.Server.Api.Catalog;

/// <summary>The requests of the three tag operations. private-marketplace.md 2.7.</summary>
internal sealed record TaggingRequest
{
    public string? ResourceArn { get; init; }

    public IReadOnlyList<Tag?>? Tags { get; init; }

    public IReadOnlyList<string?>? TagKeys { get; init; }
}

[JsonSerializable(typeof(TaggingRequest))]
internal sealed partial class TaggingJson : JsonSerializerContext;
