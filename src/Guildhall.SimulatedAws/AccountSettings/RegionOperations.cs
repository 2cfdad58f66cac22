using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Requests;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.AccountSettings;

/// <summary>The regions of an account: the old ones are on, the others are switched on (AWS Account Management API Reference).</summary>
internal static class RegionOperations
{
    public const string Service = "account";

    private const string Principal = "account.amazonaws.com";

    private static readonly TextRule Member = Organizations.Rules.AccountId;

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
        if (Account(call, out var account) is { } refusal) return refusal;
        return Answer.With(json =>
        {
            json.WriteString("RegionName", region);
            json.WriteString("RegionOptStatus", StatusOf(call, account, region));
        });
    }

    private static OperationResult Choose(JsonCall call, bool enabled)
    {
        var region = Region(call);
        if (call.Input.Fault is not null) return OperationResult.Empty;
        if (Account(call, out var account) is { } refusal) return refusal;
        if (AwsRegions.IsAlwaysOn(region)) return new WireError("ValidationException", $"The region {region} is on by default and stays so.");
        call.State.Tables.Regions.Put(new RegionChoice(RegionChoice.IdOf(account, region), enabled));
        return OperationResult.Empty;
    }

    private static string StatusOf(JsonCall call, string account, string region) =>
        AwsRegions.IsAlwaysOn(region) ? "ENABLED_BY_DEFAULT"
        : call.State.Tables.Regions.Find(RegionChoice.IdOf(account, region)) is { Enabled: true } ? "ENABLED"
        : "DISABLED";

    /// <summary>The account that is asked about: the caller's, or a member that the management account names, once the service is trusted.</summary>
    private static WireError? Account(JsonCall call, out string account)
    {
        account = call.Input.OptionalText("AccountId", Member) ?? call.AccountId;
        if (call.Input.Fault is not null || !call.Input.Has("AccountId")) return null;
        var organization = call.State.Tables.Organizations.Find(call.State.Tables.Accounts.Get(call.AccountId).Membership?.OrganizationId);
        return organization?.ManagementAccountId == call.AccountId && account != call.AccountId && organization.Trusts(Principal) && call.State.FindMember(organization, account) is not null
            ? null
            : new WireError("AccessDeniedException", "The account may be named by the management account of its organization alone, with trusted access for account management, and is not its own.");
    }

    private static string Region(JsonCall call)
    {
        var region = call.Input.Text("RegionName", new TextRule(1, 50));
        if (call.Input.Fault is null && !AwsRegions.Exists(region))
            call.Input.Blame(new WireError("ValidationException", $"{region} is not a region."));
        return region;
    }
}
