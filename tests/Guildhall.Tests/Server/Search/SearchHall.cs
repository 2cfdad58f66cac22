using System.Text;
using Guildhall.App.Catalogue.Format;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Search;

/// <summary>
/// A running hall with an imported catalogue: public products, one that a private offer shows to the developer's account, one withdrawn, hostile texts; and a live
/// experience for Engineering that approves the first two.
/// </summary>
public abstract class SearchHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public const string Shield = "prod-shield0000000", Waf = "prod-waf0000000000", Meter = "prod-meter00000000", Secret = "prod-secret0000000", Gone = "prod-gone000000000", Hostile = "prod-hostile000000";

    private const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"search","mode":"merge"}
        {"kind":"seller","id":"seller-north","displayName":"Northwind Cloud Security"}
        {"kind":"seller","id":"seller-south","displayName":"Southmoor Systems"}
        {"kind":"product","id":"prod-shield0000000","type":"SaaSProduct","title":"Northwind Web Shield","seller":"seller-north","shortDescription":"Web application firewall with managed rules.","longDescription":"It watches requests & blocks attacks.","categories":["security"],"keywords":["waf","owasp"],"highlights":["Managed rule sets"],"deployedOnAws":"DEPLOYED","fulfillmentOptions":[{"type":"SAAS","url":"https://apps.example.com/shield"}],"dimensions":[{"key":"users","name":"Users","unit":"Users","types":["Entitled"]}],"resources":[{"resourceType":"MANUFACTURER_SUPPORT","contentType":"EMAIL","value":"support@north.example.com"}],"rating":{"average":4.4,"count":37}}
        {"kind":"product","id":"prod-waf0000000000","type":"ContainerProduct","title":"Éclair Edge Guard","seller":"seller-south","shortDescription":"Guards the edge of every region.","categories":["security","monitoring"],"fulfillmentOptions":[{"type":"CONTAINER"}],"rating":{"average":3.8,"count":4}}
        {"kind":"product","id":"prod-meter00000000","type":"SaaSProduct","title":"Usage Meter","seller":"seller-south","shortDescription":"Measures what teams use.","categories":["security"],"fulfillmentOptions":[{"type":"SAAS"}]}
        {"kind":"product","id":"prod-secret0000000","type":"SaaSProduct","title":"Clandestine Vault","seller":"seller-south","visibility":"Limited","shortDescription":"Not for everybody.","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS"}]}
        {"kind":"product","id":"prod-gone000000000","type":"SaaSProduct","title":"Withdrawn Shield","seller":"seller-south","visibility":"Restricted","categories":["security"],"fulfillmentOptions":[{"type":"SAAS"}]}
        {"kind":"product","id":"prod-hostile000000","type":"SaaSProduct","title":"<script>alert(1)</script> &amp; =cmd","seller":"seller-south","shortDescription":"<img src=x onerror=alert(2)>","longDescription":"</p><script>alert(3)</script>","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS"}]}
        {"kind":"offer","id":"offer-shield","product":"prod-shield0000000","name":"Public offer","state":"Released","buyerAccounts":[],"terms":[{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"users":"120.00"}}]},{"type":"FreeTrialPricingTerm","duration":"P14D"},{"type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]},{"type":"SupportTerm","refundPolicy":"Money back within 30 days."},{"type":"RenewalTerm"}]}
        {"kind":"offer","id":"offer-meter","product":"prod-meter00000000","name":"Public offer","state":"Released","buyerAccounts":[],"terms":[{"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"hours":"0"}}]}]}
        {"kind":"offer","id":"offer-secret","product":"prod-secret0000000","name":"Private offer","state":"Released","buyerAccounts":["DEVELOPER"],"terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"5000","duration":"P12M"}]}
        """;

    public HallCaller Administrator { get; private set; } = null!;

    /// <summary>In an account of Engineering.</summary>
    public HallCaller Buyer { get; private set; } = null!;

    /// <summary>The live experience of Engineering.</summary>
    public string Experience { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        await ImportAsync(Lines.Replace("DEVELOPER", World.Developer, StringComparison.Ordinal));
        Administrator = await Hall.AdministratorAsync();
        Buyer = await Hall.BuyerAsync();
        Experience = await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], [Shield, Waf]);
    }

    /// <summary>Imports lines and loads them.</summary>
    public async Task ImportAsync(string lines)
    {
        var report = await Hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(lines))), keepGoing: false, TestContext.Current.CancellationToken);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class SqliteSearchHall() : SearchHall(null);

public sealed class PostgresSearchHall(PostgresServer server) : SearchHall(new PostgresDatabase(server));
