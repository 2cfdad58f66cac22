using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Store;

/// <summary>The touched entities of a run as rows.</summary>
internal static class EntityRows
{
    /// <summary>Adds or updates the row of every touched entity, marked with the tenant's new version. What <paramref name="before"/> lacks is new.</summary>
    public static void Save(GuildhallDb db, PrivateMarketplace before, ChangeOutcome.Succeeded run, long version)
    {
        var tenant = before.Organization.Tenant;
        foreach (var id in run.Touched)
        {
            if (run.After.FindExperience(id) is { } experience)
                Save(db, db.Experiences, new ExperienceRow { TenantId = tenant.Value, Id = id.Value, Version = version, Document = StoreJson.Write(experience) }, before.FindExperience(id) is null);
            else if (run.After.Requests.GetValueOrDefault(id) is { } request)
                Save(db, db.Requests, new RequestRow { TenantId = tenant.Value, Id = id.Value, Version = version, Document = StoreJson.Write(request) }, !before.Requests.ContainsKey(id));
        }
    }

    public static int RevisionOf(PrivateMarketplace marketplace, EntityId id) =>
        marketplace.FindExperience(id)?.Revision ?? marketplace.Requests[id].Revision;

    public static AccountId OwnerOf(PrivateMarketplace marketplace, EntityId id) =>
        marketplace.FindExperience(id)?.Owner ?? marketplace.Requests[id].Requester;

    /// <summary>A row that an earlier write of the same transaction tracks already takes the new values.</summary>
    private static void Save<T>(GuildhallDb db, DbSet<T> set, T row, bool isNew)
        where T : class
    {
        var key = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties.Select(p => p.PropertyInfo!.GetValue(row));
        if (set.Local.FindEntryUntyped(key) is { } tracked) tracked.CurrentValues.SetValues(row);
        else if (isNew) set.Add(row);
        else set.Update(row);
    }
}
