using System.Text;
using System.Text.Json;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Entitlements;
using Guildhall.Tests.Server.Linking;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>One address for all five services, and what becomes of calls whose signature is wrong: the code, in one attempt. storefront-and-procurement.md F, G.3, H 10 and 13.</summary>
[Trait("Ring", "Clients")]
public sealed class SignedCallTests(SignedCallHall hall) : IClassFixture<SignedCallHall>
{
    /// <summary>What stands in the place of a date that is old: the server's clock is ahead.</summary>
    private static readonly TimeSpan TooFar = TimeSpan.FromMinutes(20);

    private static readonly string[] Commands =
    [
        "marketplace-catalog list-entities --catalog AWSMarketplace --entity-type SaaSProduct",
        "marketplace-discovery search-listings",
        "marketplace-agreement search-agreements",
        $"marketplace-entitlement get-entitlements --product-code {EntitlementHall.Code}",
        "meteringmarketplace resolve-customer --registration-token TOKEN",
    ];

    private HallCaller Caller => hall.Everything;

    public static TheoryData<int> Services => [.. Enumerable.Range(0, Commands.Length)];

    [Fact]
    public async Task StorefrontH13_The_CLI_has_one_address_for_catalog_discovery_agreement_entitlement_and_metering()
    {
        var token = await hall.TokenAsync(hall.Buyer, await hall.BuyAsync(hall.Buyer, ("users", 1)));
        var cli = new MarketplaceCli(hall.Hall, Caller);
        string[] members = ["EntitySummaryList", "listingSummaries", "agreementViewSummaries", "Entitlements", "CustomerAWSAccountId"];

        foreach (var (command, member) in Commands.Zip(members))
            Assert.True((await cli.RunAsync(command.Replace("TOKEN", token, StringComparison.Ordinal))).Json.TryGetProperty(member, out _), command);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task StorefrontH10_The_CLI_is_told_what_is_wrong_with_its_signature_and_tries_once(int service)
    {
        await using var between = await Between.StartAsync(hall.Hall);
        var cli = Cli(between, Caller.Credentials.AccessKeyId, Caller.Credentials.SecretAccessKey);

        Assert.Equal("InvalidSignatureException", await RefusedAsync(between, Cli(between, Caller.Credentials.AccessKeyId, "wrong"), service));
        Assert.Equal("UnrecognizedClientException", await RefusedAsync(between, Cli(between, "AKIAAAAAAAAAAAAAAAAA", Caller.Credentials.SecretAccessKey), service));
        Assert.Equal("MissingAuthenticationTokenException", await RefusedAsync(between, cli, service, " --no-sign-request"));
        between.Change = passed => passed.Authorization = passed.Authorization.Replace("/us-east-1/", "/eu-west-1/", StringComparison.Ordinal);
        Assert.Equal("InvalidSignatureException", await RefusedAsync(between, cli, service));
        between.Change = passed => passed.Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(passed.Body) + " ");
        Assert.Equal("InvalidSignatureException", await RefusedAsync(between, cli, service));
        between.Change = _ => { };
        hall.Clock.Ahead = TooFar;
        Assert.Equal("InvalidSignatureException", await RefusedAsync(between, cli, service));
        hall.Clock.Ahead = TimeSpan.Zero;
        // The region of the scope is any that the signature is made with (contract.md 4).
        var elsewhere = await cli.With("AWS_REGION", null).With("AWS_DEFAULT_REGION", null).RunAsync(Commands[service] + " --region eu-west-1");
        Assert.True(elsewhere.ExitCode == 0 || elsewhere.ErrorName == "InvalidTokenException", elsewhere.ErrorText);
    }

    [Fact]
    public async Task StorefrontH10_H13_boto3_has_one_address_and_is_told_what_is_wrong_with_its_signature_in_one_attempt()
    {
        var (key, secret) = (Caller.Credentials.AccessKeyId, Caller.Credentials.SecretAccessKey);
        var token = await hall.TokenAsync(hall.Buyer, await hall.BuyAsync(hall.Buyer, ("users", 1)));
        var seen = JsonElement.Parse((await Python.RunAsync("Clients/signatures_with_boto3.py", hall.Hall.Url, key, secret, EntitlementHall.Code, token)).Single());

        Assert.Equal(5, seen.EnumerateObject().Count());
        foreach (var service in seen.EnumerateObject())
        {
            Assert.Equal("true", Text(service.Value, "taken"));
            Assert.Equal("true", Text(service.Value, "elsewhere"));
            // AWS's JSON protocols have one status for what a client does wrong.
            var status = service.Name is "marketplace-catalog" or "marketplace-discovery" ? 403 : 400;
            foreach (var wrong in new[] { "secret", "scope", "body", "date" }) Assert.Equal($"""{service.Name} {wrong} ["InvalidSignatureException",{status},0]""", $"{service.Name} {wrong} {Text(service.Value, wrong)}");
            Assert.Equal($"""["UnrecognizedClientException",{status},0]""", Text(service.Value, "key"));
        }

        static string Text(JsonElement seen, string name) => seen.GetProperty(name).GetRawText().Replace(" ", "", StringComparison.Ordinal);
    }

    private static AwsCli Cli(Between between, string key, string secret) => new AwsCli(between.Url, key, secret).With("AWS_MAX_ATTEMPTS", null);

    private static async Task<string> RefusedAsync(Between between, AwsCli cli, int service, string more = "")
    {
        var before = between.Count;
        var refused = (await cli.RunAsync(Commands[service] + more)).ErrorName;
        Assert.Equal(1, between.Count - before);
        return refused;
    }
}

/// <summary>A hall with in-house products, somebody who may call all five services, and a clock that can be put ahead.</summary>
public sealed class SignedCallHall() : EntitlementHall(null)
{
    internal AheadClock Clock { get; } = new();

    public HallCaller Everything { get; private set; } = null!;

    protected override Task<RunningHall> StartAsync(Postgres.PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { Clock = Clock });

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Everything = await Hall.CallerAsync(World.Ledger, "everything", "GuildhallPublisher", "GuildhallBuyer");
    }
}
