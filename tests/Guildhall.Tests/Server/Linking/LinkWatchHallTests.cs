using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Linking;

/// <summary>Tests of links that a hall of their own looks after: its managers by the API and by pages, and time that passes for one link.</summary>
public abstract partial class LinkWatchHallTests(PostgresDatabase? postgres) : LinkingHallTests(postgres)
{
    protected const string Api = "/api/v1/vendors/aws/organizations";
    protected const string Pages = "/admin/settings/vendors/aws/organizations";

    private Browsing _maya = null!;

    private protected HallCaller Manager { get; private set; } = null!;

    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { OrderPoll = TimeSpan.FromMilliseconds(200), OrderCertainty = TimeSpan.FromSeconds(1) });

    protected override async Task PrepareAsync()
    {
        Manager = await Hall.CallerAsync(World.Management, "link-manager", "GuildhallManager");
        _maya = await Hall.SignedInAsync("maya@example.com", Role.MarketplaceManager, "");
    }

    protected async Task<JsonNode> ShowAsync(string id) => (await Manager.GetAsync($"{Api}/{id}")).Json;

    protected async Task<string> PageAsync(string path) => Blanks().Replace(WebUtility.HtmlDecode((await _maya.GetAsync(path)).Html), " ");

    /// <summary>The preflight of a link is due.</summary>
    protected Task PassDayAsync(string id) => ChangeAsync(id, link => link.PreflightDue = default);

    protected async Task ChangeAsync(string id, Action<LinkRow> change)
    {
        await using var db = Guildhall.Database.Open();
        change(await db.Links.SingleAsync(l => l.Id == id, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>The names of what happened, in its order.</summary>
    protected async Task<IReadOnlyList<string>> EventsAsync(string tenant)
    {
        await using var db = Guildhall.Database.Open();
        var bodies = await db.Events.Where(e => e.TenantId == tenant).OrderBy(e => e.Sequence).Select(e => e.Body).ToListAsync(Cancellation);
        return [.. bodies.Select(b => (string)JsonNode.Parse(b)!["detail-type"]!)];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
