using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>A buyer's choices as they are stored: one member that names which of the three they are.</summary>
internal sealed class ConfigurationJson : JsonConverter<TermConfiguration>
{
    public override TermConfiguration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var member = JsonElement.ParseValue(ref reader).EnumerateObject().Single();
        var choice = member.Value;
        return member.Name switch
        {
            "upfront" => new UpfrontChoice(
                choice.GetProperty("selector").GetString()!,
                [.. choice.GetProperty("dimensions").EnumerateArray().Select(d => new Quantity(d[0].GetString()!, d[1].GetInt32()))]),
            "renewal" => new RenewalChoice(choice.GetBoolean()),
            _ => new PaymentChoice(choice[0].GetString()!, choice[1].GetString()),
        };
    }

    public override void Write(Utf8JsonWriter writer, TermConfiguration value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case UpfrontChoice upfront:
                writer.WriteStartObject("upfront");
                writer.WriteString("selector", upfront.Selector);
                writer.WriteStartArray("dimensions");
                foreach (var (dimension, quantity) in upfront.Dimensions)
                {
                    writer.WriteStartArray();
                    writer.WriteStringValue(dimension);
                    writer.WriteNumberValue(quantity);
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            case RenewalChoice renewal:
                writer.WriteBoolean("renewal", renewal.AutoRenew);
                break;
            case PaymentChoice payment:
                writer.WriteStartArray("payment");
                writer.WriteStringValue(payment.Strategy);
                writer.WriteStringValue(payment.Expiration);
                writer.WriteEndArray();
                break;
        }

        writer.WriteEndObject();
    }
}
