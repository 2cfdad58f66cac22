using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.AccountSettings;

/// <summary>The regions of an account: the old ones are on, the others are switched on (AWS Account Management API Reference).</summary>
internal static class RegionOperations
{
    public const string Service = "account";

    public static IReadOnlyList<JsonOperation> All { get; } =
    [
        new("GetRegionOptStatus", Get),
        new("EnableRegion", call => Choose(call, enabled: true)),
        new("DisableRegion", call => Choose(call, enabled: false)),
    ];

    private static OperationResult Get(JsonCall call)
    {
        var region = Region(call);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (AskedAccount.Find(call, out var account) is { } refusal) return refusal;
        return Answer.With(json =>
        {
            json.WriteString("RegionName", region);
            json.WriteString("RegionOptStatus", StatusOf(call, account.Id, region));
        });
    }

    private static OperationResult Choose(JsonCall call, bool enabled)
    {
        var region = Region(call);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (AskedAccount.Find(call, out var account) is { } refusal) return refusal;
        if (AwsRegions.IsAlwaysOn(region)) return new WireError("ValidationException", $"The region {region} is on by default and stays so.");
        call.State.Tables.Regions.Put(new RegionChoice(RegionChoice.IdOf(account.Id, region), enabled));
        return OperationResult.Empty;
    }

    private static string StatusOf(JsonCall call, string account, string region) =>
        AwsRegions.IsAlwaysOn(region) ? "ENABLED_BY_DEFAULT"
        : call.State.Tables.Regions.Find(RegionChoice.IdOf(account, region)) is { Enabled: true } ? "ENABLED"
        : "DISABLED";

    private static string Region(JsonCall call)
    {
        var region = call.Input.Text("RegionName", new TextRule(1, 50));
        if (call.Input.Fault is null && !AwsRegions.Exists(region))
            call.Input.Blame(new WireError("ValidationException", $"{region} is not a region."));
        return region;
    }
}
