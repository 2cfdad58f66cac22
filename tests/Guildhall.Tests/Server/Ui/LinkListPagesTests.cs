using System.Net;

namespace Guildhall.Tests.Server.Ui;

/// <summary>The list of linked organizations, and who sees it. M-35; vendor-integration.md 4.</summary>
public abstract class LinkListPagesTests(LinksHall fixture)
{
    private const string List = LinksHall.List;

    [Fact]
    public async Task S23_An_administrator_sees_nothing_of_it_and_an_auditor_only_looks_at_the_own_organization()
    {
        var amara = await fixture.Hall.SignedInAsync(LinksHall.Administrator);
        var otto = await fixture.Hall.SignedInAsync(LinksHall.Auditor);
        var stranger = (await fixture.Hall.Guildhall.Links.FindAsync(fixture.World.Standalone, TestContext.Current.CancellationToken))!;
        var own = (await fixture.Hall.Guildhall.Links.FindAsync(fixture.World.Management, TestContext.Current.CancellationToken))!;

        var (closed, _) = await amara.GetAsync("/admin/settings/vendors");
        var (_, cards) = await otto.GetAsync("/admin/settings/vendors");
        var (_, listed) = await otto.GetAsync(List);
        var (mine, _) = await otto.GetAsync($"{List}/{own.Id}");
        var (theirs, _) = await otto.GetAsync($"{List}/{stranger.Id}");
        var (edit, _) = await otto.GetAsync($"{List}/{own.Id}/edit");

        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.Contains(">View</a>", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("Configure", cards, StringComparison.Ordinal);
        Assert.Contains(own.Id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Add Organization", listed, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (mine.StatusCode, theirs.StatusCode, edit.StatusCode));
    }

    [Fact]
    public async Task The_list_is_sought_sorted_and_exported_without_secrets()
    {
        var maya = await fixture.Hall.SignedInAsync(LinksHall.Manager);

        var (_, found) = await maya.GetAsync(List + "?q=" + fixture.World.Standalone[..8]);
        var (_, none) = await maya.GetAsync(List + "?q=nothing-is-called-so");
        var (_, file) = await maya.GetAsync(List + ".csv?sort=account&order=down");

        Assert.Contains("</table>", found, StringComparison.Ordinal);
        Assert.Contains("No organization is like that", none, StringComparison.Ordinal);
        Assert.StartsWith("Name,Default,Simulated,Account ID", file, StringComparison.Ordinal);
        Assert.Contains(fixture.World.Standalone, file, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.World.StandaloneKey.AccessKeyId, file, StringComparison.Ordinal);
    }
}

public sealed class LinkListPagesOnSqliteTests(SqliteLinksHall hall) : LinkListPagesTests(hall), IClassFixture<SqliteLinksHall>;

[Trait("Ring", "Postgres")]
public sealed class LinkListPagesOnPostgresTests(PostgresLinksHall hall) : LinkListPagesTests(hall), IClassFixture<PostgresLinksHall>;
