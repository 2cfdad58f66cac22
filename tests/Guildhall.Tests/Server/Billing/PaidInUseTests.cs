using System.Net;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Server.Agreements;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Nothing that is paid for loses its approval unseen: what a change says of it before it is done, to those who may read spend. mission.md M-39, private-marketplace.md 5.3.</summary>
public abstract class PaidInUseTests(StatementHall hall)
{
    [Fact]
    public async Task M39_A_removal_tells_who_pays_how_much_that_the_agreements_go_on_and_the_way_out()
    {
        var experience = await hall.Administrator.ExperienceAsync("Paying", [hall.World.Ledger], [HallWorld.A, HallWorld.B]);
        await using (var db = hall.Hall.Guildhall.Database.Open())
        {
            db.Add(PlantedAgreement.Row(hall.World, "agmt-paidinuse", hall.World.Ledger, HallWorld.A, TimeProvider.System.GetUtcNow(), renews: true));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (code, before, present) = (HallWorld.A["prod-".Length..], hall.Month(), hall.Month(-1));
        await hall.ReportAsync(before, new ReportedLine(hall.World.Ledger, 340.5m, Product: code, Entity: BillingEntity.Marketplace, Day: 1), new ReportedLine(hall.World.Developer, 1_000, Product: code, Entity: BillingEntity.Marketplace, Day: 1));
        await hall.ReportAsync(present, new ReportedLine(hall.World.Ledger, 20, Product: code, Entity: BillingEntity.Marketplace, Day: 1), new ReportedLine(hall.World.Ledger, 77));
        using var iris = await SignedInAsync("iris.paid@example.com", "Administrator", "BillingManager");

        var told = await RemovedAsync(iris, HallWorld.A);
        Assert.Contains($"1 account pays for products that would not be approved then: 340.50 USD in {before}, 20.00 USD in {present} so far.", told, StringComparison.Ordinal);
        Assert.Contains("neither taking an approval away nor denying a product ends an agreement at AWS", told, StringComparison.Ordinal);
        Assert.Contains("agmt-paidinuse", told, StringComparison.Ordinal);
        Assert.Contains($"/spend/products/exits/new?product={code}&organizationId={hall.Tenant}", told, StringComparison.Ordinal);
        Assert.DoesNotContain(hall.World.Developer, Between(told, "Paid for and not approved then", "</table>"), StringComparison.Ordinal);

        // Nobody pays for the other.
        Assert.Contains($"Nothing that would no longer be approved was paid for in {before} or {present}.", await RemovedAsync(iris, HallWorld.B), StringComparison.Ordinal);

        async Task<string> RemovedAsync(Browsing visitor, string product)
        {
            var page = $"/console/experiences/{experience}";
            var (response, html) = await visitor.PostAsync(page, page + "/products/review", ("act", "remove"), ("product", product));
            Assert.True(response.IsSuccessStatusCode, html);
            return WebUtility.HtmlDecode(html);
        }
    }

    [Fact]
    public async Task The_same_is_told_by_the_API_for_an_experience_that_goes_offline_and_null_to_whom_may_not_read_spend()
    {
        var experience = await hall.Administrator.ExperienceAsync("Blocking", [hall.World.AtRoot], [HallWorld.C]);
        var code = HallWorld.C["prod-".Length..];
        await hall.ReportAsync(
            hall.Month(-1), new ReportedLine(hall.World.AtRoot, 12, Product: code, Entity: BillingEntity.Marketplace, Day: 1), new ReportedLine(hall.World.AtRoot, 3, Product: HallWorld.D["prod-".Length..], Entity: BillingEntity.Marketplace, Day: 1));
        var both = await hall.Hall.CallerAsync(hall.World.Management, "paid-both", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator", "GuildhallBilling");
        var (denied, deniedMore) = (Denied(HallWorld.C), Denied(HallWorld.D));
        var spend = (await both.PostAsync("/api/v1/preview", denied)).Json["spend"]!;
        Assert.Equal(("USD", $"{hall.Month()}", $"{hall.Month(-1)}"), ((string?)spend["currency"], (string?)spend["from"], (string?)spend["to"]));
        var item = spend["items"]!.AsArray().Single()!;
        Assert.Equal((hall.World.AtRoot, HallWorld.C, code, "0", "12"), ((string?)item["accountId"], (string?)item["productId"], (string?)item["productCode"], (string?)item["before"], (string?)item["cost"]));

        // What was not approved before is in use all the same, and is told when it is denied.
        Assert.Equal([(HallWorld.D, "3")], (await both.PostAsync("/api/v1/preview", deniedMore)).Json["spend"]!["items"]!.AsArray().Select(i => ((string?)i!["productId"], (string?)i["cost"])));

        // Nothing is lost where everything may be bought then.
        var offline = new { ChangeSet = new[] { HallCaller.Change("UpdateExperience", experience, new { Status = "Disabled" }) } };
        Assert.Empty((await both.PostAsync("/api/v1/preview", offline)).Json["spend"]!["items"]!.AsArray());
        var blind = await hall.Hall.CallerWithPolicyAsync(hall.World.Management, "paid-blind", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["aws-marketplace:*","guildhall:Decide"],"Resource":"*"}]}""");
        var answer = (await blind.PostAsync("/api/v1/preview", denied)).Json;
        Assert.True(answer.AsObject().ContainsKey("spend"));
        Assert.Null(answer["spend"]);

        object Denied(string product) => new { ChangeSet = new[] { HallCaller.Change("DenyProductProcurement", experience, new { Products = new[] { new { Ids = new[] { product } } } }) } };
    }

    [Fact]
    public async Task What_another_governor_denies_is_told_though_nothing_is_lost()
    {
        var both = await hall.Hall.CallerAsync(hall.World.Management, "paid-denier", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
        await hall.Administrator.ExperienceAsync("Unit", [hall.World.Engineering], [HallWorld.B]);
        var denying = await hall.Administrator.ExperienceAsync("Denier", [], [HallWorld.B]);
        await hall.Administrator.RunAsync([HallCaller.Change("DenyProductProcurement", denying, new { Products = new[] { new { Ids = new[] { HallWorld.D } } } })]);
        await hall.ReportAsync(hall.Month(-1), new ReportedLine(hall.World.Developer, 3, Product: HallWorld.D["prod-".Length..], Entity: BillingEntity.Marketplace, Day: 1));

        var told = (await both.PostAsync("/api/v1/preview", new { ChangeSet = new[] { HallCaller.Change("AssociateAudience", denying, new { Principals = new[] { hall.World.Developer } }) } })).Json;

        Assert.Equal((1, 0), ((int)told["governors"]!, (int)told["lost"]!));
        Assert.Equal([(hall.World.Developer, HallWorld.D, "3")], told["spend"]!["items"]!.AsArray().Select(i => ((string?)i!["accountId"], (string?)i["productId"], (string?)i["cost"])));
    }

    private static string Between(string text, string from, string to) => text[text.IndexOf(from, StringComparison.Ordinal)..].Split(to, 2)[0];

    private Task<Browsing> SignedInAsync(string email, params string[] roles) => hall.Hall.SignedInWithAsync(email, hall.World.Management, roles);
}

public sealed class PaidInUseOnSqliteTests(SqliteStatementHall hall) : PaidInUseTests(hall), IClassFixture<SqliteStatementHall>;

[Trait("Ring", "Postgres")]
public sealed class PaidInUseOnPostgresTests(PostgresStatementHall hall) : PaidInUseTests(hall), IClassFixture<PostgresStatementHall>;
