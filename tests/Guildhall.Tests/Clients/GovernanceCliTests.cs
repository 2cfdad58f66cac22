using System.Text.Json.Nodes;
using Guildhall.Tests.Server;
using static Guildhall.Tests.Clients.MarketplaceCli;

namespace Guildhall.Tests.Clients;

/// <summary>
/// The tables of private-marketplace.md 5.1 and 5.2, made and changed by the AWS CLI alone: organization → Default (no policy), Finance → Fin (empty
/// policy), Engineering → Mkt (one product allowed, one denied), the Ledger account of Finance → Exp A.
/// </summary>
[Trait("Ring", "Clients")]
public sealed class GovernanceCliTests : CliTests
{
    private readonly Dictionary<string, string> _names = [];

    [Fact]
    public async Task Conformance_04_M13_M16_Every_row_of_both_tables_holds()
    {
        await BuildAsync();
        await HoldsAsync("all live", "Exp A", "Fin", "Mkt", "Default");
        await PurchasesAsync();

        await RunAsync(Update("Mkt", live: false));
        await HoldsAsync("Mkt not live", "Exp A", "Fin", "Default", "Default");

        await RunAsync(Update("Mkt", live: true), Update("Exp A", live: false), Change("RestrictExperience", Id("Exp A"), "{}"));
        await HoldsAsync("Exp A archived", "Fin", "Fin", "Mkt", "Default");

        await RunAsync(Change("ReviveExperience", Id("Exp A"), "{}"), Update("Fin", live: false));
        await HoldsAsync("Fin and Exp A not live", "Default", "Default", "Mkt", "Default");

        await RunAsync(Update("Default", live: false));
        await HoldsAsync("Default not live too", null, null, "Mkt", null);
        Assert.Equal(["NOT_GOVERNED"], await ReasonsAsync(World.Ledger, HallWorld.A));

        await RunAsync(Update("Default", live: true));
        (await Organizations(Hall).RunAsync("organizations disable-aws-service-access --service-principal private-marketplace.marketplace.amazonaws.com")).Ok();
        await Hall.SyncAsync();
        await HoldsAsync("trusted access off", null, null, null, null);
    }

    /// <summary>The table of 5.2, the case without an experience excepted.</summary>
    private async Task PurchasesAsync()
    {
        Assert.Equal(["NO_POLICY", "NO_POLICY"], await ReasonsAsync(World.AtRoot, HallWorld.A, HallWorld.C));
        Assert.Equal(["PRODUCT_NOT_APPROVED", "PRODUCT_NOT_APPROVED"], await ReasonsAsync(World.Delegated, HallWorld.A, HallWorld.C));
        Assert.Equal(
            ["PRODUCT_ALLOWED", "PRODUCT_DENIED", "PRODUCT_NOT_APPROVED", "ALWAYS_ENTITLED"],
            await ReasonsAsync(World.Developer, HallWorld.A, HallWorld.C, HallWorld.B, "prod-fffffffffffff"));
    }

    private async Task BuildAsync()
    {
        var set = await RunAsync(
            New("Default", World.OrganizationId),
            New("Fin", World.Finance),
            Change("CreateProcurementPolicy", "$Fin.Entity.Identifier", """{ "Name": "Empty" }"""),
            New("Mkt", World.Engineering),
            Change("CreateProcurementPolicy", "$Mkt.Entity.Identifier", """{ "Name": "Filled" }"""),
            Change("AllowProductProcurement", "$Mkt.Entity.Identifier", $$"""{ "Products": [ { "Ids": ["{{HallWorld.A}}"] } ] }"""),
            Change("DenyProductProcurement", "$Mkt.Entity.Identifier", $$"""{ "Products": [ { "Ids": ["{{HallWorld.C}}"] } ] }"""),
            New("Exp A", World.Ledger));
        foreach (var change in set["ChangeSet"]!.AsArray().Where(c => c!["ChangeType"]!.GetValue<string>() == "CreateExperience"))
            _names.Add(change!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0], change["DetailsDocument"]!["Name"]!.GetValue<string>());
    }

    /// <summary>Three changes: a new experience that goes live for one principal.</summary>
    private static string New(string name, string principal)
    {
        var reference = name.Replace(" ", "", StringComparison.Ordinal);
        return $$"""
            { "ChangeType": "CreateExperience", "ChangeName": "{{reference}}", "Entity": { "Type": "Experience@1.0" }, "DetailsDocument": { "Name": "{{name}}" } },
            {{Change("AssociateAudience", $"${reference}.Entity.Identifier", $$"""{ "Principals": ["{{principal}}"] }""")}},
            {{Change("UpdateExperience", $"${reference}.Entity.Identifier", """{ "Status": "Enabled" }""")}}
            """;
    }

    private string Update(string name, bool live) => Change("UpdateExperience", Id(name), $$"""{ "Status": "{{(live ? "Enabled" : "Disabled")}}" }""");

    private string Id(string name) => _names.Single(n => n.Value == name).Key;

    private async Task<JsonNode> RunAsync(params string[] changes)
    {
        var started = (await Aws.CallAsync("start-change-set", $$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{string.Join(",\n", changes)}} ] }""")).Json;
        var set = await Administrator.EndAsync(started.GetProperty("ChangeSetId").GetString()!);
        Assert.True(set["Status"]!.GetValue<string>() == "SUCCEEDED", set.ToJsonString());
        return set;
    }

    /// <summary>Who governs account A, another of Finance, one of Marketing, one at the root; "Associated" is A's own experience alone.</summary>
    private async Task HoldsAsync(string state, params string?[] governors)
    {
        string[] accounts = [World.Ledger, World.Delegated, World.Developer, World.AtRoot];
        foreach (var (account, governor) in accounts.Zip(governors))
        {
            var decision = await Administrator.DecideAsync(account, HallWorld.B);
            var found = decision["experienceId"] is { } id ? _names[id.GetValue<string>()] : null;
            Assert.True(governor == found, $"{state}: {account} is governed by {found}, not by {governor}.");
            Assert.Equal(governor is null ? null : governor == "Exp A" ? "Associated" : "Inherited", decision["relationship"]?.GetValue<string>());
            Assert.Equal(governor, decision["path"]!.AsArray().Where(step => step!["outcome"]!.GetValue<string>() == "GOVERNS").Select(step => _names[step!["experienceId"]!.GetValue<string>()]).SingleOrDefault());
        }
    }

    private async Task<string[]> ReasonsAsync(string account, params string[] products) =>
        [.. await Task.WhenAll(products.Select(async product => (await Administrator.DecideAsync(account, product))["reason"]!.GetValue<string>()))];
}
