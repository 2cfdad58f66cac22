using System.Text.Json;
using Guildhall.Tests.Server;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI against a <see cref="RunningHall"/>, with requests as private-marketplace.md 11 writes them.</summary>
internal sealed class MarketplaceCli(RunningHall hall, HallCaller caller)
{
    private readonly AwsCli _aws = new(new Uri(hall.Url), caller.Credentials.AccessKeyId, caller.Credentials.SecretAccessKey);

    public Task<CliOutcome> RunAsync(string words, params string[] arguments) => _aws.RunAsync(words, arguments);

    /// <summary>An operation with its whole input as JSON.</summary>
    public Task<CliOutcome> CallAsync(string operation, string input) => RunAsync($"marketplace-catalog {operation} --cli-input-json", input);

    /// <summary>What an operation that reads answers, with the flags of the shell.</summary>
    public async Task<JsonElement> ReadAsync(string words) => (await RunAsync($"marketplace-catalog {words}")).Json;

    /// <summary>Starts a set, which must be taken, and gives its description once it has ended.</summary>
    public async Task<JsonElement> ChangeAsync(string input)
    {
        var started = (await CallAsync("start-change-set", input)).Json.GetProperty("ChangeSetId").GetString()!;
        await caller.EndAsync(started);
        return (await RunAsync($"marketplace-catalog describe-change-set --catalog AWSMarketplace --change-set-id {started}")).Json;
    }

    /// <summary>One change of an experience as the wire has it; <paramref name="details"/> is JSON.</summary>
    public static string Change(string type, string experience, string details) =>
        $$"""{ "ChangeType": "{{type}}", "Entity": { "Type": "Experience@1.0", "Identifier": "{{experience}}" }, "DetailsDocument": {{details}} }""";

    /// <summary>The error code of the change at a place of an ended set.</summary>
    public static string CodeOf(JsonElement set, int place = 0) => set.GetProperty("ChangeSet")[place].GetProperty("ErrorDetailList")[0].GetProperty("ErrorCode").GetString()!;

    /// <summary>The simulated AWS, with the management account's key or another one.</summary>
    public static AwsCli Organizations(RunningHall hall, SigningCredentials? key = null)
    {
        key ??= hall.World.Aws;
        return new AwsCli(new Uri(hall.AwsUrl), key.AccessKeyId, key.SecretAccessKey);
    }
}
