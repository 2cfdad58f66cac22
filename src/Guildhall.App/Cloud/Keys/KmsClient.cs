using System.Text.Json.Serialization;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Keys;

/// <summary>
/// KMS, as far as a master key needs it. Each method is one call, tried again by the connection's rule. What is encrypted opens only with the same context,
/// which key policies can ask for (<c>kms:EncryptionContext:guildhall</c>).
/// </summary>
internal sealed class KmsClient(AwsConnection connection)
{
    /// <summary>The encryption context: what the key is for, and nothing of the machine, so that a backup opens elsewhere.</summary>
    public static readonly Dictionary<string, string> Context = new(StringComparer.Ordinal) { ["guildhall"] = "master-key" };

    private readonly JsonApi _api = new(connection, AwsService.Keys, "TrentService");

    /// <summary>A new key of 32 bytes, in the clear and encrypted by the KMS key.</summary>
    public async Task<CloudAnswer<DataKey>> GenerateDataKeyAsync(KmsKeyName key, CancellationToken cancellation)
    {
        var answer = await _api.CallAsync("GenerateDataKey", new GenerateInput(key.Arn, "AES_256", Context), KmsShapes.Default.GenerateInput, KmsShapes.Default.KeyOutput, cancellation);
        return answer.Select<DataKey>(output => output is { Plaintext: { } plain, CiphertextBlob: { Length: > 0 } wrapped } ? new DataKey(plain, wrapped) : CloudProblem.Garbled("KMS gives a key without its bytes."));
    }

    /// <summary>The bytes of what <see cref="GenerateDataKeyAsync"/> gave.</summary>
    public async Task<CloudAnswer<byte[]>> DecryptAsync(KmsKeyName key, byte[] wrapped, CancellationToken cancellation)
    {
        var answer = await _api.CallAsync("Decrypt", new DecryptInput(key.Arn, wrapped, Context), KmsShapes.Default.DecryptInput, KmsShapes.Default.KeyOutput, cancellation);
        return answer.Select<byte[]>(output => output.Plaintext is { } plain ? plain : CloudProblem.Garbled("KMS decrypts to nothing."));
    }
}

/// <summary>A key in the clear and as it is kept.</summary>
internal sealed record DataKey(byte[] Plain, byte[] Wrapped)
{
    public override string ToString() => "data key";
}

internal sealed record GenerateInput(string KeyId, string KeySpec, Dictionary<string, string> EncryptionContext);

internal sealed record DecryptInput(string KeyId, byte[] CiphertextBlob, Dictionary<string, string> EncryptionContext);

internal sealed record KeyOutput(byte[]? Plaintext, byte[]? CiphertextBlob)
{
    public override string ToString() => "KMS's answer";
}

[JsonSourceGenerationOptions(MaxDepth = 32, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GenerateInput))]
[JsonSerializable(typeof(DecryptInput))]
[JsonSerializable(typeof(KeyOutput))]
internal sealed partial class KmsShapes : JsonSerializerContext;
