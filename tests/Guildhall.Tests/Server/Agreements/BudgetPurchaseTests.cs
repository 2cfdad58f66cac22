using System.Net;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Billing;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>Purchases of accounts whose budget is spent. vendor-integration.md 15.6, storefront-and-procurement.md B.10.</summary>
public abstract class BudgetPurchaseTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    private const string Path = "/api/v1/billing/budgets";
    private const string Reason = "DENIED_BY_PRIVATE_MARKETPLACE_POLICY";

    [Fact]
    public async Task Vendor15_6_A_spent_budget_holds_new_purchases_until_they_are_allowed()
    {
        var billing = await Hall.CallerAsync(World.Management, "billing", "GuildhallBilling");
        var bought = await BuyAsync(Buyer, await ContractAsync(1));
        var quote = Text(await OkAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-b", "usage", "legal")), "agreementRequestId");
        var made = await billing.PostAsync(Path, new { name = "Of the developer", target = "account", targetValue = World.Developer, amount = 10, action = "requireApproval" });
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        var id = (string)made.Json["budget"]!["id"]!;
        var month = BillingMonth.Of(TimeProvider.System.GetUtcNow());
        await ReportFiles.IngestAsync(Hall, World, month, new ReportedLine(World.Developer, 10));

        // A quote that was given before is not accepted either; what has been bought stays, and others buy.
        var refused = Refused(await CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }), "AccessDeniedException", Reason);
        Assert.Contains("The budget \"Of the developer\"", Text(refused, "message"), StringComparison.Ordinal);
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-b", "usage", "legal")), "AccessDeniedException", Reason);
        Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = bought }), "status"));
        await BuyAsync(Other, await ContractAsync(1, buyer: Other));
        Assert.True((bool)(await billing.GetAsync($"{Path}/{id}")).Json["budget"]!["holdsPurchases"]!);

        Assert.Equal(HttpStatusCode.OK, (await billing.PostAsync($"{Path}/{id}/allow", new { })).Status);
        await OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote });
    }

    [Fact]
    public async Task A_higher_amount_a_restatement_and_its_end_each_let_purchases_go_on()
    {
        var billing = await Hall.CallerAsync(World.Management, "billing", "GuildhallBilling");
        var month = BillingMonth.Of(TimeProvider.System.GetUtcNow());
        await ReportFiles.IngestAsync(Hall, World, month, new ReportedLine(World.Developer, 10));
        var made = await billing.PostAsync(Path, new { name = "All of it", target = "organization", targetValue = World.OrganizationId, amount = 5, action = "requireApproval" });
        var id = (string)made.Json["budget"]!["id"]!;
        Assert.True((bool)made.Json["budget"]!["holdsPurchases"]!, made.Body);
        await HeldAsync(true);
        await billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"amount":50}""");
        await HeldAsync(false);
        await billing.SendAsync(HttpMethod.Patch, $"{Path}/{id}", """{"amount":5}""");
        await HeldAsync(true);
        await ReportFiles.IngestAsync(Hall, World, month, new ReportedLine(World.Developer, 4));
        await HeldAsync(false);
        await ReportFiles.IngestAsync(Hall, World, month, new ReportedLine(World.Developer, 6));
        await HeldAsync(true);
        await billing.SendAsync(HttpMethod.Delete, $"{Path}/{id}", "");
        await HeldAsync(false);
    }

    private async Task HeldAsync(bool held)
    {
        var answer = await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-b", "usage", "legal"));
        Assert.True(held == (answer.Status != HttpStatusCode.OK), answer.Body);
    }
}

public sealed class BudgetPurchaseOnSqliteTests() : BudgetPurchaseTests(null);

[Trait("Ring", "Postgres")]
public sealed class BudgetPurchaseOnPostgresTests(PostgresServer server) : BudgetPurchaseTests(new PostgresDatabase(server));
