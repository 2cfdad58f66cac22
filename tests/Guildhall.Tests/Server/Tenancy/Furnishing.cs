using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Changes;
using Guildhall.App.Changes.Bulk;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Server.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Tenancy;

/// <summary>Gives an organization one of everything that has an id.</summary>
/// <param name="code">13 letters that its product, offer, seller and listing are named by.</param>
internal sealed class Furnishing(RunningHall hall, HallWorld world, string company, string code)
{
    private const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"COMPANY","mode":"merge"}
        {"kind":"seller","id":"seller-CODE","displayName":"Team of CODE","accountId":"LEDGER"}
        {"kind":"product","id":"prod-CODE","type":"SaaSProduct","title":"Vault CODE","seller":"seller-CODE","visibility":"Limited","shortDescription":"Safe.","categories":["security"],"fulfillmentOptions":[{"type":"SAAS","url":"https://apps.example.com/register"}],"dimensions":[{"key":"users","name":"Users","unit":"Users"}]}
        {"kind":"offer","id":"offer-CODE","product":"prod-CODE","name":"Offer","state":"Released","buyerAccounts":["ACCOUNTS"],"terms":[{"id":"contract","type":"ConfigurableUpfrontPricingTerm","currencyCode":"USD","rateCards":[{"duration":"P12M","prices":{"users":"120.00"}}]},{"id":"legal","type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]},{"id":"renewal","type":"RenewalTerm"}]}
        {"kind":"offer","id":"offer-CODE2","product":"prod-CODE","name":"Second","state":"Released","buyerAccounts":["ACCOUNTS"],"terms":[{"id":"byol","type":"ByolPricingTerm"},{"id":"legal","type":"LegalTerm","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
        {"kind":"offerSet","id":"offerset-CODE","name":"Both","seller":"seller-CODE","offers":["offer-CODE","offer-CODE2"]}
        """;

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => $"target@{company}.example";

    public async Task<TenantThings> AllAsync()
    {
        (_ids["tenant"], _ids["root"], _ids["units"], _ids["accounts"]) = (world.OrganizationId, world.RootId, world.Finance, world.Ledger);
        (_ids["management"], _ids["administrators"], _ids["buyers"]) = (world.Management, world.Delegated, world.Developer);
        await CatalogueAsync();
        await MarketplaceAsync();
        await LinkAsync();
        await PurchaseAsync();
        await PeopleAsync();
        await OrdersAsync();
        await BillingAsync();
        await TrailAsync();
        return new TenantThings(_ids);
    }

    /// <summary>A product that is not for everybody, with an offer, a set and a listing for the organization alone; its ledger account publishes it.</summary>
    private async Task CatalogueAsync()
    {
        var accounts = string.Join(',', new[] { world.Management, world.Delegated, world.Developer, world.Ledger }.Select(a => $"\"{a}\""));
        var lines = Lines.Replace("COMPANY", company, StringComparison.Ordinal).Replace("CODE", code, StringComparison.Ordinal).Replace("LEDGER", world.Ledger, StringComparison.Ordinal).Replace("\"ACCOUNTS\"", accounts, StringComparison.Ordinal);
        var report = await hall.Guildhall.Imports.ImportAsync(CatalogueFile.JsonLines(() => new MemoryStream(Encoding.UTF8.GetBytes(lines))), keepGoing: false, Cancellation);
        Assert.True(report.Applied, string.Join('\n', report.Refusals));
        await hall.Guildhall.CatchUpAsync(Cancellation);
        (_ids["products"], _ids["why"], _ids["offers"], _ids["sets"], _ids["sellers"], _ids["codes"]) = ($"prod-{code}", $"prod-{code}", $"offer-{code}", $"offerset-{code}", $"seller-{code}", code);
        _ids["listings"] = $"prodview-{code}";
        _ids["proposals"] = (await hall.Guildhall.Offers.FindAsync(new AccountId(world.Developer), $"offer-{code}", Cancellation))!.ProposalId;
    }

    private async Task MarketplaceAsync()
    {
        var administrator = await hall.CallerAsync(world.Management, "admin", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
        _ids["experiences"] = await administrator.ExperienceAsync("Everyone", [world.OrganizationId], [$"prod-{code}"]);
        _ids["change-sets"] = await administrator.StartAsync(HallCaller.Change("UpdateExperience", _ids["experiences"], new { Description = "Changed" }));
        await administrator.EndAsync(_ids["change-sets"]);
        var asker = await hall.CallerAsync(world.Developer, "asker", "AWSPrivateMarketplaceRequests");
        var asked = await asker.RunAsync(new { ChangeType = "CreateProductProcurementRequest", Entity = new { Type = "ProductProcurementRequest@1.0" }, DetailsDocument = new { Products = new[] { new { Id = TenancyHall.Public } }, Reason = "To try" } });
        _ids["requests"] = asked["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
        _ids["webhooks"] = (await administrator.PostAsync("/api/v1/webhooks", new { name = "Tickets", url = "https://tickets.example/", events = new[] { "Account Closed" } })).Json["webhook"]!["id"]!.GetValue<string>();
        _ids["rules"] = _ids["mail"] = (await administrator.PostAsync("/api/v1/mail/rules", new { recipients = new[] { "team@example.com" }, events = new[] { "Account Closed" } })).Text("id");
        _ids["keys"] = (await hall.CallerAsync(world.Management, "spare", "GuildhallAuditor")).Credentials.AccessKeyId;
    }

    /// <summary>The link's id, a test mail by its pattern, and what buyers order waits for an approver.</summary>
    private async Task LinkAsync()
    {
        var settings = StoredSettings.Write(new() { NeedsApproval = true });
        await using var db = hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.AccountId == world.Management).ExecuteUpdateAsync(l => l.SetProperty(x => x.EmailPattern, $"aws+%s@{company}.example").SetProperty(x => x.Settings, settings), Cancellation);
        _ids["organizations"] = (await hall.Guildhall.Links.FindAsync(world.Management, Cancellation))!.Id;
        _ids["sent"] = (await hall.Guildhall.TestMails.SendAsync(_ids["organizations"], ActOrigin.Operator("test"), Cancellation)).Value.Id;
    }

    /// <summary>A quote that waits and one that was accepted, with its charge and the token that its entitlement gives.</summary>
    private async Task PurchaseAsync()
    {
        var buyer = await hall.CallerAsync(world.Developer, "purchaser", "GuildhallBuyer");
        var request = TenancyCalls.Quote(new TenantThings(_ids));
        _ids["quotes"] = (string)(await CallAsync("CreateAgreementRequest", request))["agreementRequestId"]!;
        var second = (string)(await CallAsync("CreateAgreementRequest", request))["agreementRequestId"]!;
        var agreement = (string)(await CallAsync("AcceptAgreementRequest", new JsonObject { ["agreementRequestId"] = second }))["agreementId"]!;
        _ids["agreements"] = _ids["subscriptions"] = agreement;
        var about = new JsonObject { ["agreementId"] = agreement };
        _ids["charges"] = (string)(await CallAsync("ListAgreementCharges", about))["items"]![0]!["id"]!;
        JsonNode entitlement;
        for (var tries = 0; (string)(entitlement = (await CallAsync("GetAgreementEntitlements", about))["agreementEntitlements"]![0]!)["status"]! != "PROVISIONED"; tries++)
        {
            Assert.True(tries < 500, "The entitlement is not provisioned.");
            await Task.Delay(20, Cancellation);
        }

        (_ids["registration"], _ids["licenses"]) = ((string)entitlement["registrationToken"]!, (string)entitlement["licenseArn"]!);

        async Task<JsonNode> CallAsync(string operation, JsonObject input)
        {
            var answer = await buyer.TargetAsync($"AWSMPCommerceService_v20200301.{operation}", input.ToJsonString(), "application/x-amz-json-1.0");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
            return answer.Json;
        }
    }

    /// <summary>Somebody with a session, an own key and a form that was kept when there was no session.</summary>
    private async Task PeopleAsync()
    {
        await hall.AddPersonAsync(Target, "Administrator", world.Management);
        var person = (await hall.Guildhall.People.FindByEmailAsync(Target, Cancellation))!;
        (_ids["users"], _ids["emails"]) = (person.Id, Target);
        foreach (var (kind, id) in await PersonalAsync(hall, Target)) _ids[kind] = id;
        using var visitor = new Browsing(hall.Url);
        await visitor.SignInAsync(Target);
        await using var db = hall.Guildhall.Database.Open();
        _ids["sessions"] = await db.Sessions.Where(s => s.PersonId == person.Id).OrderByDescending(s => s.CreatedAt).Select(s => s.Id).FirstAsync(Cancellation);
    }

    /// <summary>What belongs to one person alone: an own key, and a form that was kept.</summary>
    public static async Task<(string Kind, string Id)[]> PersonalAsync(RunningHall hall, string email)
    {
        using var visitor = new Browsing(hall.Url, followRedirects: false);
        await visitor.SignInAsync(email);
        await visitor.PostAsync("/account", "/account/keys");
        var person = (await hall.Guildhall.People.FindByEmailAsync(email, Cancellation))!.Id;
        await using var db = hall.Guildhall.Database.Open();
        var key = await db.AccessKeys.Where(k => k.PersonId == person).Select(k => k.Id).SingleAsync(Cancellation);
        await visitor.PostAsync("/account", "/sign-out");
        var (kept, _) = await visitor.SendAsync("/console/experiences/new", ("Name", "Kept"));
        return [("own-keys", key), ("again", Uri.UnescapeDataString(kept.Headers.Location!.OriginalString).Split("/again/")[^1])];
    }

    /// <summary>A report of the last complete month, a price rule, a budget, a planned exit, and the statement of what is nobody's, which is final.</summary>
    private async Task BillingAsync()
    {
        var billing = await hall.CallerAsync(world.Management, "billing", "GuildhallBilling");
        var month = BillingMonth.Of(TimeProvider.System.GetUtcNow()).Plus(-1);
        await ReportFiles.IngestAsync(hall, world, month, new ReportedLine(world.Ledger, 100), new ReportedLine(world.Ledger, 50, Product: code, Entity: BillingEntity.Marketplace));
        var rule = new { name = $"Prices of {company}", kind = "markup", percent = 10, target = "organization", targetValue = world.OrganizationId, from = $"{month}-01" };
        _ids["prices"] = (await billing.PostAsync("/api/v1/billing/prices", rule)).Json["rule"]!["id"]!.GetValue<string>();
        var budget = new { name = $"Budget of {company}", target = "account", targetValue = world.Ledger, amount = 100 };
        _ids["budgets"] = (await billing.PostAsync("/api/v1/billing/budgets", budget)).Json["budget"]!["id"]!.GetValue<string>();
        var exit = new { product = code, goneBy = $"{month.Plus(6).First:yyyy-MM-dd}" };
        _ids["exits"] = (await billing.PostAsync("/api/v1/spend/exits", exit)).Json["exit"]!["id"]!.GetValue<string>();
        var closed = await billing.PostAsync("/api/v1/billing/statements/close", new { period = $"{month}", organizationId = world.OrganizationId });
        Assert.True(closed.Status == HttpStatusCode.OK, closed.Body);
        _ids["statements"] = (await billing.GetAsync($"/api/v1/billing/statements?period={month}")).Json["statements"]![0]!["id"]!.GetValue<string>();
        _ids["settings"] = world.OrganizationId;
        _ids["runs"] = (await billing.GetAsync("/api/v1/billing/runs")).Json["runs"]![0]!["id"]!.GetValue<string>();
        // The hall has looked for reports already, and does not look by itself in the middle of the test.
        await using var db = hall.Guildhall.Database.Open();
        await db.ReportWatches.Where(w => w.TenantId == world.OrganizationId).ExecuteDeleteAsync(Cancellation);
        db.ReportWatches.Add(new() { TenantId = world.OrganizationId, Due = DateTimeOffset.UtcNow.AddHours(6), FreshAt = DateTimeOffset.UtcNow });
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>A draft of a link, an order that waits for an approver, and a bulk order that has ended.</summary>
    private async Task OrdersAsync()
    {
        _ids["drafts"] = await hall.Guildhall.LinkDrafts.SaveAsync(new LinkForm { Name = company }, ActOrigin.Operator("test"), Cancellation);
        var buyer = await hall.CallerAsync(world.Developer, "orderer", "GuildhallBuyer", "GuildhallAccountBuyer");
        var ordered = await buyer.PostAsync("/api/v1/accounts", new { name = "Waiting" });
        Assert.True((int)ordered.Status < 300, ordered.Body);
        _ids["orders"] = ordered.Text("orderId");
        var person = (await hall.Guildhall.People.FindByEmailAsync(Target, Cancellation))!.As(new AccountId(world.Management))!;
        var placed = await hall.Guildhall.BulkOrders.PlaceAsync(new BulkSending(person, "request"), new BulkWish(ProductAct.Add, [_ids["experiences"]], [TenancyHall.Second]), Cancellation);
        Assert.False(placed.Refused, placed.Refused ? placed.Problems[0].Message : "");
        _ids["results"] = placed.Value;
    }

    private async Task TrailAsync()
    {
        await using var db = hall.Guildhall.Database.Open();
        _ids["audit"] = (await db.Audit.Where(a => a.TenantId == world.OrganizationId).MinAsync(a => a.Sequence, Cancellation)).ToString(CultureInfo.InvariantCulture);
        while (!await db.Notices.AnyAsync(n => n.TenantId == world.OrganizationId, Cancellation)) await Task.Delay(20, Cancellation);
        _ids["notices"] = (await db.Notices.Where(n => n.TenantId == world.OrganizationId).MinAsync(n => n.Sequence, Cancellation)).ToString(CultureInfo.InvariantCulture);
    }
}
