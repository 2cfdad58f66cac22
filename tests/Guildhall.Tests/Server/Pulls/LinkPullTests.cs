using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Pulls;

/// <summary><c>guildhall catalog pull --from aws</c>, with the credentials of a linked organization.</summary>
public abstract class LinkPullTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    [Fact]
    public async Task AWS_is_asked_with_the_credentials_of_the_link_that_is_named_or_else_of_the_default_one()
    {
        await using var market = await SmallMarketplace.StartAsync(12);
        var terminal = Hall.Terminal();
        terminal.Environment["GUILDHALL_AWS_ENDPOINT"] = market.Url;

        var first = await terminal.AnswerAsync("catalog", "pull", "--from", "aws", "--json");
        Assert.Equal((market.Url, 12 + 12 + 1 + 4), (first.GetProperty("source").GetString(), first.GetProperty("added").GetInt32()));
        Assert.Equal([World.Aws.AccessKeyId], market.Keys.Keys);
        market.Keys.Clear();
        await terminal.AnswerAsync("catalog", "pull", "--from", "aws", "--organization", World.Standalone, "--json");
        Assert.Equal([World.StandaloneKey.AccessKeyId], market.Keys.Keys);

        Assert.Equal(0, await terminal.RunAsync("search", "shield", "--json"));
        Assert.Equal(12, terminal.Json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_AWS_without_Discovery_is_told_of_in_one_sentence()
    {
        var terminal = Hall.Terminal();
        Assert.Equal(1, await terminal.RunAsync("catalog", "pull", "--from", "aws", "--json"));
        Assert.Equal("", terminal.Out);
        Assert.EndsWith($"There is no Discovery API at {Hall.AwsUrl}.\n", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Guildhall_does_not_pull_from_itself()
    {
        var own = await Hall.CallerAsync(World.Developer, "puller", "GuildhallBuyer");
        var terminal = Hall.Terminal();
        terminal.Environment["GUILDHALL_AWS_SECRET"] = own.Credentials.SecretAccessKey;
        Assert.Equal(1, await terminal.RunAsync("catalog", "pull", "--from", Hall.Url, "--key", own.Credentials.AccessKeyId));
        Assert.Contains("made the key itself", terminal.Line, StringComparison.Ordinal);
    }
}

public sealed class LinkPullOnSqliteTests() : LinkPullTests(null);

[Trait("Ring", "Postgres")]
public sealed class LinkPullOnPostgresTests(PostgresServer server) : LinkPullTests(new PostgresDatabase(server));
