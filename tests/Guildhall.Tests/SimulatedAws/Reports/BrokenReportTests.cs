using System.Net;
using System.Text;

namespace Guildhall.Tests.SimulatedAws.Reports;

/// <summary>Deliveries that are late or broken because a fault says so. security.md F-50 to F-52.</summary>
public sealed class BrokenReportTests : IAsyncLifetime
{
    private const string November = "20261101-20261201";

    private BillingWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await BillingWorld.StartAsync(members: 30);
        await _world.DefineAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_delivery_may_be_late_and_the_next_ones_come_a_day_apart_again()
    {
        await _world.ControlAsync("faults", new { operation = "DeliverReport", kind = "delay", delay = "40h", count = 1 });
        _world.GoTo("2026-11-23T11:00");
        Assert.Equal("{}", (await _world.StatusAsync()).ToString());
        _world.GoTo("2026-11-23T12:00");
        Assert.Equal("20261123T120000Z", (await _world.StatusAsync()).GetProperty("lastDelivery").GetString());
        _world.GoTo("2026-11-24T12:00");
        Assert.Equal("20261124T120000Z", (await _world.StatusAsync()).GetProperty("lastDelivery").GetString());
    }

    [Fact]
    public async Task F50_A_file_is_missing_and_the_next_delivery_is_whole()
    {
        await _world.BreakNextAsync("missing-part");
        var keys = (await _world.ManifestAsync(November)).GetProperty("reportKeys").EnumerateArray().Select(key => key.GetString()!).ToList();
        Assert.Equal(2, keys.Count);
        Assert.NotEmpty(await _world.BytesAsync(keys[0]));
        Assert.Equal(404, (await _world.Payer.StorageAsync("GET", $"/{BillingWorld.Bucket}/{keys[1]}")).Status);

        _world.Cloud.World.Advance(TimeSpan.FromDays(1));
        Assert.Equal(31, (await _world.RowsAsync(November)).Select(row => row.Account).Distinct().Count());
    }

