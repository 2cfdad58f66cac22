using System.Text.Json;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Two servers in processes of their own make accounts for one database. Must show 8 of linking and vending.</summary>
[Trait("Ring", "Postgres")]
public sealed class TwoServersTests(PostgresServer server) : IAsyncLifetime
{
    private const int Orders = 5;

    private readonly PostgresDatabase _postgres = new(server);
    private readonly HttpClient _http = new();
    private CrashedVending _vending = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _vending = await CrashedVending.StartAsync(await _postgres.ConnectAsync());
        _http.BaseAddress = _vending.AwsUrl;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vending.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task F40_F41_A_server_frozen_in_the_middle_of_creations_is_fenced_off_and_shares_the_work_again_when_it_wakes()
    {
        await DelayAsync("CreateAccount", "3s", count: 2);
        await using var frozen = await _vending.ServeAsync("frozen");
        await OrderAsync("first");
        await UntilAsync(async () => await CallsAsync("CreateAccount") >= 2);
        await frozen.FreezeAsync();

        await _vending.OutliveLeasesAsync();
        await using var other = await _vending.ServeAsync("other");
        await UntilAsync(AllActiveAsync);
        var ended = await RowsAsync();
        await frozen.ThawAsync();
        await OrderAsync("second");
        await UntilAsync(AllActiveAsync);

        var rows = await RowsAsync();
        Assert.False(frozen.Ended, frozen.Said);
        Assert.Equal(2 * Orders, rows.Count);
        Assert.Equal(ended, rows.Intersect(ended));
        Assert.Equal(rows.Count, rows.Select(o => o.Account).Distinct().Count());
        Assert.Equal(rows.Select(o => (o.Account, o.Email)).Order(), (await _vending.MadeAsync()).Select(a => ((string?)a.Id, a.Email)).Order());
    }

    private Task<IReadOnlyList<string>> OrderAsync(string name) =>
        _vending.OrderAsync(Enumerable.Range(0, Orders).Select(n => new OrderWish(new AccountOrder { Name = $"{name} {n}" }, ClientKey: $"{name}-{n}")));

    private async Task<bool> AllActiveAsync() => (await _vending.RowsAsync()).All(o => o.State == nameof(OrderState.Active));

    private async Task<List<(string Id, string? Account, string? Email, DateTimeOffset At)>> RowsAsync() =>
        [.. (await _vending.RowsAsync()).OrderBy(o => o.Id, StringComparer.Ordinal).Select(o => (o.Id, o.AccountId, o.Email, o.UpdatedAt))];

    private async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, await _vending.ToldAsync());
            await Task.Delay(100, Cancellation);
        }
    }

    private async Task DelayAsync(string operation, string delay, int count)
    {
        using var answer = await _http.PostAsJsonAsync("/_simulation/faults", new { operation, kind = "delay", delay, probability = 1.0, count }, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<int> CallsAsync(string operation)
    {
        var calls = await _http.GetFromJsonAsync<JsonElement>("/_simulation/calls", Cancellation);
        return calls.EnumerateObject().Where(c => c.Name.EndsWith(operation, StringComparison.Ordinal)).Sum(c => c.Value.GetInt32());
    }
}
