using System.Text.Json.Nodes;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Tests that link accounts of the simulated AWS to a hall of their own.</summary>
public abstract class LinkingHallTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    protected const string Pattern = "appdirect-account+%s@appdirect.com";

    protected static readonly ActOrigin Somebody = ActOrigin.Operator("request-1");

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected Installation Guildhall => Hall.Guildhall;

    protected async Task<LinkedOrganization> AcmeAsync() => (await Guildhall.Links.FindAsync(World.Management, Cancellation))!;

    /// <summary>The link once it is active; fails when it is not within some seconds.</summary>
    protected async Task<LinkDetail> ActiveAsync(string id)
    {
        for (var turn = 0; ; turn++)
        {
            var detail = (await Guildhall.Links.ShowAsync(id, Cancellation))!;
            if (detail.Link.State == LinkStates.Active) return detail;
            Assert.True(turn < 300, $"{detail.Link.State}: {detail.Link.LastProblem}; {string.Join(", ", detail.Steps.Select(s => $"{s.Kind} {s.State} {s.Problem}"))}");
            await Task.Delay(50, Cancellation);
        }
    }

    protected static LinkForm Form(Fresh fresh) => new() { Account = fresh.Account, AccessKeyId = fresh.Key.AccessKeyId, Secret = new Secret(fresh.Key.SecretAccessKey), EmailPattern = Pattern };

    protected static LinkWish Wish(Fresh fresh, LinkMode mode) =>
        new(new AccountId(fresh.Account), "us-east-1", fresh.Key.AccessKeyId, new Secret(fresh.Key.SecretAccessKey)) { Mode = mode, EmailPattern = Pattern, Integrate = mode == LinkMode.Fresh };

    /// <summary>An account of no organization, with the key of its root user.</summary>
    protected async Task<Fresh> FreshAsync(string name)
    {
        using var aws = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        var made = await (await aws.PostAsJsonAsync("/_simulation/accounts", new { name, email = $"{name.ToLowerInvariant()}@acme.example", organization = false }, Cancellation)).Content.ReadFromJsonAsync<JsonNode>(Cancellation);
        return new Fresh(made!["accountId"]!.GetValue<string>(), new SigningCredentials(made["accessKeyId"]!.GetValue<string>(), made["secretAccessKey"]!.GetValue<string>()));
    }

    protected async Task FaultAsync(string operation, string code)
    {
        using var aws = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        (await aws.PostAsJsonAsync("/_simulation/faults", new { operation, kind = "fail", code, probability = 1 }, Cancellation)).EnsureSuccessStatusCode();
    }

    protected async Task ClearFaultsAsync()
    {
        using var aws = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        (await aws.DeleteAsync("/_simulation/faults", Cancellation)).EnsureSuccessStatusCode();
    }

    protected sealed record Fresh(string Account, SigningCredentials Key);
}
