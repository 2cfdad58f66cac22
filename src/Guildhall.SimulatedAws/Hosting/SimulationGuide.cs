using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.SimulatedAws.Storage;

namespace Guildhall.SimulatedAws.Hosting;

/// <summary>What <c>simulated-aws.json</c> tells: the address, and the root keys of a stand-alone and of a management account.</summary>
internal sealed record SimulationGuide(string Url, GuideAccount Standalone, GuideAccount Management)
{
    /// <summary>The guide to a running server; the two accounts are made when the world does not have them yet.</summary>
    public static SimulationGuide Of(SimulatedAwsServer server) => server.World.Take(state =>
    {
        var accounts = new GuideAccounts(state);
        return new SimulationGuide(server.Urls.First(), accounts.Standalone(), accounts.Management());
    });

    /// <summary>Writes the file whole, readable by its owner alone.</summary>
    public void Write(string path)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = PrivateFile.Create(unfinished)) JsonSerializer.Serialize(file, this, GuideJson.Default.SimulationGuide);
        File.Move(unfinished, path, overwrite: true);
    }
}

/// <summary>An account and its root key; organization and root only for a management account.</summary>
internal sealed record GuideAccount(string AccountId, string Email, string AccessKeyId, string SecretAccessKey)
{
    public string? OrganizationId { get; init; }

    public string? RootId { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimulationGuide))]
internal sealed partial class GuideJson : JsonSerializerContext;
