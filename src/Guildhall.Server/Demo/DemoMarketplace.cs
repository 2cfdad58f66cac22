using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.Server.Demo;

/// <summary>
/// Fills a demo's Guildhall through the same doors as everybody: links, change sets, requests. Each step looks first whether it is done, so that a start
/// that was cut off goes on at the next one.
/// </summary>
internal sealed class DemoMarketplace(Installation guildhall, DemoWorld world)
{
    /// <summary>The products that experiences take theirs from, in the catalogue's order.</summary>
    public IReadOnlyList<Product> Products => [.. guildhall.Marketplaces.Catalogue.Products.Where(p => p.Visibility == ProductVisibility.Public && !p.AlwaysEntitled)];

    /// <summary>Links the organization and the stand-alone account.</summary>
    public async Task LinkAsync(CancellationToken cancellation)
    {
        await LinkAsync(world.ManagementAccountId, world.Aws, "Acme", "aws+%s@acme.example", cancellation);
        var standalone = world.StandaloneAccount;
        await LinkAsync(standalone.AccountId, new DemoKey(standalone.AccessKeyId, standalone.SecretAccessKey), "Birch Studio", null, cancellation);
    }

    /// <summary>Three experiences (one for the organization, one for Engineering, one not live) and two open requests.</summary>
    public async Task PopulateAsync(IReadOnlyList<DemoUser> users, CancellationToken cancellation)
    {
        await guildhall.CatchUpAsync(cancellation);
        var administrator = CallerOf(users, "Administrator");
        var products = Products.Select(p => p.Id.Value).ToList();
        await ExperienceAsync(administrator, DemoExperience.Acme(world, products), cancellation);
        await ExperienceAsync(administrator, DemoExperience.Engineering(world, products), cancellation);
        await ExperienceAsync(administrator, DemoExperience.Marketing(world, products), cancellation);
        await RequestsAsync(CallerOf(users, "Buyer"), products, cancellation);
    }

    /// <summary>What the accounts have bought.</summary>
    public Task<DemoBills> BuyAsync(IReadOnlyList<DemoUser> users, CancellationToken cancellation) =>
        new DemoPurchases(guildhall, world, RunAsync).MakeAsync(CallerOf(users, "Administrator"), CallerOf(users, "Buyer"), Products, cancellation);

    private Caller CallerOf(IReadOnlyList<DemoUser> users, string role) => guildhall.Keys.FindCaller(users.Single(u => u.Role == role).AccessKeyId!)!;

    /// <summary>A start that was cut off may have left a link half set up: linking again takes it up. The demo holds its folder, so nobody else is at it.</summary>
    private async Task LinkAsync(string account, DemoKey key, string name, string? pattern, CancellationToken cancellation)
    {
        if (await guildhall.Links.FindAsync(account, cancellation) is { LastSync: not null }) return;
        guildhall.Syncs.DropLeases();
        guildhall.Effects.DropLeases();
        var wish = new LinkWish(new AccountId(account), "us-east-1", key.AccessKeyId, new Secret(key.SecretAccessKey)) { Name = name, EmailPattern = pattern, Default = pattern is not null, Mode = LinkMode.Adopt };
        var linked = await guildhall.LinkMaking.LinkAsync(wish, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
        if (linked.Refused) throw new InvalidOperationException($"The demo cannot link {account}: {linked.Problems[0].Message}");
        if (linked.Value.Link is null) throw new InvalidOperationException($"The demo cannot link {account}: {string.Join(' ', linked.Value.Checks.Select(c => c.Message))}");
        if (linked.Value.Link.State != LinkStates.Active) throw new InvalidOperationException($"The demo cannot set {account} up: {linked.Value.Link.LastProblem}");
    }

    private async Task ExperienceAsync(Caller caller, DemoExperience experience, CancellationToken cancellation)
    {
        var known = guildhall.Marketplaces.FindTenantOf(caller.Account)!.Marketplace.Experiences.Values;
        if (known.Any(e => e.Name == experience.Name)) return;
        await RunAsync(caller, experience.ChangeSet(), cancellation);
    }

    private async Task RequestsAsync(Caller buyer, List<string> products, CancellationToken cancellation)
    {
        if (!guildhall.Marketplaces.FindTenantOf(buyer.Account)!.Marketplace.Requests.IsEmpty) return;
        await RunAsync(buyer, DemoExperience.Request(products[^1], "Month-end reports need it."), cancellation);
        await RunAsync(buyer, DemoExperience.Request(products[^2], "The auditors asked for this one."), cancellation);
    }

    private async Task RunAsync(Caller caller, ChangeSetDraft draft, CancellationToken cancellation)
    {
        var started = await guildhall.ChangeSets.StartAsync(caller, draft, guildhall.Options.Ids.Uuid().ToString(), cancellation);
        if (started.Refused) throw new InvalidOperationException($"The demo's change set was refused: {JsonSerializer.Serialize(started.Problems)}");
        await guildhall.Worker.DrainAsync();
        var set = (await guildhall.ChangeSetQueries.DescribeAsync(caller, started.Value.Id.Value, cancellation)).Value;
        if (set.FailureCode is not null) throw new InvalidOperationException($"The demo's change set failed: {set.Changes}");
    }
}
