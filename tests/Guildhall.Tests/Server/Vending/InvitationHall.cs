using System.Text.Json;
using Guildhall.App.Vending;
using Guildhall.Domain.Vending;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Server.Vending;

/// <summary>An owner of an account that exists, with the key of its root user.</summary>
public sealed record InvitedOwner(string Account, string Email, SigningCredentials Key);

/// <summary>A hall whose organization invites accounts, with short pauses between two looks at AWS.</summary>
public abstract class InvitationHall(PostgresDatabase? postgres) : OrderHall(postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        await RunningHall.StartAsync(database, options => options with { OrderPoll = TimeSpan.FromMilliseconds(200), InvitationPoll = TimeSpan.FromMilliseconds(200), OrderCertainty = TimeSpan.FromSeconds(1) });

    public static OrderWish Invite(string target, string name = "", string? parent = null, string? message = null) =>
        new(new AccountOrder { Name = name, Parent = parent, Existing = InvitedAccount.Of(target, message, confirmed: true) });

    /// <summary>A stand-alone account.</summary>
    public async Task<InvitedOwner> OwnerAsync(string name)
    {
        var email = $"{name.ToLowerInvariant()}@owner.example";
        var made = await ControlAsync("accounts", new { name, email });
        return new InvitedOwner(made.GetProperty("accountId").GetString()!, email, new SigningCredentials(made.GetProperty("accessKeyId").GetString()!, made.GetProperty("secretAccessKey").GetString()!));
    }

    /// <summary>The order once AWS has its invitation.</summary>
    public Task<OrderView> InvitedAsync(string order) => UntilAsync(order, o => o.Row.HandshakeId is not null);

    /// <summary>The owner answers by AWS's own protocol.</summary>
    public Task<string> AnswerAsync(InvitedOwner owner, string operation, string handshake) => Hall.SimulateAsync(operation, new { HandshakeId = handshake }, owner.Key);

    /// <summary>Has AWS looked at again without waiting for the next turn.</summary>
    public async Task LookAsync(string order) => await Orders.RetryAsync(Operator, order, Cancellation);

    /// <summary>The states of all invitations that an owner has received, as AWS has them.</summary>
    public async Task<IReadOnlyList<string>> ReceivedAsync(InvitedOwner owner) =>
        [.. JsonElement.Parse(await Hall.SimulateAsync("ListHandshakesForAccount", new { }, owner.Key)).GetProperty("Handshakes").EnumerateArray().Select(h => h.GetProperty("State").GetString()!)];

    /// <summary>Moves AWS's time on.</summary>
    public Task AdvanceAsync(string by) => ControlAsync("clock", new { advance = by });

    private async Task<JsonElement> ControlAsync(string path, object body)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{Hall.AwsUrl}/_simulation/{path}", body, Cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}

public sealed class SqliteInvitationHall() : InvitationHall(null);

public sealed class PostgresInvitationHall(PostgresServer server) : InvitationHall(new PostgresDatabase(server));
