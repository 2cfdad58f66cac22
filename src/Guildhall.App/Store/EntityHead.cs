using System.Text.Json;
using Guildhall.Domain;

namespace Guildhall.App.Store;

/// <summary>What every stored entity has, as <see cref="ExperienceReading"/> reads it.</summary>
internal readonly record struct EntityHead(EntityId Id, int Revision, DateTimeOffset LastModified, string Name, string Description)
{
    public static EntityHead Empty { get; } = new(default, 0, default, "", "");

    /// <summary>With the member whose value is under the reader; null when the head has no such member.</summary>
    public EntityHead? With(string member, ref Utf8JsonReader json) => member switch
    {
        "Id" => this with { Id = new EntityId(json.GetString()!) },
        "Revision" => this with { Revision = json.GetInt32() },
        "LastModified" => this with { LastModified = json.GetDateTimeOffset() },
        "Name" => this with { Name = json.GetString()! },
        "Description" => this with { Description = json.GetString()! },
        _ => null,
    };
}
