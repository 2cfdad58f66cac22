using Guildhall.App.Cloud;
using Guildhall.App.Organizations;
using Guildhall.Domain.Organizations;
using Guildhall.SimulatedAws.Simulation;

namespace Guildhall.Tests.App.Organizations;

/// <summary>The reader against the simulated AWS over real HTTP. performance.md 5, issue "Must show" 3.</summary>
public sealed class OrganizationReaderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_picture_is_the_organization_with_and_without_paths(bool paths)
    {
        await using var world = await ReadingWorld.StartAsync(o => o with { ListPaths = paths });
        var finance = world.Unit("Finance");
        var treasury = world.Unit("Treasury", finance);
        var empty = world.Unit("Empty");
        var anna = world.Member("Anna", treasury);
        world.Integrate();
        world.World.Seed(seed =>
        {
            seed.DelegatedAdministrator(world.Organization.Id, anna);
            return 0;
        });

        var organization = await world.LearnAsync();

        Assert.Equal(
            (world.Organization.Id, world.Management, true, Integration.Enabled, true),
            (organization.OrganizationId!.Value.Value, organization.ManagementAccount.Value, organization.AllFeatures, organization.Integration, organization.ServiceLinkedRole));
        Assert.Equal([anna], organization.DelegatedAdministrators.Select(d => d.Value));
        Assert.Equal(world.Organization.RootId, organization.Tree.RootId);
        Assert.Equal("Treasury", Node(organization, treasury).Name);
        Assert.Equal((finance, world.Organization.Id), (Parent(organization, treasury), Parent(organization, empty)));
        Assert.Equal((treasury, world.Organization.Id), (Parent(organization, anna), Parent(organization, world.Management)));
        Assert.Equal(("Anna", "anna@acme.example", AccountState.Active), (Node(organization, anna).Name, Node(organization, anna).Email, Node(organization, anna).State));
        Assert.Equal(6, organization.Tree.Nodes.Length);
    }

    /// <summary>At AWS's own rates, ours being half of them; <c>GUILDHALL_LONG=1</c> reads the largest organization there may be.</summary>
    [Fact]
    public async Task Plans_C_and_D_make_at_most_a_twentieth_more_calls_than_their_formulas()
    {
        var (accounts, units) = LongRun.Asked ? (50_000, 2_000) : (1_000, 100);
        await using var world = await ReadingWorld.StartAsync(o => o with { Throttle = ThrottleTable.Aws }, CallRates.HalfOfAws);
        world.Grow(accounts, units);
        world.Integrate();
        var pages = accounts / 20;

        var known = await world.LearnAsync();
        var first = (await world.CallsAsync()).Values.Sum();
        Tell("C", first, 2 + pages + units, world);
        Assert.Equal(accounts + units + 1, known.Tree.Nodes.Length);
        Assert.InRange(first, pages, 1.05 * (2 + pages + units));

        await world.LearnAsync(known, world.Clock.GetUtcNow());
        var second = (await world.CallsAsync()).Values.Sum() - first;
        Tell("D", second, pages + 1, world);
        Assert.InRange(second, pages, 1.05 * (pages + 1));
    }

    [Fact]
    public async Task With_throttling_and_empty_pages_every_call_fits_the_rate()
    {
        await using var world = await ReadingWorld.StartAsync(
            o => o with { EmptyPages = 0.2, Throttle = ThrottleTable.Flat(5, 10) },
            CallRates.Every(new CallRate(5, 10)));
        world.Grow(300, 30);

        var organization = await world.LearnAsync();
        Assert.Equal(331, organization.Tree.Nodes.Length);
    }

    [Fact]
    public async Task With_a_third_of_the_calls_throttled_and_some_failing_or_cut_off_the_picture_is_the_same()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Grow(200, 20);
        foreach (var operation in (string[])["ListAccounts", "ListOrganizationalUnitsForParent"])
        {
            await world.FaultAsync(new { operation, kind = "throttle", probability = 0.3 });
            await world.FaultAsync(new { operation, kind = "drop-answer", probability = 0.1 });
            await world.FaultAsync(new { operation, kind = "fail", code = "ServiceException", probability = 0.1 });
        }

        Assert.Equal(221, (await world.LearnAsync()).Tree.Nodes.Length);
    }

    [Fact]
    public async Task A_reading_that_was_stopped_goes_on_where_it_was()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Grow(200, 20);
        var saved = "";
        await world.FaultAsync(new { operation = "ListOrganizationalUnitsForParent", kind = "fail", code = "AccessDeniedException", probability = 1.0, count = 1 });
        var stopped = Assert.IsType<ReadingOutcome.Stopped>(await world.ReadAsync(save: (progress, _) =>
        {
            saved = ReadingJson.Write(progress);
            return Task.CompletedTask;
        }));
        Assert.True(stopped.Resumable);
        Assert.Equal(CloudTrouble.Denied, stopped.Problem.Kind);

        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync(progress: ReadingJson.Read(saved)));
        Assert.Equal(220, complete.Picture.Nodes.Length);
        Assert.Equal(10, (await world.CallsAsync())["ListAccounts"]);
    }

    [Fact]
    public async Task F14_A_page_token_that_grew_old_starts_its_list_again()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Grow(60, 3);
        var progress = ReadingProgress.Begin(null, null, world.Clock.GetUtcNow(), new ReadingOptions());
        (progress.Phase, progress.NextToken) = (ReadingPhase.Accounts, "grown-old");
        (progress.Organization, progress.ManagementAccount) = (world.Organization.Id, world.Management);
        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync(progress: progress));
        Assert.Equal(63, complete.Picture.Nodes.Length);
    }

    [Fact]
    public async Task A_key_that_may_not_see_the_role_leaves_it_unknown()
    {
        await using var world = await ReadingWorld.StartAsync();
        world.Integrate();
        await world.FaultAsync(new { operation = "GetRole", kind = "fail", code = "AccessDenied", probability = 1.0 });
        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync());
        Assert.Null(complete.Picture.ServiceLinkedRole);
        Assert.True(complete.Picture.TrustedAccess);
    }

    [Fact]
    public async Task The_older_way_shows_as_an_integration_that_is_missing()
    {
        await using var world = await ReadingWorld.StartAsync();
        var complete = Assert.IsType<ReadingOutcome.Complete>(await world.ReadAsync());
        Assert.Equal((false, false), (complete.Picture.TrustedAccess, complete.Picture.ServiceLinkedRole));
        Assert.Empty(complete.Picture.DelegatedAdministrators!);
    }

    private static void Tell(string plan, long calls, int formula, ReadingWorld world) => TestContext.Current.TestOutputHelper?.WriteLine(
        $"plan {plan}: {calls} calls, {(double)calls / formula:0.000} of the formula's {formula}; {world.Clock.Passed.TotalMinutes:0.0} minutes of AWS's time so far");

    private static OrganizationNode Node(Organization organization, string id) => organization.Tree.Nodes[organization.Tree.Find(id)!.Value];

    private static string Parent(Organization organization, string id) =>
        organization.Tree.Nodes[organization.Tree.Parents[organization.Tree.Find(id)!.Value]].Id.Value;
}
