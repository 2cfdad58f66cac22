using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Store;

/// <summary>
/// Domain records as stored JSON. The form is part of the database's schema: a member that is renamed needs a migration, and a test holds
/// examples of what earlier versions wrote.
/// </summary>
public static class StoreJson
{
    public static string Write(Experience experience) => JsonSerializer.Serialize(experience, StoreJsonContext.Default.Experience);

    public static string Write(ProductRequest request) => JsonSerializer.Serialize(request, StoreJsonContext.Default.ProductRequest);

    /// <summary>The experience; ids of products that the catalogue has are its own objects.</summary>
    public static Experience ReadExperience(ReadOnlySpan<byte> utf8, ProductCatalogue catalogue) => new ExperienceReading(catalogue).Read(utf8);

    public static ProductRequest ReadRequest(string json) => JsonSerializer.Deserialize(json, StoreJsonContext.Default.ProductRequest)!;
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(EntityIdJson), typeof(AccountIdJson), typeof(ProductIdJson), typeof(PrincipalIdJson)])]
[JsonSerializable(typeof(Experience))]
[JsonSerializable(typeof(ProductRequest))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;

/// <summary>An id as plain JSON text.</summary>
internal abstract class IdJson<T>(Func<string, T> of, Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => of(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
}

internal sealed class EntityIdJson() : IdJson<EntityId>(text => new EntityId(text), id => id.Value);

internal sealed class AccountIdJson() : IdJson<AccountId>(text => new AccountId(text), id => id.Value);

internal sealed class ProductIdJson() : IdJson<ProductId>(text => new ProductId(text), id => id.Value);

internal sealed class PrincipalIdJson() : IdJson<PrincipalId>(text => new PrincipalId(text), id => id.Value);
