using System.Collections.Frozen;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.AccountSettings;

/// <summary>The regions of an account: the old ones are on, the others are switched on (AWS Account Management API Reference).</summary>
internal static class RegionOperations
{
    public const string Service = "account";

    private static readonly FrozenSet<string> Default = FrozenSet.Create(
        StringComparer.Ordinal,
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2");

    private static readonly FrozenSet<string> OptIn = FrozenSet.Create(
        StringComparer.Ordinal,
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1");

    public static IReadOnlyList<JsonOperation> All { get; } =
    [
        new("GetRegionOptStatus", Get),
        new("EnableRegion", call => Choose(call, enabled: true)),
        new("DisableRegion", call => Choose(call, enabled: false)),
    ];

    private static OperationResult Get(JsonCall call)
    {
        var region = Region(call);
        return call.Input.Fault is not null ? OperationResult.Empty : Answer.With(json =>
        {
            json.WriteString("RegionName", region);
            json.WriteString("RegionOptStatus", StatusOf(call, region));
        });
    }

    private static OperationResult Choose(JsonCall call, bool enabled)
    {
        var region = Region(call);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (Default.Contains(region)) return new WireError("ValidationException", $"The region {region} is on by default and stays so.");
        call.State.Tables.Regions.Put(new RegionChoice(RegionChoice.IdOf(call.AccountId, region), enabled));
        return OperationResult.Empty;
    }

    private static string StatusOf(JsonCall call, string region) =>
        Default.Contains(region) ? "ENABLED_BY_DEFAULT"
        : call.State.Tables.Regions.Find(RegionChoice.IdOf(call.AccountId, region)) is { Enabled: true } ? "ENABLED"
        : "DISABLED";

    private static string Region(JsonCall call)
    {
        var region = call.Input.Text("RegionName", new TextRule(1, 50));
        if (call.Input.Fault is null && !Default.Contains(region) && !OptIn.Contains(region))
            call.Input.Blame(new WireError("ValidationException", $"{region} is not a region."));
        return region;
    }
}
