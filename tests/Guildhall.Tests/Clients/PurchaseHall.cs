using System.Text.Json;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Agreements;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>
/// A hall that sells in every way there is to pay. Nothing governs its buyers but the account at the root, which a live experience approves nothing for. What boto3 did and saw is asked
/// for by several tests and done once: it buys in Finance, where the CLI buys in Engineering.
/// </summary>
public sealed class PurchaseHall() : AgreementHall(postgres: null)
{
    private const string Legal = """{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}""";

    private const string Contract = """{"type":"ConfigurableUpfrontPricingTerm","id":"contract","currencyCode":"USD","rateCards":[{"duration":"P1M","prices":{"seats":"0.10"}}]}""";

    private const string Usage = """{"type":"UsageBasedPricingTerm","id":"usage","currencyCode":"USD","rateCards":[{"prices":{"calls":"0.02"}}]}""";

    private readonly SemaphoreSlim _turn = new(1);
    private JsonElement? _seen;

    /// <summary>In the account that an experience without products governs.</summary>
    public HallCaller Governed { get; private set; } = null!;

    /// <summary>In an account where boto3 is the only one to buy.</summary>
    public HallCaller GovernedToo { get; private set; } = null!;

    public string Experience { get; private set; } = null!;

    public string ExperienceToo { get; private set; } = null!;

    /// <summary>What agreements_with_boto3.py printed.</summary>
    public async Task<JsonElement> BotoAsync()
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _seen ??= JsonElement.Parse((await Python.RunAsync("Clients/agreements_with_boto3.py", await GivenAsync())).Single());
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await ImportAsync(string.Join('\n',
        [
            """{"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}""",
            """{"kind":"product","id":"prod-eeeeeeeeeeeee","type":"SaaSProduct","title":"Echo Relay","seller":"seller-one"}""",
            """{"kind":"product","id":"prod-ggggggggggggg","type":"SaaSProduct","title":"Gratis Grid","seller":"seller-one"}""",
            Offer("offer-e", "prod-eeeeeeeeeeeee", $"{Contract},{Usage},{Legal}"),
            Offer("offer-g", "prod-ggggggggggggg", $"{Usage},{Legal}".Replace("0.02", "0", StringComparison.Ordinal)),
        ]));
        Governed = await Hall.CallerAsync(World.AtRoot, "governed", "GuildhallBuyer");
        Experience = await Administrator.ExperienceAsync("Root tools", [World.AtRoot], []);
        GovernedToo = await Hall.CallerAsync(World.Delegated, "governed-too", "GuildhallBuyer");
        ExperienceToo = await Administrator.ExperienceAsync("Procurement tools", [World.Delegated], []);
    }

    private async Task<string> GivenAsync() => JsonSerializer.Serialize(new
    {
        endpoint = Hall.Url,
        buyer = Key(Other),
        governed = Key(GovernedToo),
        administrator = Key(Administrator),
        experience = ExperienceToo,
        refused = await ContractAsync(1, buyer: GovernedToo),
        usage = await PlainAsync("offer-b", "usage", "legal"),
        again = await ContractAsync(3),
        changed = await ContractAsync(4),
        purchases = PurchaseStory.All.ToDictionary(s => s.Name, s => new { offer = s.Offer, product = s.Product, terms = JsonElement.Parse(s.Terms) }),
    });

    private static object Key(HallCaller caller) => new { aws_access_key_id = caller.Credentials.AccessKeyId, aws_secret_access_key = caller.Credentials.SecretAccessKey };
}
