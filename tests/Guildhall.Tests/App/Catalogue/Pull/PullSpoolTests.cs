using System.Text.Json;
using Guildhall.App.Catalogue.Pull;
using Guildhall.App.Cloud.Discovery;
using Guildhall.Domain;

namespace Guildhall.Tests.App.Catalogue.Pull;

/// <summary>What is kept of a pull on its way: whatever ends the process, whole answers stay and broken ones go. F-07.</summary>
public sealed class PullSpoolTests : IDisposable
{
    private static readonly DiscoveryQuestion Product = new(DiscoveryOperation.GetProduct, "prod-a");
    private static readonly DiscoveryQuestion Terms = new(DiscoveryOperation.GetOfferTerms, "offer-a");

    private readonly SpoolFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_are_found_again_by_the_next_process_page_by_page()
    {
        await FillAsync();
        using var spool = await _folder.OpenAsync();
        Assert.Equal(4, Answers(spool));
        Assert.Equal("""{"title":"Größe"}""", Text(spool, Product));
        Assert.Equal(["""{"page":1}""", """{"page":2}"""], [Text(spool, Terms), Text(spool, Terms, 1)]);
        Assert.Null(spool.Find(Terms, 2));
        Assert.Equal(JsonValueKind.Null, spool.Find(Product with { Id = "prod-gone" }, 0)!.Value.ValueKind);
        Assert.Null(spool.Find(Product with { Id = "prod-b" }, 0));
    }

    [Fact]
    public async Task F07_Wherever_its_last_write_was_cut_off_what_was_whole_before_stays_and_more_can_be_added()
    {
        await FillAsync();
        var whole = await File.ReadAllBytesAsync(_folder.File, TestContext.Current.CancellationToken);
        var header = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = 0; length < whole.Length; length += 3)
        {
            await File.WriteAllBytesAsync(_folder.File, whole[..length], TestContext.Current.CancellationToken);
            using (var cut = await _folder.OpenAsync())
            {
                Assert.Equal(length < header ? 0 : whole.AsSpan(header, length - header).Count((byte)'\n'), Answers(cut));
                cut.Add(Product with { Id = "prod-after" }, JsonElement.Parse("{}"));
            }

            using var again = await _folder.OpenAsync();
            Assert.Equal("{}", Text(again, Product with { Id = "prod-after" }));
        }
    }

    [Fact]
    public async Task F08_What_a_power_cut_left_as_zeros_goes_with_all_behind_it()
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(_folder.File, TestContext.Current.CancellationToken);
        var second = Array.IndexOf(bytes, (byte)'\n', Array.IndexOf(bytes, (byte)'\n') + 1) + 1;
        bytes.AsSpan(second, 20).Clear();
        await File.WriteAllBytesAsync(_folder.File, bytes, TestContext.Current.CancellationToken);
        using var spool = await _folder.OpenAsync();
        Assert.Equal((1, """{"title":"Größe"}"""), (Answers(spool), Text(spool, Product)));
    }

    [Fact]
    public async Task What_is_forgotten_stays_forgotten_and_can_be_answered_anew()
    {
        using (var spool = await FillAsync(dispose: false))
        {
            spool.Forget(Terms);
            Assert.Null(spool.Find(Terms, 0));
            spool.Add(Terms, JsonElement.Parse("""{"page":"new"}"""));
        }

        using var again = await _folder.OpenAsync();
        Assert.Equal(("""{"page":"new"}""", null), (Text(again, Terms), again.Find(Terms, 1)));
    }

    [Fact]
    public async Task Answers_of_another_account_or_address_or_of_days_ago_are_not_gone_on_with()
    {
        var others = new (PullOrigin Origin, TimeSpan Later, bool Anew)[]
        {
            (SpoolFolder.Origin with { Account = new AccountId("444455556666") }, TimeSpan.Zero, false),
            (SpoolFolder.Origin with { Address = "https://another.example.com" }, TimeSpan.Zero, false),
            (SpoolFolder.Origin, TimeSpan.FromDays(3), false),
            (SpoolFolder.Origin, TimeSpan.Zero, true),
        };
        foreach (var (origin, later, anew) in others)
        {
            await FillAsync();
            using var spool = await _folder.OpenAsync(origin, anew, SpoolFolder.Noon + later);
            Assert.Empty(spool.Questions);
            spool.Delete();
        }

        await FillAsync();
        using var same = await _folder.OpenAsync(now: SpoolFolder.Noon + TimeSpan.FromDays(2));
        Assert.Equal(4, Answers(same));
    }

    [Fact]
    public async Task It_is_one_processs_at_a_time()
    {
        using var first = await _folder.OpenAsync();
        var second = await PullSpool.OpenAsync(_folder.File, SpoolFolder.Origin, anew: false, SpoolFolder.Noon, TestContext.Current.CancellationToken);
        Assert.Equal("PULL_RUNNING", Assert.Single(second.Problems).Code);
    }

    private static int Answers(PullSpool spool) => spool.Questions.Sum(question => Enumerable.Range(0, 10).TakeWhile(page => spool.Find(question, page) is not null).Count());

    private static string Text(PullSpool spool, DiscoveryQuestion question, int page = 0) => spool.Find(question, page)!.Value.GetRawText();

    private async Task FillAsync() => (await FillAsync(dispose: true)).Dispose();

    private async Task<PullSpool> FillAsync(bool dispose)
    {
        var spool = await _folder.OpenAsync(anew: true);
        spool.Add(Product, JsonElement.Parse("""{"title":"Größe"}"""));
        spool.Add(Terms, JsonElement.Parse("""{"page":1}"""));
        spool.Add(Terms, JsonElement.Parse("""{"page":2}"""));
        spool.Add(Product with { Id = "prod-gone" }, null);
        if (dispose) spool.Dispose();
        return spool;
    }
}
