using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Upkeep;

namespace Guildhall.Server.Demo;

/// <summary><c>DIR/demo.json</c>: its presence says that the demo is ready. contract.md 3.</summary>
internal sealed record DemoGuide(
    string Url,
    string AwsUrl,
    string OrganizationId,
    string RootId,
    string ManagementAccountId,
    string DelegatedAdministratorAccountId,
    string BuyerAccountId,
    string StandaloneAccountId,
    DemoKey Aws,
    DemoFreshAccount FreshAccount,
    IReadOnlyList<DemoUser> Users)
{
    private const string FileName = "demo.json";

    /// <summary>Null when there is no demo ready in the folder.</summary>
    public static DemoGuide? Read(DataFolder folder) =>
        File.Exists(folder.File(FileName)) ? JsonSerializer.Deserialize(File.ReadAllText(folder.File(FileName)), DemoJson.Default.DemoGuide) : null;

    public static void Remove(DataFolder folder) => File.Delete(folder.File(FileName));

    /// <summary>Whole or not at all, readable by its owner alone.</summary>
    public void Write(DataFolder folder) => PrivateFile.Write(folder.File(FileName), JsonSerializer.Serialize(this, DemoJson.Plain.DemoGuide) + "\n");
}

/// <summary>A key of the simulated AWS.</summary>
internal sealed record DemoKey(string AccessKeyId, string SecretAccessKey);

/// <summary>An account of no organization, with its root key.</summary>
internal sealed record DemoFreshAccount(string AccountId, string Email, string AccessKeyId, string SecretAccessKey);

/// <summary>Somebody to be: a key that signs calls to Guildhall, an address and a password to sign in with.</summary>
internal sealed record DemoUser(string Role, string? AccountId, string? AccessKeyId = null, string? SecretAccessKey = null)
{
    public string? Email { get; init; }

    public string? Password { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(DemoGuide))]
[JsonSerializable(typeof(DemoWorld))]
internal sealed partial class DemoJson : JsonSerializerContext
{
    /// <summary>With the <c>+</c> of a secret as it is, because people copy secrets out of the file.</summary>
    public static DemoJson Plain { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