    [Fact]
    public async Task F50_A_file_is_cut_in_the_middle()
    {
        await _world.BreakNextAsync("truncated");
        var bytes = await _world.BytesAsync((await _world.ManifestAsync(November)).GetProperty("reportKeys")[1].GetString()!);

        Assert.False(IsWhole(bytes));
        Assert.True(IsWhole(await _world.BytesAsync((await _world.ManifestAsync(November)).GetProperty("reportKeys")[0].GetString()!)));

        // A file that is whole ends with the length of what was packed (RFC 1952).
        static bool IsWhole(byte[] packed)
        {
            try
            {
                return BitConverter.ToUInt32(packed.AsSpan()[^4..]) == Encoding.UTF8.GetByteCount(BillingWorld.Unpack(packed));
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task F52_A_file_of_a_few_megabytes_unpacks_to_four_gigabytes()
    {
        await _world.BreakNextAsync("bomb");
        var bytes = await _world.BytesAsync((await _world.ManifestAsync(November)).GetProperty("reportKeys")[1].GetString()!);

        Assert.InRange(bytes.Length, 1_000_000, 10_000_000);
        using var unpacked = new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress);
        var block = new byte[1 << 20];
        for (var n = 0; n < 100; n++) await unpacked.ReadExactlyAsync(block, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("outside-prefix")]
    [InlineData("many-files")]
    [InlineData("wrong-account")]
    public async Task A_manifest_lies(string lie)
    {
        await _world.BreakNextAsync(lie);
        var manifest = await _world.ManifestAsync(November);
        var keys = manifest.GetProperty("reportKeys").EnumerateArray().Select(key => key.GetString()!).ToList();

        Assert.Equal(lie == "outside-prefix" ? 1 : 0, keys.Count(key => key.Contains("..", StringComparison.Ordinal)));
        Assert.Equal(lie switch { "many-files" => 100_000, "outside-prefix" => 3, _ => 2 }, keys.Count);
        Assert.Equal(lie == "wrong-account", manifest.GetProperty("account").GetString() != _world.Payer.AccountId);
    }

    [Theory]
    [InlineData("wrong-payer", "bill/PayerAccountId", "999999999999")]
    [InlineData("currency", "lineItem/CurrencyCode", "EUR")]
    public async Task All_lines_are_of_somebody_else(string word, string column, string text)
    {
        await _world.BreakNextAsync(word);

        Assert.All(await _world.RowsAsync(November), row => Assert.Equal(text, row[column]));
    }

    [Theory]
    [InlineData("text-in-number", "lineItem/UnblendedCost", "twelve")]
    [InlineData("too-large", "lineItem/UnblendedCost", "1e400")]
    [InlineData("negative", "lineItem/UnblendedCost", "-12.5")]
    [InlineData("nan", "lineItem/UnblendedCost", "NaN")]
    [InlineData("other-currency", "lineItem/CurrencyCode", "EUR")]
    [InlineData("date-outside", "lineItem/UsageStartDate", "2001-01-01T00:00:00Z")]
    [InlineData("unknown-account", "lineItem/UsageAccountId", "999999999999")]
    public async Task F51_A_cell_is_not_what_it_should_be(string kind, string column, string text)
    {
        await _world.BreakNextAsync("malformed/" + kind);

        var first = (await _world.ManifestAsync(November)).GetProperty("reportKeys")[0].GetString()!;
        Assert.Equal([1], ReportRow.Read(BillingWorld.Unpack(await _world.BytesAsync(first))).Index().Where(row => row.Item[column] == text).Select(row => row.Index));
    }

    [Fact]
    public async Task F51_A_cell_is_a_megabyte()
    {
        await _world.BreakNextAsync("malformed/giant-cell");

        Assert.Contains(await _world.RowsAsync(November), row => row["lineItem/LineItemDescription"].Length == 1 << 20);
    }

    [Fact]
    public async Task F51_Columns_are_missing_or_new_and_ids_come_twice()
    {
        await _world.BreakNextAsync("malformed/missing-column");
        Assert.DoesNotContain("lineItem/UnblendedCost", (await _world.RowsAsync(November))[0].Columns);
        await _world.BreakNextAsync("malformed/new-column");
        Assert.Equal("lineItem/NeverSeenBefore", (await _world.RowsAsync(November))[0].Columns[^1]);
        await _world.BreakNextAsync("malformed/duplicate-ids");
        Assert.Single((await _world.RowsAsync(November)).Select(row => row["identity/LineItemId"]).Distinct());
    }

    [Fact]
    public async Task F51_A_quote_is_never_closed()
    {
        await _world.BreakNextAsync("malformed/open-quote");
        var text = BillingWorld.Unpack(await _world.BytesAsync((await _world.ManifestAsync(November)).GetProperty("reportKeys")[0].GetString()!));

        Assert.Equal(1, text.Count(character => character == '"') % 2);
    }

    [Theory]
    [InlineData("""{"operation":"DeliverReport","kind":"throttle"}""")]
    [InlineData("""{"operation":"DeliverReport","kind":"fail"}""")]
    [InlineData("""{"operation":"cur:DeliverReport","kind":"fail","code":"malformed/unheard-of"}""")]
    [InlineData("""{"operation":"DeliverReport","kind":"delay","delay":"1s"}""")]
    public async Task A_fault_that_no_delivery_has_is_refused(string order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_world.Cloud.Url, "/_simulation/faults")) { Content = new StringContent(order) };
        using var answer = await _world.Cloud.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("subscriptions", """{"accountId":"ACCOUNT","productCode":"c","productTitle":"t","seller":"s","agreementId":"a","from":"2026-11-01"}""", 400)]
    [InlineData("subscriptions", """{"accountId":"ACCOUNT","productCode":"c","productTitle":"t","seller":"s","agreementId":"a","from":"2026-11-01","until":"2026-10-01","daily":1}""", 400)]
    [InlineData("subscriptions", """{"accountId":"000000000000","productCode":"c","productTitle":"t","seller":"s","agreementId":"a","from":"2026-11-01","daily":1}""", 404)]
    [InlineData("charges", """{"accountId":"ACCOUNT","kind":"gift","amount":1,"day":"2026-11-01"}""", 400)]
    [InlineData("charges", """{"accountId":"ACCOUNT","kind":"discount","amount":101,"day":"2026-11-01"}""", 400)]
    [InlineData("charges", """{"accountId":"ACCOUNT","kind":"credit","amount":1,"day":"soon"}""", 400)]
    [InlineData("reports", """{"accountId":"ACCOUNT","months":-1}""", 400)]
    [InlineData("buckets", """{"name":"none","accountId":"ACCOUNT"}""", 404)]
    public async Task What_makes_no_sense_on_a_bill_is_refused(string path, string order, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_world.Cloud.Url, "/_simulation/" + path)) { Content = new StringContent(order.Replace("ACCOUNT", _world.Payer.AccountId, StringComparison.Ordinal)) };
        using var answer = await _world.Cloud.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }
}
