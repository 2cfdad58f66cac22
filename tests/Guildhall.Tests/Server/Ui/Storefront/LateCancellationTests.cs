using System.Net;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Search;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>A hall in which nothing that is prepaid can be cancelled.</summary>
public sealed class LateHall(PostgresDatabase? postgres) : BuyersHall(postgres)
{
    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) => RunningHall.StartAsync(database, options => options with { CancellationWindow = TimeSpan.Zero });
}

public sealed class SqliteLateBuyers() : Buyers(new LateHall(null));

public sealed class PostgresLateBuyers(PostgresServer server) : Buyers(new LateHall(new PostgresDatabase(server)));

/// <summary>Prepaid agreements are cancelled within a window alone. storefront-and-procurement.md B.9.</summary>
public abstract class LateCancellationTests(Buyers people)
{
    [Fact]
    public async Task A_prepaid_agreement_that_is_too_old_says_why_it_cannot_be_cancelled_and_one_without_is_cancelled()
    {
        var prepaid = await people.Dana.BuyAsync(SearchHall.Shield, "", ("quantity-0", "1"), ("renew", "on"));
        var asked = await people.Dana.HtmlAsync(prepaid + "/cancel");
        Assert.Contains("cannot be cancelled", asked, StringComparison.Ordinal);
        Assert.Contains("within 0 hours of its acceptance", asked, StringComparison.Ordinal);
        Assert.Contains($"href=\"{prepaid}/change\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"{prepaid}/cancel\"", asked, StringComparison.Ordinal);

        var (refused, _) = await people.Dana.Visitor.PostAsync(prepaid, prepaid + "/cancel");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"href=\"{prepaid}\"", await people.Dana.HtmlAsync("/subscriptions?status=active"), StringComparison.Ordinal);
        var own = await people.Dana.BuyAsync(Purchases.Guide, "");
        Assert.Contains("Cancelled.", (await PageForm.In(await people.Dana.HtmlAsync(own + "/cancel"), own + "/cancel").SendAsync(people.Dana)).Html, StringComparison.Ordinal);
    }
}

public sealed class LateCancellationOnSqliteTests(SqliteLateBuyers people) : LateCancellationTests(people), IClassFixture<SqliteLateBuyers>;

[Trait("Ring", "Postgres")]
public sealed class LateCancellationOnPostgresTests(PostgresLateBuyers people) : LateCancellationTests(people), IClassFixture<PostgresLateBuyers>;
