using Guildhall.App;
using Guildhall.App.Agreements;
using Guildhall.Domain.Billing;
using Guildhall.Server.Hosting;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>
/// Two servers on one PostgreSQL, the second of which never looks what the first one has changed: what it knows it learned at its start, or where a purchase made it look.
/// storefront-and-procurement.md B.10, private-marketplace.md 5.3.
/// </summary>
[Trait("Ring", "Postgres")]
public sealed class TwoServersGateTests(PostgresServer server) : AgreementHall(new PostgresDatabase(server))
{
    private GuildhallHost _other = null!;
    private string _experience = "";

    private string OtherUrl => _other.Urls.First();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask DisposeAsync()
    {
        await _other.StopAsync(CancellationToken.None);
        await _other.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("DenyProductProcurement", "AllowProductProcurement")]
    [InlineData("RemoveProductProcurement", "AllowProductProcurement")]
    [InlineData("AssociateAudience", "DisassociateAudience")]
    public async Task B10_What_is_withdrawn_on_one_server_is_refused_on_the_other_from_the_moment_on_and_sold_again_when_it_is_back(string withdraw, string restore)
    {
        var narrower = await Administrator.ExperienceAsync("Nothing", [], []);
        for (var round = 0; round < 5; round++)
        {
            var quote = await QuoteAsync();
            await ChangeAsync(withdraw, narrower);
            Refused(await CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }, at: OtherUrl), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
            Refused(await CallAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1), at: OtherUrl), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
            await ChangeAsync(restore, narrower);
            await OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }, at: OtherUrl);
        }
    }

    [Fact]
    public async Task B10_Of_a_withdrawal_and_an_acceptance_at_once_on_two_servers_the_version_tells_which_came_first()
    {
        for (var round = 0; round < 10; round++)
        {
            var quote = await QuoteAsync();
            var accepting = CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }, at: OtherUrl);
            var withdrawn = (await Administrator.RunAsync(Product("DenyProductProcurement")))["ChangeSetId"]!.GetValue<string>();
            var accepted = await accepting;
            Refused(await CallAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1), at: OtherUrl), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");

            await using var db = Hall.Guildhall.Database.Open();
            var set = await db.ChangeSets.AsNoTracking().SingleAsync(s => s.Id == withdrawn, Cancellation);
            var bought = (await db.Quotes.AsNoTracking().SingleAsync(q => q.Id == quote, Cancellation)).AgreementId;
            Assert.Equal(accepted.Status == System.Net.HttpStatusCode.OK, bought is not null);
            if (bought is not null)
            {
                var agreement = await db.Agreements.AsNoTracking().SingleAsync(a => a.Id == bought, Cancellation);
                Assert.True(AgreementDocuments.ReadAgreement(agreement.Document).Accepted!.Version < set.AppliedVersion, "It was bought after the withdrawal.");
            }

            await ChangeAsync("AllowProductProcurement", "");
        }
    }

    [Fact]
    public async Task Vendor15_6_A_budget_that_is_spent_on_one_server_holds_purchases_on_the_other_from_the_moment_on()
    {
        var billing = await Hall.CallerAsync(World.Management, "billing", "GuildhallBilling");
        await ReportFiles.IngestAsync(Hall, World, BillingMonth.Of(TimeProvider.System.GetUtcNow()), new ReportedLine(World.Developer, 10));
        var made = await billing.PostAsync("/api/v1/billing/budgets", new { name = "Both", target = "account", targetValue = World.Developer, amount = 20, action = "requireApproval" });
        var path = $"/api/v1/billing/budgets/{made.Json["budget"]!["id"]}";
        for (var round = 0; round < 3; round++)
        {
            var quote = await QuoteAsync();
            await billing.SendAsync(HttpMethod.Patch, path, """{"amount":5}""");
            Refused(await CallAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }, at: OtherUrl), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
            await billing.SendAsync(HttpMethod.Patch, path, """{"amount":20}""");
            await OkAsync(Buyer, "AcceptAgreementRequest", new { agreementRequestId = quote }, at: OtherUrl);
        }
    }

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _experience = await Administrator.ExperienceAsync("Engineering tools", [World.Engineering], [HallWorld.A]);
        var installation = await Installation.OpenAsync(Hall.Guildhall.Options with { Clock = new DeafClock() }, NullLoggerFactory.Instance, Cancellation);
        _other = GuildhallHost.Build(installation, new HostSettings(), "http://127.0.0.1:0");
        await _other.StartAsync(Cancellation);
    }

    private async Task<string> QuoteAsync() => Text(await OkAsync(Buyer, "CreateAgreementRequest", await ContractAsync(1), at: OtherUrl), "agreementRequestId");

    private async Task ChangeAsync(string change, string narrower)
    {
        var audience = change.EndsWith("Audience", StringComparison.Ordinal);
        var set = await Administrator.RunAsync(audience ? HallCaller.Change(change, narrower, new { Principals = new[] { World.Developer } }) : Product(change));
        Assert.Equal("SUCCEEDED", Text(set, "Status"));
    }

    private object Product(string change) => HallCaller.Change(change, _experience, new { Products = new[] { new { Ids = new[] { HallWorld.A } } } });

    /// <summary>The time, without anything that comes back after a while: no loop has a second turn.</summary>
    private sealed class DeafClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
