using System.Text;
using System.Text.Json;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Server.Crashes;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Vending;

/// <summary>Kills the real server while it invites accounts, 3 times, and 500 times in long runs: each owner gets one invitation, and it ends as the order does. F-04.</summary>
[Trait("Ring", "Crash")]
public sealed class InvitationCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Points =
    [
        "account.invite.begun", "account.invite.called", "account.invite.ended", "account.join.begun", "account.join.called", "account.join.ended", "account.move.called", "account.finish.called",
        "writer.before-commit", "writer.after-commit",
    ];

    private readonly List<Owner> _owners = [];
    private CrashedVending _vending = null!;

    public async ValueTask InitializeAsync() => _vending = await CrashedVending.StartAsync();

    public ValueTask DisposeAsync() => _vending.DisposeAsync();

    [Fact]
    public async Task Vendor19_8_F04_No_kill_loses_or_doubles_an_invitation()
    {
        var (seed, kills) = (CrashTests.Seed(), LongRun.Asked ? 500 : 3);
        var random = new Random(seed);
        output.WriteLine($"{kills} kills, seed {seed}");
        for (var killed = 0; killed < kills;)
        {
            await InviteAsync(accepting: 2);
            for (var n = 0; n < 3 && killed < kills; n++) killed += await _vending.ServedAsync($"{Points[random.Next(Points.Length)]}:{random.Next(1, 4)}", AllEndedAsync) ? 0 : 1;
        }

        Assert.True(await _vending.ServedAsync(fault: null, AllEndedAsync), await _vending.ToldAsync());
        var states = (await _vending.RowsAsync()).ToDictionary(o => o.AccountId!, o => o.State);
        foreach (var owner in _owners)
        {
            Assert.Equal(nameof(OrderState.Active), states[owner.Account]);
            Assert.Equal(["ACCEPTED"], await ReceivedAsync(owner));
        }
    }

    private async Task InviteAsync(int accepting)
    {
        var first = _owners.Count;
        for (var n = first; n < first + accepting; n++)
        {
            _owners.Add(_vending.Aws.Seed(seed =>
            {
                var account = seed.Account($"Owner {n}", $"owner{n}@example.com");
                var key = seed.Key(account);
                return new Owner(account, new SigningCredentials(key.AccessKeyId, key.SecretAccessKey));
            }));
        }

        await _vending.OrderAsync(_owners.Skip(first).Select(o => new OrderWish(new AccountOrder { Name = "", Existing = InvitedAccount.Of(o.Account, null, confirmed: true) })));
    }

    /// <summary>The owners accept what they get; whether all orders have ended.</summary>
    private async Task<bool> AllEndedAsync()
    {
        foreach (var owner in _owners.Where(o => !o.Answered))
        {
            foreach (var open in (await HandshakesAsync(owner)).Where(h => h.GetProperty("State").GetString() == "OPEN"))
            {
                await CallAsync(owner, "AcceptHandshake", new { HandshakeId = open.GetProperty("Id").GetString() });
                owner.Answered = true;
            }
        }

        return (await _vending.RowsAsync()).All(o => Enum.Parse<OrderState>(o.State).Ended());
    }

    private async Task<IEnumerable<string?>> ReceivedAsync(Owner owner) => (await HandshakesAsync(owner)).Select(h => h.GetProperty("State").GetString());

    private async Task<IReadOnlyList<JsonElement>> HandshakesAsync(Owner owner) =>
        [.. (await CallAsync(owner, "ListHandshakesForAccount", new { })).GetProperty("Handshakes").EnumerateArray()];

    private async Task<JsonElement> CallAsync(Owner owner, string operation, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _vending.AwsUrl) { Content = new StringContent(JsonSerializer.Serialize(input), Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", $"AWSOrganizationsV20161128.{operation}");
        using var http = HallCaller.Signed(owner.Key, "organizations");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    private sealed record Owner(string Account, SigningCredentials Key)
    {
        public bool Answered { get; set; }
    }
}
