using System.Text.Json;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Kms;

/// <summary>A key as KMS tells it.</summary>
internal static class KmsShapes
{
    public static void Write(Utf8JsonWriter json, KmsKey key)
    {
        json.WriteStartObject("KeyMetadata");
        json.WriteString("AWSAccountId", key.AccountId);
        json.WriteString("KeyId", key.Id);
        json.WriteString("Arn", key.Arn);
        json.WriteNumber("CreationDate", key.CreatedAt.ToUnixTimeMilliseconds() / 1000m);
        json.WriteBoolean("Enabled", true);
        json.WriteString("Description", key.Description);
        json.WriteString("KeyUsage", "ENCRYPT_DECRYPT");
        json.WriteString("KeyState", "Enabled");
        json.WriteString("Origin", "AWS_KMS");
        json.WriteString("KeyManager", "CUSTOMER");
        json.WriteString("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT");
        json.WriteString("KeySpec", "SYMMETRIC_DEFAULT");
        json.WriteStartArray("EncryptionAlgorithms");
        json.WriteStringValue("SYMMETRIC_DEFAULT");
        json.WriteEndArray();
        json.WriteBoolean("MultiRegion", false);
        json.WriteEndObject();
    }
}
