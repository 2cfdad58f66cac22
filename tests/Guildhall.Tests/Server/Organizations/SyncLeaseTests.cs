using Guildhall.App.Changes;
using Guildhall.App.Linking;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Tests.Postgres;
using Guildhall.Wire.Signing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.Tests.Server.Organizations;

/// <summary>Who reads a link, what counts of it, and what becomes of links and syncs that are cut off.</summary>
public abstract class SyncLeaseTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private string _link = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OrganizationSyncs Syncs => Hall.Guildhall.Syncs;

    private RunSettings Run => new(Hall.Guildhall.Options.Ids, Hall.Guildhall.Marketplaces);

    protected override async Task PrepareAsync() => _link = (await Hall.Guildhall.Links.FindAsync(World.Management, Cancellation))!.Id;

    [Fact]
    public async Task F40_What_is_written_under_a_lease_that_another_has_taken_over_does_not_count()
    {
        var slept = (await Syncs.Leases.ClaimAsync(_link, Cancellation))!;
        var other = (await Syncs.Leases.TakeOverAsync(_link, Cancellation))!;

        await slept.EndAsync(link => link.SetProperty(l => l.LastProblem, "I slept."));
        await slept.DisposeAsync();

        Assert.Null(await Syncs.Leases.ClaimAsync(_link, Cancellation));
        Assert.Null((await LinkAsync()).LastProblem);
        await other.DisposeAsync();
        await using var again = await Syncs.Leases.ClaimAsync(_link, Cancellation);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task F41_A_picture_older_than_the_one_that_counts_changes_nothing_and_its_age_is_that_of_its_first_call()
    {
        var tenant = new TenantId(World.OrganizationId);
        var state = Hall.Guildhall.Marketplaces.Find(tenant)!.State;
        var picture = Picture(state.Marketplace.Organization);

        var older = await Hall.Guildhall.Writer.WriteAsync(new ApplyPicture(picture with { AllFeatures = false }, state.ReadAt.AddSeconds(-1), Run).Decide, Cancellation);
        Assert.Equal("PICTURE_OLD", Assert.IsType<Reconciliation.Fault>(older).Problem.Code);
        var newer = await Hall.Guildhall.Writer.WriteAsync(new ApplyPicture(picture, state.ReadAt.AddTicks(10), Run).Decide, Cancellation);

        Assert.IsType<Reconciliation.Unchanged>(newer);
        Assert.Equal(state.ReadAt.AddTicks(10), Hall.Guildhall.Marketplaces.Find(tenant)!.State.ReadAt);
    }

    [Fact]
    public async Task F31_After_the_clock_was_set_back_links_are_due_and_their_leases_over()
    {
        var ahead = Hall.Guildhall.Options.Clock.GetUtcNow().AddHours(1);
        Assert.DoesNotContain(_link, Syncs.Due(TimeSpan.FromHours(1)));
        await using var db = Hall.Guildhall.Database.Open();

        await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.LastSync, ahead).SetProperty(x => x.LeaseUntil, ahead), Cancellation);

        Assert.Contains(_link, Syncs.Due(TimeSpan.FromHours(1)));
        Assert.False((await Syncs.SyncAsync(_link, Cancellation)).Refused);
    }

    [Fact]
    public async Task A_change_on_AWS_is_read_afresh_even_while_another_reads()
    {
        await using var held = (await Syncs.Leases.ClaimAsync(_link, Cancellation))!;

        Assert.False((await Syncs.SyncAfreshAsync(_link, Cancellation)).Refused);
        await held.SaveAsync(null, Cancellation);
        Assert.True(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task F03_A_link_that_was_cut_off_before_it_was_set_up_is_taken_up_by_linking_again()
    {
        await using var db = Hall.Guildhall.Database.Open();
        await db.Links.Where(l => l.Id == _link).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, LinkStates.Checking).SetProperty(x => x.LastSync, (DateTimeOffset?)null).SetProperty(x => x.TenantId, (string?)null), Cancellation);

        var linked = await LinkAsync(World.Management, World.Aws, isDefault: true);

        Assert.Equal((_link, World.OrganizationId, LinkStates.Active, true), (linked.Value.Link!.Id, linked.Value.Link.TenantId, linked.Value.Link.State, linked.Value.Link.Default));
        Assert.Equal("ALREADY_LINKED", (await LinkAsync(World.Management, World.Aws)).Problems[0].Code);
    }

    [Fact]
    public async Task A_link_that_cannot_be_read_is_degraded_and_leaves_the_default_where_it_was()
    {
        using var aws = new HttpClient { BaseAddress = new Uri(Hall.AwsUrl) };
        var made = await (await aws.PostAsJsonAsync("/_simulation/accounts", new { name = "Birch", email = "birch@acme.example", organization = true }, Cancellation)).Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>(Cancellation);
        (await aws.PostAsJsonAsync("/_simulation/faults", new { operation = "ListAccounts", kind = "fail", code = "AccessDeniedException", probability = 1 }, Cancellation)).EnsureSuccessStatusCode();
        var before = await Hall.Guildhall.Links.ListAsync(Cancellation);

        var linked = await LinkAsync(made!["accountId"]!.GetValue<string>(), new SigningCredentials(made["accessKeyId"]!.GetValue<string>(), made["secretAccessKey"]!.GetValue<string>()), isDefault: true);

        Assert.Equal((LinkStates.Degraded, false), (linked.Value.Link!.State, linked.Value.Link.Default));
        Assert.Contains("The key may not do this.", linked.Value.Link.LastProblem, StringComparison.Ordinal);
        Assert.Equal(before, (await Hall.Guildhall.Links.ListAsync(Cancellation)).Take(before.Count));
        Assert.Single(before, l => l.Default);
    }

    [Fact]
    public async Task F14_The_loss_of_most_accounts_is_believed_once_an_operator_accepts_it_and_AWS_says_so_of_each()
    {
        // Known accounts that AWS has no more of, since the simulated one lets nobody go before the fourth day.
        var state = Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.State;
        var known = Picture(state.Marketplace.Organization);
        var gone = Enumerable.Range(0, 10).Select(n => new PicturedNode(new OrganizationNode(new PrincipalId($"99900000000{n}"), NodeKind.Account, $"Gone {n}"), known.OrganizationId));
        var more = new ApplyPicture(known with { Nodes = [.. known.Nodes, .. gone] }, state.ReadAt.AddTicks(10), Run);
        await Hall.Guildhall.Writer.WriteAsync(more.Decide, Cancellation);
        Assert.Equal("ACCOUNTS_MISSING", (await Syncs.SyncAsync(_link, Cancellation)).Problems[0].Code);

        var terminal = Hall.Terminal();
        var code = await terminal.RunAsync("organization", "sync", World.OrganizationId, "--accept-loss");

        Assert.True(code == 0, terminal.Error);
        await Hall.Guildhall.CatchUpAsync(Cancellation);
        var tree = Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.Organization.Tree;
        Assert.Null(tree.Find("999000000000"));
        Assert.NotNull(tree.Find(World.Delegated));
    }

    private Task<Result<LinkReport>> LinkAsync(string account, SigningCredentials key, bool isDefault = false) => Hall.Guildhall.LinkMaking.LinkAsync(
        new LinkWish(new AccountId(account), "us-east-1", key.AccessKeyId, new Secret(key.SecretAccessKey)) { Mode = LinkMode.Adopt, Default = isDefault }, ActOrigin.Operator("test"), Cancellation);

    private async Task<LinkRow> LinkAsync()
    {
        await using var db = Hall.Guildhall.Database.Open();
        return await db.Links.AsNoTracking().SingleAsync(l => l.Id == _link, Cancellation);
    }

    /// <summary>A picture that shows what is known.</summary>
    private static OrganizationPicture Picture(Organization known) => new()
    {
        OrganizationId = known.OrganizationId!.Value,
        RootId = known.Tree.RootId!,
        ManagementAccount = known.ManagementAccount,
        AllFeatures = known.AllFeatures,
        Nodes = [.. Enumerable.Range(1, known.Tree.Nodes.Length - 1).Select(n => new PicturedNode(known.Tree.Nodes[n], known.Tree.Nodes[known.Tree.Parents[n]].Id))],
    };
}

public sealed class SyncLeaseOnSqliteTests() : SyncLeaseTests(null);

[Trait("Ring", "Postgres")]
public sealed class SyncLeaseOnPostgresTests(PostgresServer server) : SyncLeaseTests(new PostgresDatabase(server));
