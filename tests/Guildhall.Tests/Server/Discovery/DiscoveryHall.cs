using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Generator;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Discovery;

/// <summary>
/// A running hall with 300 synthetic products, and by hand: a product that has everything, one that has nothing, private ones and private offers for the developer's
/// account, sets, and a listing of several products of which one is not for all.
/// </summary>
public abstract class DiscoveryHall(PostgresDatabase? postgres) : HallFixture(postgres)
{
    public const string Full = "prod-full000000000", Bare = "prod-bare000000000", Secret = "prod-secret0000000", Gone = "prod-gone000000000", Renamed = "prod-renamed00000";

    public const string FullListing = "prodview-full000000000", SecretListing = "prodview-secret0000000", Collection = "prodview-collection", RenamedListing = "prodview-other-id";

    public const string FullOffer = "offer-full", SecretOffer = "offer-secret", PrivateOffer = "offer-private", FutureOffer = "offer-future", ExpiredOffer = "offer-expired";

    public const string OpenSet = "offerset-open", SecretSet = "offerset-secret";

    private const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"discovery","mode":"merge"}
        {"kind":"seller","id":"seller-maker","displayName":"Maker Works"}
        {"kind":"seller","id":"seller-dealer","displayName":"Dealer House"}
        {"kind":"product","id":"prod-full000000000","type":"ContainerProduct","title":"Quillmark Everything","seller":"seller-maker","shortDescription":"Has all of it.","longDescription":"All of it,\n\nat length.","categories":["security"],"keywords":["everything"],"highlights":["One","Two"],"deployedOnAws":"DEPLOYED","quickLaunch":true,"awsFreeTier":true,"rating":{"average":4.4,"count":37},"integrationGuide":"Install it.","promotionalMedia":[{"embeddedImage":{"title":"Board","url":"https://media.example.com/1.png","description":"First."}},{"embeddedVideo":{"title":"Tour","url":"https://media.example.com/1.mp4","preview":"https://media.example.com/2.png","thumbnail":"https://media.example.com/3.png","description":"Second."}}],"resources":[{"resourceType":"MANUFACTURER_SUPPORT","contentType":"EMAIL","value":"help@maker.example.com","displayName":"Help"},{"resourceType":"MANUFACTURER_INSTRUCTIONS","contentType":"LINK","value":"https://docs.example.com"}],"sellerEngagements":[{"engagementType":"REQUEST_FOR_PRIVATE_OFFER","contentType":"LINK","value":"https://sales.example.com"},{"engagementType":"REQUEST_FOR_DEMO","contentType":"LINK","value":"https://demo.example.com"}],"useCases":[{"useCase":{"value":"audit","displayName":"Audit","description":"For auditors."}}],"dimensions":[{"key":"users","name":"Users","unit":"Users","description":"Named users.","types":["Entitled"],"dimensionLabels":[{"labelType":"Region","labelValue":"us-east-1","displayName":"N. Virginia"}]},{"key":"calls","name":"Calls","unit":"Requests","description":"A thousand calls.","types":["Metered"],"dimensionLabels":[{"labelType":"SagemakerOption","labelValue":"BatchTransform","displayName":"In batches"}]}],"fulfillmentOptions":[{"type":"SAAS","url":"https://apps.example.com","usageInstructions":"Sign in."},{"type":"AMAZON_MACHINE_IMAGE","id":"fo-image","displayName":"64-bit image","name":"Image","version":"1.2","usageInstructions":"Start it.","releaseNotes":"New.","operatingSystems":[{"operatingSystemFamilyName":"LINUX","operatingSystemName":"Amazon Linux","operatingSystemVersion":"2023"}],"recommendation":{"instanceType":"m6i.large"}},{"type":"CLOUDFORMATION_TEMPLATE","name":"Stack","version":"1","releaseNotes":"New.","usageInstructions":"Create it."},{"type":"CONTAINER","name":"Image","version":"1","releaseNotes":"New.","usageInstructions":"Pull it.","operatingSystems":[{"operatingSystemFamilyName":"LINUX","operatingSystemName":"Linux"}],"awsSupportedServices":[{"supportedServiceType":"EKS","displayName":"Amazon EKS","description":"Runs there."}]},{"type":"HELM","name":"Chart","version":"1","releaseNotes":"New.","usageInstructions":"Install it.","operatingSystems":[{"operatingSystemFamilyName":"LINUX","operatingSystemName":"Linux"}],"awsSupportedServices":[{"supportedServiceType":"EKS","displayName":"Amazon EKS","description":"Runs there."}]},{"type":"EKS_ADD_ON","name":"Add-on","version":"1","releaseNotes":"New.","usageInstructions":"Add it.","operatingSystems":[{"operatingSystemFamilyName":"LINUX","operatingSystemName":"Linux"}],"awsSupportedServices":[{"supportedServiceType":"EKS","displayName":"Amazon EKS","description":"Runs there."}]},{"type":"EC2_IMAGE_BUILDER_COMPONENT","name":"Component","version":"1","releaseNotes":"New.","usageInstructions":"Use it.","operatingSystems":[{"operatingSystemFamilyName":"LINUX","operatingSystemName":"Linux"}],"awsSupportedServices":[{"supportedServiceType":"EC2","displayName":"Amazon EC2","description":"Runs there."}]},{"type":"API","usageInstructions":"Call it.","awsSupportedServices":[{"supportedServiceType":"BEDROCK","displayName":"Amazon Bedrock","description":"Works with it."}]},{"type":"DATA_EXCHANGE","dataArtifacts":[{"resourceType":"S3","dataClassification":"Public","description":"Daily.","resourceArn":"arn:aws:s3:::data"}]},{"type":"PROFESSIONAL_SERVICES"},{"type":"SAGEMAKER_ALGORITHM","version":"1","releaseNotes":"New.","usageInstructions":"Train it.","recommendation":{"recommendedBatchTransformInstanceType":"ml.m5.large","recommendedTrainingInstanceType":"ml.p3.2xlarge","recommendedRealtimeInferenceInstanceType":"ml.m5.xlarge"}},{"type":"SAGEMAKER_MODEL","version":"1","releaseNotes":"New.","usageInstructions":"Run it.","recommendation":{"recommendedBatchTransformInstanceType":"ml.m5.large","recommendedRealtimeInferenceInstanceType":"ml.m5.xlarge"}}]}
        {"kind":"product","id":"prod-bare000000000","type":"SaaSProduct","title":"Éowyn Bare","seller":"seller-maker"}
        {"kind":"product","id":"prod-renamed00000","type":"SaaSProduct","title":"Plain Name","seller":"seller-maker","categories":["crm"]}
        {"kind":"product","id":"prod-secret0000000","type":"SaaSProduct","title":"Zymurgy Vault","seller":"seller-maker","visibility":"Limited","shortDescription":"Zymurgy for some.","categories":["storage"],"fulfillmentOptions":[{"type":"SAAS","url":"https://apps.example.com/zymurgy"}],"rating":{"average":4.9,"count":12}}
        {"kind":"product","id":"prod-gone000000000","type":"SaaSProduct","title":"Zymurgy Withdrawn","seller":"seller-maker","visibility":"Restricted"}
        {"kind":"offer","id":"offer-full","product":"prod-full000000000","seller":"seller-dealer","name":"Public offer","state":"Released","availableFrom":"2026-01-01T00:00:00.5Z","expires":"2030-01-01T00:00:00Z","terms":[{"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"calls":"0.10","unknown":"0.20"}}]},{"type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"users":"120.00"}},{"duration":"P1M","prices":{"users":"12.00"},"multipleDimensionSelection":"Disallowed","quantityConfiguration":"Disallowed"}]},{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"10","duration":"P12M","grants":[{"dimensionKey":"users","maxQuantity":5}]},{"type":"PaymentScheduleTerm","currencyCode":"USD","schedule":[{"chargeDate":"2026-02-01T00:00:00Z","chargeAmount":"4"}]},{"type":"RecurringPaymentTerm","currencyCode":"USD","price":"9.99"},{"type":"FreeTrialPricingTerm","duration":"P14D","grants":[{"dimensionKey":"users","maxQuantity":3}]},{"type":"ByolPricingTerm"},{"type":"VariablePaymentTerm","currencyCode":"USD","maxTotalChargeAmount":"1000"},{"type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula","version":"2"}]},{"type":"SupportTerm","refundPolicy":"None."},{"type":"RenewalTerm"},{"type":"ValidityTerm","agreementDuration":"P1Y","agreementStartDate":"2026-06-01T00:00:00Z","agreementEndDate":"2028-01-01T00:00:00Z"}]}
        {"kind":"offer","id":"offer-private","product":"prod-full000000000","name":"For you","state":"Released","buyerAccounts":["DEVELOPER"],"replaces":"agmt-old","terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"5"}]}
        {"kind":"offer","id":"offer-future","product":"prod-full000000000","name":"Later","state":"Released","availableFrom":"2099-01-01T00:00:00Z","terms":[{"type":"ByolPricingTerm"}]}
        {"kind":"offer","id":"offer-expired","product":"prod-full000000000","name":"Over","state":"Released","expires":"2020-01-01T00:00:00Z","terms":[{"type":"ByolPricingTerm"}]}
        {"kind":"offer","id":"offer-draft","product":"prod-full000000000","name":"Draft","state":"Draft","terms":[{"type":"ByolPricingTerm"}]}
        {"kind":"offer","id":"offer-renamed","product":"prod-renamed00000","name":"Public offer","state":"Released","terms":[{"type":"UsageBasedPricingTerm","currencyCode":"USD","rateCards":[{"prices":{"hours":"0"}}]}]}
        {"kind":"offer","id":"offer-secret","product":"prod-secret0000000","name":"Zymurgy offer","state":"Released","buyerAccounts":["DEVELOPER"],"terms":[{"type":"FixedUpfrontPricingTerm","currencyCode":"USD","price":"5000","duration":"P12M"}]}
        {"kind":"offerSet","id":"offerset-open","name":"Both","seller":"seller-dealer","offers":["offer-full","offer-renamed"],"buyerNotes":"Together.","availableFrom":"2026-02-01T00:00:00Z","expires":"2031-01-01T00:00:00Z"}
        {"kind":"offerSet","id":"offerset-secret","name":"Zymurgy set","seller":"seller-maker","offers":["offer-renamed","offer-secret"]}
        {"kind":"listing","id":"prodview-other-id","name":"Fancy Name","products":["prod-renamed00000"]}
        {"kind":"listing","id":"prodview-collection","name":"Everything together","publisher":"seller-dealer","products":["prod-full000000000","prod-secret0000000","prod-renamed00000"],"shortDescription":"Three of them.","longDescription":"Three of them, at length.","categories":["security","devops"],"highlights":["Three"],"integrationGuide":"One after the other.","logoUrl":"https://logos.example.com/three.png","useCases":[{"useCase":{"value":"all","displayName":"All","description":"For all."}}],"rating":{"average":4.0,"count":3}}
        """;

    /// <summary>In the developer's account, whom private offers name.</summary>
    public HallCaller Named { get; private set; } = null!;

    /// <summary>In another account of the same organization.</summary>
    public HallCaller Other { get; private set; } = null!;

    protected override async Task PrepareAsync()
    {
        using var synthetic = new MemoryStream();
        SyntheticCatalogue.Write(new SyntheticOptions(300, Seed: 1, [World.Developer]), synthetic, TestContext.Current.CancellationToken);
        await ImportAsync(synthetic.ToArray());
        await ImportAsync(Lines.Replace("DEVELOPER", World.Developer, StringComparison.Ordinal));
        Named = await Hall.BuyerAsync();
        Other = await Hall.CallerAsync(World.Ledger, "other", "GuildhallBuyer");
    }

    public Task ImportAsync(string lines) => ImportAsync(Encoding.UTF8.GetBytes(lines));

    /// <summary>An answer of Discovery that must be there.</summary>
    public static async Task<JsonNode> AskAsync(HallCaller caller, string operation, object request)
    {
        var answer = await caller.PostAsync($"/2026-02-05/{operation}", request);
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, $"{operation}: {answer.Body}");
        return answer.Json;
    }

    private async Task ImportAsync(byte[] file)
    {
        var report = await Hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(file)), keepGoing: false, TestContext.Current.CancellationToken);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class SqliteDiscoveryHall() : DiscoveryHall(null);

public sealed class PostgresDiscoveryHall(PostgresServer server) : DiscoveryHall(new PostgresDatabase(server));
