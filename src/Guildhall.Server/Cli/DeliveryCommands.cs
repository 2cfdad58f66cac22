using System.CommandLine;
using Guildhall.App.Events;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Webhooks;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall webhook deliveries|replay|test</c>. contract.md 2.</summary>
internal static class DeliveryCommands
{
    private static readonly Option<DeliveryState?> State = new("--state") { Description = "Only those in this state", HelpName = "waiting|sending|delivered|dead" };
    private static readonly Option<int> Limit = new("--limit") { Description = "The most to list", HelpName = "N", DefaultValueFactory = _ => 100 };
    private static readonly Option<string?> Delivery = new("--delivery") { Description = "This delivery alone, delivered or given up", HelpName = "ID" };
    private static readonly Option<bool> AllDead = new("--dead") { Description = "All that were given up, 1,000 at one time" };

    public static Command List() => new("deliveries", "What was sent or is to be sent, the newest first") { WebhookCommands.Id, State, Limit };

    public static Command Replay() => new("replay", "Send again what was given up or lost") { WebhookCommands.Id, Delivery, AllDead };

    public static Command Test() => new("test", "Send a test event now, once") { WebhookCommands.Id };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => WebhookCommands.OnAsync(call, async (guildhall, webhook) =>
        call.Done(WebhookAnswers.Of(await guildhall.WebhookQueries.DeliveriesAsync(webhook.Id, call.Given.GetValue(State), 0, Math.Clamp(call.Given.GetValue(Limit), 1, 100_000), cancellation), 0)), cancellation);

    public static Task<int> ReplayAsync(Call call, CancellationToken cancellation) => WebhookCommands.OnAsync(call, async (guildhall, webhook) =>
    {
        var (one, all) = (call.Given.GetValue(Delivery), call.Given.GetValue(AllDead));
        if (one is null == !all) return call.Refused([Problem.Malformed("Say what to send again: --delivery ID or --dead.")]);
        var origin = UserCommands.OriginOf(guildhall);
        var replayed = one is not null
            ? await guildhall.WebhookReplays.ReplayAsync(NotificationReach.Operator, webhook.Id, one, origin, cancellation)
            : await guildhall.WebhookReplays.ReplayDeadAsync(NotificationReach.Operator, webhook.Id, origin, cancellation);
        return replayed.Refused ? call.Refused(replayed.Problems) : call.Done(new { replayed = replayed.Value }, $"{replayed.Value} will be sent again.");
    }, cancellation);

    public static Task<int> TestAsync(Call call, CancellationToken cancellation) => WebhookCommands.OnAsync(call, async (guildhall, webhook) =>
    {
        var sent = await guildhall.WebhookTrial.SendAsync(NotificationReach.Operator, webhook.Id, cancellation);
        if (sent.Refused) return call.Refused(sent.Problems);
        call.Done(WebhookAnswers.Of(sent.Value));
        return sent.Value.Problem is null ? ExitCode.Done : call.Refused([Problem.Conflict("NOT_TAKEN", sent.Value.Problem)]);
    }, cancellation);
}
