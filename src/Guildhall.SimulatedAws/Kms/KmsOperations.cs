using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Kms;

/// <summary>Symmetric keys of an account's own, in us-east-1: made, described, and used for data keys (KMS's model, 2014-11-01).</summary>
internal static partial class KmsOperations
{
    public const string Service = "kms";
    public const string Target = "TrentService";

    private const string Symmetric = "SYMMETRIC_DEFAULT";

    private static readonly string[] OtherKeys =
    [
        "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "ECC_SECG_P256K1", "HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512", "SM2",
    ];

    private static readonly string[] NewerKeys = ["ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ECC_NIST_EDWARDS25519"];

    private static readonly TextRule KeyName = new(1, 2048);
    private static readonly TextRule Policy = new(1, 131_072, PolicyForm());

    public static IReadOnlyList<JsonOperation> All { get; } =
    [
        new("CreateKey", Create),
        new("DescribeKey", Describe) { Resource = ArnOfKey },
        new("GenerateDataKey", Generate) { Resource = ArnOfKey },
        new("Decrypt", Decrypt) { Resource = ArnOfCiphertext },
    ];

    private static OperationResult Create(JsonCall call)
    {
        var input = call.Input;
        var (usage, origin) = (input.OptionalWord("KeyUsage", "ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"), input.OptionalWord("Origin", "AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"));
        var spec = input.OptionalWord("KeySpec", [Symmetric, .. OtherKeys, .. NewerKeys]) ?? input.OptionalWord("CustomerMasterKeySpec", [Symmetric, .. OtherKeys]);
        var description = input.OptionalText("Description", new TextRule(0, 8192));
        var elsewhere = input.OptionalText("CustomKeyStoreId", new TextRule(1, 64)) ?? input.OptionalText("XksKeyId", new TextRule(1, 128, XksForm())) ?? input.OptionalText("Policy", Policy);
        _ = input.OptionalWord("CustomerMasterKeySpec", [Symmetric, .. OtherKeys]);
        if (input.Fault is not null) return OperationResult.Empty;
        if (usage is not (null or "ENCRYPT_DECRYPT") || origin is not (null or "AWS_KMS") || spec is not (null or Symmetric) || elsewhere is not null)
            return new WireError("UnsupportedOperationException", "The simulated AWS makes symmetric keys of KMS's own, without a policy.");
        var keys = call.State.Tables.KmsKeys;
        var key = new KmsKey
        {
            Id = WorldState.Fresh(call.State.Ids.KmsKey, keys.Contains),
            AccountId = call.AccountId,
            Description = description ?? "",
            Material = call.State.Secrets.KeyMaterial(),
            CreatedAt = call.State.Now,
        };
        keys.Put(key);
        return Answer.With(json => KmsShapes.Write(json, key));
    }

    private static OperationResult Describe(JsonCall call)
    {
        var name = call.Input.Text("KeyId", KeyName);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        return KmsKeys.Find(call, name) is { } key ? Answer.With(json => KmsShapes.Write(json, key)) : KmsKeys.Missing(call, name);
    }

    private static OperationResult Generate(JsonCall call)
    {
        var (name, bytes, spec) = (call.Input.Text("KeyId", KeyName), call.Input.Number("NumberOfBytes", 1, 1024), call.Input.OptionalWord("KeySpec", "AES_256", "AES_128"));
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (spec is null == bytes is null) return new WireError("ValidationException", "Please specify either number of bytes or key spec.");
        if (KmsKeys.Find(call, name) is not { } key) return KmsKeys.Missing(call, name);
        var plain = call.State.Secrets.DataKey(bytes ?? (spec == "AES_256" ? 32 : 16));
        return Answer.With(json =>
        {
            json.WriteBase64String("CiphertextBlob", KmsCiphertext.Encrypt(key, plain, KmsCiphertext.ContextOf(call.Body)));
            json.WriteBase64String("Plaintext", plain);
            json.WriteString("KeyId", key.Arn);
        });
    }

    private static OperationResult Decrypt(JsonCall call)
    {
        var name = call.Input.OptionalText("KeyId", KeyName);
        _ = call.Input.OptionalWord("EncryptionAlgorithm", Symmetric, "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE");
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (call.Input.Raw("CiphertextBlob") is not { Length: > 0 } blob) return new WireError("ValidationException", "The member CiphertextBlob is missing.");
        var made = KmsCiphertext.KeyOf(blob) is { } id ? call.State.Tables.KmsKeys.Find(id) : null;
        var named = name is null ? made : KmsKeys.Find(call, name);
        if (name is not null && named is null) return KmsKeys.Missing(call, name);
        if (made is not null && named != made) return new WireError("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation.");
        if (made is null || KmsCiphertext.Decrypt(made, blob, KmsCiphertext.ContextOf(call.Body)) is not { } plain) return new WireError("InvalidCiphertextException", "");
        return Answer.With(json =>
        {
            json.WriteBase64String("Plaintext", plain);
            json.WriteString("KeyId", made.Arn);
            json.WriteString("EncryptionAlgorithm", Symmetric);
        });
    }

    private static string ArnOfKey(JsonCall call) => KmsKeys.ArnOf(call, call.Input.Raw("KeyId") ?? "");

    private static string ArnOfCiphertext(JsonCall call) =>
        call.Input.Raw("CiphertextBlob") is { } blob && KmsCiphertext.KeyOf(blob) is { } id && call.State.Tables.KmsKeys.Find(id) is { } key ? key.Arn : ArnOfKey(call);

    [GeneratedRegex(@"\A[\u0009\u000A\u000D\u0020-\u00FF]+\z")]
    private static partial Regex PolicyForm();

    [GeneratedRegex(@"\A[a-zA-Z0-9\-_.]+\z")]
    private static partial Regex XksForm();
}
