using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Domain;

namespace Guildhall.Tests.Server.Ui;

/// <summary>What ends a restriction asks for a fresh sign-in and then goes on as it was typed. security.md S-48; <see cref="ProofTests"/> has people and keys.</summary>
public abstract partial class DangerousActsTests(DangerousActsHall fixture)
{
    private const string Acts = "/console/experiences/act/confirmed";

    [Fact]
    public Task S48_Archiving_asks_whether_it_is_still_you() => AsksAsync(
        "/console/experiences", Acts, () => fixture.Find("Archived").Archived, ("act", "archive"), ("experience", fixture.Id("Archived")), ("word", "confirm"));

    [Fact]
    public Task S48_Taking_offline_asks_whether_it_is_still_you() => AsksAsync(
        "/console/experiences", Acts, () => !fixture.Find("Offline").Live, ("act", "offline"), ("experience", fixture.Id("Offline")));

    [Fact]
    public Task S48_Saving_Not_live_asks_whether_it_is_still_you_and_keeps_the_new_name() => AsksAsync(
        Settings("Not live"), Settings("Not live") + "/confirmed", () => fixture.Find("Not live") is { Live: false, Name: "Quiet <now>" },
        ("Name", "Quiet <now>"), ("Description", "As it was"), ("status", "notlive"), ("requests", "on"), ("mode", "active"));

    [Fact]
    public Task S48_Archiving_in_Settings_asks_whether_it_is_still_you() => AsksAsync(
        Settings("Settled"), Settings("Settled") + "/confirmed", () => fixture.Find("Settled").Archived,
        ("Name", "Settled"), ("status", "notlive"), ("requests", "on"), ("mode", "archived"), ("word", "confirm"));

    [Fact]
    public Task S48_Disassociating_from_an_experience_asks_whether_it_is_still_you() => AsksAsync(
        $"/console/experiences/{fixture.Id("Given")}/audiences", $"/console/experiences/{fixture.Id("Given")}/audiences", () => fixture.Find("Given").Audience!.Principals.IsEmpty,
        ("act", "disassociate"), ("principal", fixture.Hall.World.Developer), ("principal", fixture.Hall.World.Platform), ("word", "confirm"));

    [Fact]
    public Task S48_Disassociating_in_Audiences_asks_whether_it_is_still_you() => AsksAsync(
        $"/console/audiences/disassociate?principal={fixture.Hall.World.Ledger}", "/console/audiences/disassociate", () => fixture.Find("Listed").Audience!.Principals.IsEmpty,
        ("principal", fixture.Hall.World.Ledger), ("back", "/console/audiences"), ("word", "confirm"));

    [Fact]
    public Task S48_Suspending_an_account_asks_whether_it_is_still_you() => ActAsync(fixture.Hall.World.Ledger, "suspend", ("reason", "Unpaid"));

    [Fact]
    public Task S48_Closing_an_account_asks_whether_it_is_still_you() => ActAsync(fixture.Hall.World.AtRoot, "close", ("Reason", "Done <with>"), ("Confirm", fixture.Hall.World.AtRoot));

    [Fact]
    public Task S48_Taking_an_account_out_asks_whether_it_is_still_you() => ActAsync(fixture.Hall.World.Delegated, "leave", ("Confirm", fixture.Hall.World.Delegated));

    [Fact]
    public async Task S48_Trying_a_failed_archiving_again_asks_whether_it_is_still_you()
    {
        var sets = fixture.Sets;
        await AsksAsync($"/console/change-sets/{fixture.Failed}", $"/console/change-sets/{fixture.Failed}/retry", () => fixture.Sets > sets);
    }

    [Fact]
    public async Task A_change_that_takes_nothing_away_asks_for_no_proof()
    {
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        fixture.Clock.Advance(TimeSpan.FromMinutes(16));

        await amara.PostAsync(Settings("Plain"), Settings("Plain"), ("Name", "Plain"), ("Description", "Described"), ("status", "live"), ("requests", "on"), ("mode", "active"));
        await amara.PostAsync("/console/audiences", "/console/audiences/associate", ("principal", fixture.Hall.World.AtRoot), ("experience", fixture.Id("Plain")));

        Assert.Equal("Described", fixture.Find("Plain").Description);
        Assert.Equal([new PrincipalId(fixture.Hall.World.AtRoot)], fixture.Find("Plain").Audience!.Principals);
        Assert.Empty(fixture.Find("Left").Audience!.Principals);
    }

    private string Settings(string name) => $"/console/experiences/{fixture.Id(name)}/settings";

    /// <summary>An act on a member account, which is begun when it has a step.</summary>
    private Task ActAsync(string account, string act, params (string Name, string Value)[] fields)
    {
        var page = $"/admin/accounts/{account}/{act}";
        return AsksAsync(page, page, () => fixture.HasSteps(account), fields);
    }

    /// <summary>Sixteen minutes after the sign-in: asked, nothing done, everything typed kept; with the password it is done.</summary>
    private async Task AsksAsync(string page, string action, Func<bool> done, params (string Name, string Value)[] fields)
    {
        var amara = await fixture.Hall.SignedInAsync("amara@example.com");
        fixture.Clock.Advance(TimeSpan.FromMinutes(16));

        var (asked, html) = await amara.PostAsync(page, action, fields);
        var early = done();
        var (answer, after) = await amara.PostAsync(page, action, [.. HiddenIn(html), ("proof-password", Browsing.Password)]);

        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains("<h1>Is it still you?</h1>", html, StringComparison.Ordinal);
        Assert.Equal(fields, HiddenIn(html));
        Assert.False(early);
        Assert.True(answer.IsSuccessStatusCode && done(), after);
    }

    /// <summary>The fields that the question sends on, without those that each form gets anew.</summary>
    private static (string Name, string Value)[] HiddenIn(string html) =>
    [
        .. Hidden().Matches(html[html.IndexOf("Is it still you?", StringComparison.Ordinal)..])
            .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Where(f => f.Item1 is not ("form-token" or "form-key")),
    ];

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

public sealed class DangerousActsOnSqliteTests(SqliteDangerousActsHall hall) : DangerousActsTests(hall), IClassFixture<SqliteDangerousActsHall>;

[Trait("Ring", "Postgres")]
public sealed class DangerousActsOnPostgresTests(PostgresDangerousActsHall hall) : DangerousActsTests(hall), IClassFixture<PostgresDangerousActsHall>;
