using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Server.Ui;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Secrets;

/// <summary>
/// Secrets go through linking, failed checks, rotation, drafts, orders, invitations and sign-in, by pages, API and commands; then database, log, pages, API,
/// exports, backup and audit are searched for each of them in every usual encoding. G-11, security.md S-13, S-61; vendor-integration.md 19.4.
/// </summary>
public abstract partial class SecretHuntTests(HuntedHall hall)
{
    private const string New = "/admin/settings/vendors/aws/organizations/new";
    private const string Api = "/api/v1/vendors/aws/organizations";

    /// <summary>Typed here and there, right nowhere: as long as AWS's, with the characters that encodings change.</summary>
    private static readonly Dictionary<string, string> Typed = new[] { "wrong key", "draft", "refused form", "rotation", "API check", "API link", "command" }
        .Select((name, n) => (name, secret: $"Mk{n}+aB/cD=eF&gH<iJ'{n}kLmNoPqRsTuVwXyZ0123456"[..40])).ToDictionary(t => t.name, t => t.secret);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ActOrigin Somebody => ActOrigin.Operator("hunt");

    [Fact]
    public async Task Vendor19_4_M38_G11_A_secret_is_nowhere_in_the_clear()
    {
        var administrator = await hall.Hall.AdministratorAsync();
        using var amara = await hall.SignInAsync(RoutesHall.Administrator);
        var rotated = hall.Hall.MemberKey(hall.World.Management);
        var said = new List<(string Place, string Text)>();

        await LinkAsync(amara, administrator, rotated, said);
        await OrderAsync();
        await LookAroundAsync(amara, administrator, said);

        var places = await hall.StoredPlacesAsync();
        places.AddRange(said.Select(s => (s.Place, Encoding.UTF8.GetBytes(s.Text))));
        places.Add(("log", Encoding.UTF8.GetBytes(hall.Log.Text)));
        Assert.Contains(places, p => p.Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(rotated.AccessKeyId)) >= 0);
        Assert.Contains(places, p => p.Content.AsSpan().IndexOf("RotateOrganizationCredentials"u8) >= 0);
        Assert.Contains("Microsoft.Extensions.Hosting", hall.Log.Text, StringComparison.Ordinal);
        Assert.Empty(Hits(Secrets(administrator, rotated), places));
    }

    [Fact]
    public void The_hunt_finds_a_secret_in_every_form()
    {
        var secret = Typed["draft"];
        string[] leaks =
        [
            $"a{secret}b", $"key={Uri.EscapeDataString(secret)}&", WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret), System.Text.Json.JsonSerializer.Serialize(secret),
            Convert.ToHexString(Encoding.UTF8.GetBytes(secret)), .. Enumerable.Range(0, 3).Select(n => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('u', n) + secret + ":p"))),
        ];
        Assert.All(leaks, leak => Assert.NotEmpty(Hits([("draft", secret)], [("leak", Encoding.UTF8.GetBytes(leak))])));
        Assert.NotEmpty(Hits([("draft", secret)], [("leak", Encoding.Unicode.GetBytes(secret))]));
    }

    private static List<string> Hits(IEnumerable<(string Name, string Secret)> secrets, List<(string Place, byte[] Content)> places) =>
    [
        .. from secret in secrets
           from form in SecretForms.Of(secret.Secret)
           from place in places
           where place.Content.AsSpan().IndexOf(form.Bytes) >= 0
           select $"{secret.Name} as {form.Form} in {place.Place}",
    ];

    private IEnumerable<(string Name, string Secret)> Secrets(HallCaller administrator, SigningCredentials rotated) =>
    [
        .. Typed.Select(t => (t.Key, t.Value)),
        ("key of the link", hall.World.Aws.SecretAccessKey),
        ("key of the other link", hall.World.StandaloneKey.SecretAccessKey),
        ("rotated key", rotated.SecretAccessKey),
        ("key of Guildhall", administrator.Credentials.SecretAccessKey),
        ("password", Browsing.Password),
        ("master key", hall.Hall.Guildhall.Options.MasterKey.ToBase64()),
    ];

    /// <summary>A rotation that is right, and one of each that is not.</summary>
    private async Task LinkAsync(Browsing amara, HallCaller administrator, SigningCredentials rotated, List<(string Place, string Text)> said)
    {
        var guildhall = hall.Hall.Guildhall;
        var link = (await guildhall.Links.FindAsync(hall.World.Management, Cancellation))!;
        var fresh = hall.Hall.FreshAccount("Hunted").Account;
        SigningCredentials Wrong(string name) => new("AKIA0ABCDEFGHIJKLMNO", Typed[name]);
        said.Add(("page of a failed check", (await amara.PostAsync(New, New, LinksHall.Form(fresh, Wrong("wrong key"), "check"))).Html));
        said.Add(("page of a draft", (await amara.PostAsync(New, New, LinksHall.Form(fresh, Wrong("draft"), "draft"))).Html));
        said.Add(("page of a refused form", (await amara.PostAsync(New, New, LinksHall.Form("123", Wrong("refused form"), "save"))).Html));
        said.Add(("failed rotation", (await administrator.PostAsync($"{Api}/{link.Id}/rotate", new { accessKeyId = "AKIA0ABCDEFGHIJKLMNO", secretAccessKey = Typed["rotation"] })).Body));
        said.Add(("API check", (await administrator.PostAsync($"{Api}/preflight", new { accountId = fresh, region = "us-east-1", accessKeyId = "AKIA0ABCDEFGHIJKLMNO", secretAccessKey = Typed["API check"], emailPattern = "a+%s@b.example" })).Body));
        said.Add(("API link", (await administrator.PostAsync(Api, new { accountId = "x", region = "us-east-1", accessKeyId = Typed["API link"], secretAccessKey = Typed["API link"][..39] })).Body));
        var changed = await guildhall.LinkEdits.RotateAsync(link.Id, rotated.AccessKeyId, new Secret(rotated.SecretAccessKey), null, Somebody, Cancellation);
        Assert.False(changed.Refused, changed.Refused ? changed.Problems[0].Message : "");
        await guildhall.Preflights.RunAsync(link.Id, Somebody, Cancellation);
        var terminal = hall.Hall.Terminal();
        terminal.Environment["GUILDHALL_AWS_SECRET"] = Typed["command"];
        await terminal.RunAsync("organization", "check", "--account", fresh, "--key", "AKIA0ABCDEFGHIJKLMNO");
        said.Add(("command", terminal.Out + terminal.Error));
    }

    /// <summary>An account that is made, and an invitation that AWS refuses.</summary>
    private async Task OrderAsync()
    {
        var guildhall = hall.Hall.Guildhall;
        var made = await guildhall.AccountOrders.OrderAsync(OrderReach.Operator("hunt"), new OrderWish(new AccountOrder { Name = "Hunted", Email = "hunted@acme.example" }), Cancellation);
        Assert.False(made.Refused, made.Refused ? made.Problems[0].Message : "");
        var invited = await guildhall.AccountOrders.OrderAsync(OrderReach.Operator("hunt"), new OrderWish(new AccountOrder { Name = "", Existing = new InvitedAccount { Id = "210987654321", Confirmed = true } }), Cancellation);
        Assert.False(invited.Refused, invited.Refused ? invited.Problems[0].Message : "");
        await guildhall.Effects.RunSubjectAsync(invited.Value.Row.Id, TimeSpan.Zero, Cancellation);
        await guildhall.Effects.RunSubjectAsync(made.Value.Row.Id, TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal(OrderState.Active, (await guildhall.Orders.FindAsync(OrderReach.Operator("hunt"), made.Value.Row.Id, Cancellation)).Value.State);
    }

    /// <summary>Every page and file for browsers, and every answer of Guildhall's own API, that can be had by looking.</summary>
    private async Task LookAroundAsync(Browsing amara, HallCaller administrator, List<(string Place, string Text)> said)
    {
        foreach (var page in hall.Pages.Where(p => p.Method == "GET")) said.Add((page.Path, (await amara.GetAsync(hall.AddressOf(page))).Html));
        var link = (await hall.Hall.Guildhall.Links.FindAsync(hall.World.Management, Cancellation))!.Id;
        foreach (var route in hall.Hall.Host.ApiRoutes.Where(r => r.Method == "GET"))
        {
            var address = Value().Replace(route.Path, route.Path.Contains("organizations", StringComparison.Ordinal) ? link : hall.World.Ledger);
            said.Add((route.Path, (await administrator.GetAsync(address)).Body));
        }
    }

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Value();
}

public sealed class SecretHuntOnSqliteTests(SqliteHuntedHall hall) : SecretHuntTests(hall), IClassFixture<SqliteHuntedHall>;

[Trait("Ring", "Postgres")]
public sealed class SecretHuntOnPostgresTests(PostgresHuntedHall hall) : SecretHuntTests(hall), IClassFixture<PostgresHuntedHall>;
