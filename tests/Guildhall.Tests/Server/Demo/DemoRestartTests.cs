using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Demo;

/// <summary>A demo ended and started again, and a second one of the same seed. contract.md 2.</summary>
[Trait("Ring", "Clients")]
public sealed class DemoRestartTests
{
    private static readonly HashSet<string> Addresses = ["url", "awsUrl"];
    private static readonly HashSet<string> Keys = ["accessKeyId", "secretAccessKey", "password"];

    [Fact(Timeout = 300_000)]
    public async Task A_restart_keeps_ids_and_keys_and_refuses_another_size()
    {
        await using var demo = new DemoProcess();
        await demo.StartAsync();
        var before = demo.Guide;

        Assert.Equal(0, (await demo.TerminateAsync()).ExitCode);
        Assert.False(File.Exists(demo.GuideFile));
        var other = await demo.CommandAsync("demo", "--port", "0", "--aws-port", "0", "--accounts", "41");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("40 accounts", other.ErrorText, StringComparison.Ordinal);
        await demo.StartAsync();

        var after = demo.Guide;
        Assert.Equal(Without(before, Addresses), Without(after, Addresses));
        Assert.NotEqual(before["url"]!.GetValue<string>(), after["url"]!.GetValue<string>());
    }

    [Fact(Timeout = 300_000)]
    public async Task Two_demos_of_one_seed_differ_in_their_keys_and_passwords_alone()
    {
        await using var one = new DemoProcess();
        await using var two = new DemoProcess();
        await one.StartAsync("--seed", "5", "--accounts", "12", "--products", "80");
        await two.StartAsync("--seed", "5", "--accounts", "12", "--products", "80");

        Assert.Equal(Without(one.Guide, [.. Addresses, .. Keys]), Without(two.Guide, [.. Addresses, .. Keys]));
        Assert.NotEqual(Secret(one), Secret(two));
        Assert.Equal(await ExplainedAsync(one), await ExplainedAsync(two));
    }

    private static string Without(JsonNode node, HashSet<string> members) => node switch
    {
        JsonObject known => $"{{{string.Join(", ", known.Where(m => !members.Contains(m.Key)).Select(m => $"{m.Key}: {(m.Value is null ? "null" : Without(m.Value, members))}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Without(item!, members)))}]",
        _ => node.ToJsonString(),
    };

    private static string Secret(DemoProcess demo) => demo.Guide["users"]![1]!["secretAccessKey"]!.GetValue<string>();

    private static async Task<string> ExplainedAsync(DemoProcess demo) =>
        (await demo.CommandAsync("explain", demo.Guide["buyerAccountId"]!.GetValue<string>(), "prod-nosuchproduct", "--json")).Output;
}
