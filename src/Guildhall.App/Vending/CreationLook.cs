using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>
/// Looks on AWS for the account of an order whose call had no known outcome: by address among the accounts, by name and time among the creations. A list
/// that cannot be read to its end tells nothing (F-14).
/// </summary>
internal sealed class CreationLook(Database database, OrganizationsClient client)
{
    /// <summary>Clocks may differ so much (F-30).</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    private const string OthersCreations = """SELECT "Subject", "Progress" FROM "Effects" WHERE "Kind" = @kind AND "LinkId" = @link AND "Subject" <> @order AND "Progress" IS NOT NULL AND "CreatedAt" >= @since""";

    public async Task<CloudAnswer<CreationSight.Looked>> AsyncFor(OrderRow order, CancellationToken cancellation)
    {
        var accounts = await Pages.AllAsync(token => client.ListAccountsAsync(token, cancellation));
        if (!accounts.Gave(out var listed, out var problem)) return problem;
        if (listed.FirstOrDefault(a => IsOrders(a, order)) is { } found) return await FoundAsync(order, found, cancellation);
        var creations = await Pages.AllAsync(token => client.ListCreateAccountStatusAsync(token, cancellation));
        return creations.Gave(out var statuses, out problem) ? await AmongAsync(order, statuses, cancellation) : problem;
    }

    private async Task<CloudAnswer<CreationSight.Looked>> AmongAsync(OrderRow order, List<CreationStatus> statuses, CancellationToken cancellation)
    {
        var others = Others(order);
        var ours = statuses.Where(s => s.Name == order.Name && s.RequestedAt >= order.CreatedAt - ClockDifference && !others.Contains(s.RequestId)).ToList();
        var pending = ours.Any(s => s.State is CreationState.InProgress or null);
        foreach (var made in ours.Select(s => s.AccountId).OfType<string>())
        {
            // The list of accounts may lag behind; an account's own record has its address, as soon as there is one.
            var described = await client.DescribeAccountAsync(made, cancellation);
            if (described.Gave(out var account, out var problem) && IsOrders(account, order)) return await FoundAsync(order, account, cancellation);
            if (problem is { Kind: not CloudTrouble.NotFound }) return problem;
            pending |= problem is not null;
        }

        return new CreationSight.Looked(null, pending);
    }

    /// <summary>A drawn address is nobody else's; whether it is that of a typed one, the order's tag tells.</summary>
    private async Task<CloudAnswer<CreationSight.Looked>> FoundAsync(OrderRow order, ListedAccount found, CancellationToken cancellation)
    {
        if (OrderForms.Read(order.Form).Email is null) return new CreationSight.Looked(found.Id, false);
        var tags = await Pages.AllAsync(token => client.ListTagsForResourceAsync(found.Id, token, cancellation));
        return tags.Gave(out var listed, out var problem)
            ? new CreationSight.Looked(found.Id, false) { Tagged = listed.Any(t => t.Key == AccountTags.Order && t.Value == order.Id) }
            : problem;
    }

    /// <summary>Creations that other orders know to be theirs.</summary>
    private HashSet<string> Others(OrderRow order)
    {
        using var reading = new PlainReading(database);
        var since = (order.CreatedAt - TimeSpan.FromDays(1)).UtcTicks;
        return [.. reading.Rows(OthersCreations, ("kind", OrderSteps.Create), ("link", order.LinkId), ("order", order.Id), ("since", since))
            .Select(row => OrderForms.ReadProgress(row.GetString(1)).RequestId).OfType<string>()];
    }

    private static bool IsOrders(ListedAccount account, OrderRow order) => string.Equals(account.Email, order.Email, StringComparison.OrdinalIgnoreCase);
}
