using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Events;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Requests;

/// <summary>Ends requests whose 30 days are over. private-marketplace.md 5.6, 9.1.</summary>
public sealed class RequestExpiry(Marketplaces marketplaces, Writer writer, IdSource ids, TimeProvider clock)
{
    /// <summary>Expires what is due in every tenant; returns how many requests that were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var expired = 0;
        foreach (var view in marketplaces.All.Where(IsDue))
            expired += await writer.WriteAsync(scope => Decide(scope, view.State.Tenant), cancellation);
        return expired;
    }

    private bool IsDue(TenantView view) =>
        view.Marketplace.OpenRequests.Values.Any(open => open.Any(id => view.Marketplace.Requests[id].Expires <= clock.GetUtcNow()));

    private int Decide(WriteScope scope, TenantId tenant)
    {
        var state = scope.State(tenant)!;
        var actor = SystemActor.Of(state.Marketplace.Organization.ManagementAccount);
        var run = Expiry.Of(state.Marketplace, scope.Now, actor.Arn);
        if (run.Touched.IsEmpty) return 0;
        var origin = new EventOrigin(tenant, ids.Uuid().ToString(), scope.Now);
        var version = scope.NextVersion(tenant);
        scope.Write(rows =>
        {
            EntityRows.Save(rows, state.Marketplace, run, version);
            rows.InsertAll(run.Facts.SelectMany(fact => EventRows.Of(fact, origin, run.After, marketplaces.Catalogue)));
            rows.Insert(AuditRecords.OfExpiry(origin, actor, state.Marketplace, run));
        });
        scope.Put(state with { Marketplace = run.After });
        return run.Touched.Length;
    }
}
