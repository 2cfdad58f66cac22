using System.Text.Json;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Cli;

/// <summary><c>guildhall agreement …</c> beside a running server.</summary>
public abstract class AgreementCommandTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    private Terminal _terminal = null!;
    private string _contract = null!;
    private string _usage = null!;

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _terminal = Hall.Terminal();
        _contract = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        _usage = await BuyAsync(Other, await PlainAsync("offer-b", "usage", "legal"));
    }

    [Fact]
    public async Task Agreements_of_all_accounts_are_listed_the_newest_first_and_by_account_product_status_and_end()
    {
        Assert.Equal([_usage, _contract], await ListedAsync());
        Assert.Equal([_contract], await ListedAsync("--account", World.Developer));
        Assert.Equal([_usage], await ListedAsync("--product", HallWorld.B));
        Assert.Equal([_contract], await ListedAsync("--ends-before", Clock.GetUtcNow().AddDays(400).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(await ListedAsync("--ends-before", Clock.GetUtcNow().AddDays(300).ToString("yyyy-MM-dd'T'HH:mm:ss'+02:00'", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([_usage], await ListedAsync("--limit", "1"));
        await OkAsync(Other, "CancelAgreement", new { agreementId = _usage });
        Assert.Equal([_usage], await ListedAsync("--status", "cancelled"));
        Assert.Equal([_contract], await ListedAsync("--status", "active"));

        var first = (await _terminal.AnswerAsync("agreement", "list", "--json"))[1];
        Assert.Equal(
            ("ACTIVE", World.Developer, "Developer", "Alpha Monitor", "Example Software", "1200.00", "USD", true, true, "NOT_GOVERNED"),
            (Text(first, "status"), Text(first, "accountId"), Text(first, "accountName"), Text(first, "title"), Text(first, "seller"), Text(first, "value"), Text(first, "currency"),
                first.GetProperty("autoRenew").GetBoolean(), first.GetProperty("approved").GetBoolean(), Text(first, "reason")));
    }

    [Fact]
    public async Task The_list_is_a_file_for_spreadsheets_and_whole_however_long()
    {
        await using (var db = Hall.Guildhall.Database.Open())
        {
            db.AddRange(Enumerable.Range(0, 2_100).Select(i => PlantedAgreement.Row(World, $"agmt-{i:D5}", World.Ledger, HallWorld.A, Clock.GetUtcNow().AddMinutes(-i - 1), renews: false)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await _terminal.RunAsync("agreement", "list", "--csv"));

        var lines = _terminal.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Id,Account id,Account,Product id,Product,Seller,Offer,Status,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{_usage},{World.Ledger},Ledger,{HallWorld.B},Ledger Sync,Example Software,offer-b,ACTIVE,", lines[1], StringComparison.Ordinal);
        Assert.Equal((2_103, 2_103), (lines.Length, lines.Distinct().Count()));
        Assert.Equal(2_102, (await ListedAsync()).Distinct().Count());
        Assert.Equal(2_001, (await ListedAsync("--limit", "2001")).Distinct().Count());
    }

    [Fact]
    public async Task One_agreement_is_shown_with_its_terms_and_charges_and_cancelled_when_its_id_is_said_once_more()
    {
        await TurnAsync();
        var shown = await _terminal.AnswerAsync("agreement", "show", _contract, "--json");
        Assert.Equal(["configurableUpfrontPricingTerm", "legalTerm", "supportTerm", "renewalTerm"], shown.GetProperty("terms").EnumerateArray().Select(t => t.EnumerateObject().Single().Name));
        Assert.Equal(("1200.00", "PROVISIONED"), (Text(shown.GetProperty("charges")[0], "amount"), Text(shown, "entitlement")));

        foreach (var confirm in new[] { Array.Empty<string>(), ["--confirm", _usage] })
        {
            Assert.Equal(1, await _terminal.RunAsync(["agreement", "cancel", _contract, .. confirm]));
            Assert.Contains($"--confirm {_contract}", _terminal.Line, StringComparison.Ordinal);
            Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = _contract }), "status"));
        }

        for (var time = 0; time < 2; time++) Assert.Equal(("CANCELLED", "DEPROVISIONED"), await CancelledAsync());
        Assert.Equal("CANCELLED", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = _contract }), "status"));

        async Task<(string, string)> CancelledAsync()
        {
            var cancelled = await _terminal.AnswerAsync("agreement", "cancel", _contract, "--confirm", _contract, "--json");
            return (Text(cancelled, "status"), Text(cancelled, "entitlement"));
        }
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_cancelled_is_refused_and_what_is_no_usage_is_2()
    {
        Assert.Equal(1, await _terminal.RunAsync("agreement", "show", "agmt-nothing"));
        Assert.Equal("There is no agreement agmt-nothing.", _terminal.Line);
        Assert.Equal(1, await _terminal.RunAsync("agreement", "cancel", "agmt-nothing", "--confirm", "agmt-nothing"));
        await using (var db = Hall.Guildhall.Database.Open())
        {
            var old = Clock.GetUtcNow().AddDays(-3);
            await db.Agreements.Where(a => a.Id == _contract).ExecuteUpdateAsync(row => row.SetProperty(a => a.AcceptedAt, old), TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await _terminal.RunAsync("agreement", "cancel", _contract, "--confirm", _contract));
        Assert.Contains("within 48 hours", _terminal.Line, StringComparison.Ordinal);
        foreach (var wrong in new string[][] { ["--status", "pending"], ["--ends-before", "soon"], ["--limit", "0"], ["--csv", "--json"] }) Assert.Equal(2, await _terminal.RunAsync(["agreement", "list", .. wrong]));
    }

    private async Task<string[]> ListedAsync(params string[] filters) => [.. (await _terminal.AnswerAsync(["agreement", "list", "--json", .. filters])).EnumerateArray().Select(a => Text(a, "id"))];

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}

public sealed class AgreementCommandOnSqliteTests() : AgreementCommandTests(null);

[Trait("Ring", "Postgres")]
public sealed class AgreementCommandOnPostgresTests(PostgresServer server) : AgreementCommandTests(new PostgresDatabase(server));
