using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Reports.Costs;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>Deliveries of reports: once a day, each telling whole months anew (aws-operations.md C.7, vendor-integration.md 15.1).</summary>
internal static class ReportDeliveries
{
    /// <summary>What faults of deliveries are set for.</summary>
    public const string Operation = "DeliverReport";

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>How long the files of a delivery stay beside those of the next one.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromDays(3);

    /// <summary>How long a month that is over is delivered day by day.</summary>
    private static readonly TimeSpan Closing = TimeSpan.FromDays(10);

    /// <summary>Delivers a report whose time has come, or later when a fault says so.</summary>
    public static void DeliverNext(this WorldState state, ReportDefinition report)
    {
        var at = report.DeliversAt == default ? state.Now : report.DeliversAt;
        var fault = state.Faults.Draw(ReportOperations.Service, Operation);
        if (fault is { Kind: FaultKind.Delay }) state.Tables.Reports.Put(report with { DeliversAt = at + fault.Delay });
        else state.Deliver(report, at, state.MonthsOf(report, at), fault?.Code);
    }

    /// <summary>Delivers a report now, from so many months before the present one on, as AWS does when its support is asked.</summary>
    public static void DeliverBack(this WorldState state, ReportDefinition report, int months) =>
        state.Deliver(report, state.Now, Enumerable.Range(-months, months + 1).Select(BillingMonth.Of(state.Now).First.AddMonths).Select(first => new BillingMonth(first)), null);

    private static void Deliver(this WorldState state, ReportDefinition report, DateTimeOffset at, IEnumerable<BillingMonth> months, string? damage)
    {
        var terms = ReportTerms.Of(report);
        var next = report with { DeliversAt = at + Interval };
        if (terms.IsMade)
        {
            var status = BucketAccess.StatusOf(state, report, terms);
            next = next with { Status = status };
            if (status == BucketAccess.Success)
            {
                foreach (var month in months.Order()) state.Deliver(report, terms, month, at, damage);
                next = next with { DeliveredAt = at, Known = state.Told() };
            }
        }

        state.Tables.Reports.Put(next);
    }

    /// <summary>The present month; the one before while it closes; closed ones of which something new was told. Only the present one is begun.</summary>
    private static IEnumerable<BillingMonth> MonthsOf(this WorldState state, ReportDefinition report, DateTimeOffset at)
    {
        var present = BillingMonth.Of(at);
        var refreshes = ReportTerms.Of(report).RefreshesClosed;
        yield return present;
        var closing = at < present.Start + (refreshes ? Closing : Invoices.AllAfter) ? present.Previous : present;
        if (closing != present && IsBegun(closing)) yield return closing;
        if (!refreshes || state.Told() == report.Known) yield break;
        foreach (var month in state.ToldMonths(report.Known, present)) if (month < present.First && month != closing.First && IsBegun(new BillingMonth(month))) yield return new BillingMonth(month);

        bool IsBegun(BillingMonth month) => state.Indexes.Deliveries.Of(ReportDelivery.SeriesOf(report.Id, month.First)).Count > 0;
    }

    private static void Deliver(this WorldState state, ReportDefinition report, ReportTerms terms, BillingMonth month, DateTimeOffset at, string? damage)
    {
        if (!BillScope.HasBegun(month, at)) return;
        var organization = state.Tables.Accounts.Get(report.AccountId).Membership?.OrganizationId;
        var delivery = new ReportDelivery
        {
            Id = Uuids.Of(Lot.Of("assembly", report.Id, month.Folder), at),
            Report = report.Id,
            ReportName = report.Name,
            Export = report.Export,
            AccountId = report.AccountId,
            PayerId = organization is null ? report.AccountId : state.Tables.Organizations.Get(organization).ManagementAccountId,
            OrganizationId = organization,
            Bucket = terms.Bucket,
            Root = terms.Root,
            Month = month.First,
            At = at,
            Known = state.Told(),
            Parts = 1,
            Overwrites = terms.Overwrites,
            Resources = terms.Resources,
            Damage = damage,
        };
        var accounts = BillScopes.AccountsOf(state, delivery, month);
        if (accounts.Count > 0) state.Write(delivery with { Parts = ReportParts.CountOf(accounts.Count) });
    }

    /// <summary>Puts the files, the manifests last, and takes away what was superseded days ago.</summary>
    private static void Write(this WorldState state, ReportDelivery delivery)
    {
        foreach (var older in state.Superseded(delivery)) state.TakeAway(older);
        state.Tables.Deliveries.Put(delivery);
        foreach (var (key, part) in DeliveryKeys.All(delivery))
        {
            if (delivery.Damage == ReportDamage.MissingPart && part == delivery.Parts) continue;
            state.Tables.Objects.Put(new StoredObject
            {
                Id = StoredObject.IdOf(delivery.Bucket, key),
                Bucket = delivery.Bucket,
                Key = key,
                ModifiedAt = delivery.At,
                ContentType = part == 0 ? "application/json" : "application/x-gzip",
                Delivered = new DeliveredFile(delivery.Id, part),
            });
        }
    }

    /// <summary>What a new delivery makes to be taken away: all before it when it overwrites, else those that another one has followed for days.</summary>
    private static List<ReportDelivery> Superseded(this WorldState state, ReportDelivery delivery)
    {
        List<ReportDelivery> known = [.. state.Indexes.Deliveries.Of(delivery.Series).All.Select(state.Tables.Deliveries.Get).Where(older => older.Id != delivery.Id).OrderBy(older => older.At)];
        return [.. known.Where((older, n) => delivery.Overwrites || (n + 1 < known.Count && known[n + 1].At <= delivery.At - Beside))];
    }

    private static void TakeAway(this WorldState state, ReportDelivery delivery)
    {
        foreach (var (key, part) in DeliveryKeys.All(delivery))
        {
            var id = StoredObject.IdOf(delivery.Bucket, key);
            var file = new DeliveredFile(delivery.Id, part);
            state.Files.Forget(file);
            if (state.Tables.Objects.Find(id)?.Delivered == file) state.Tables.Objects.Remove(id);
        }

        state.Tables.Deliveries.Remove(delivery.Id);
    }
}
