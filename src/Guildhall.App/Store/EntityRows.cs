using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Store;

/// <summary>The touched entities of a run as rows.</summary>
internal static class EntityRows
{
    /// <summary>Adds or updates the row of every touched entity, marked with the tenant's new version. What <paramref name="before"/> lacks is new.</summary>
    public static void Save(RowQueue rows, PrivateMarketplace before, ChangeOutcome.Succeeded run, long version)
    {
        var tenant = before.Organization.Tenant;
        foreach (var id in run.Touched)
        {
            if (run.After.FindExperience(id) is { } experience)
                Save(rows, new ExperienceRow { TenantId = tenant.Value, Id = id.Value, Version = version, Document = StoreJson.Write(experience) }, before.FindExperience(id) is null);
            else if (run.After.Requests.GetValueOrDefault(id) is { } request)
                Save(rows, new RequestRow { TenantId = tenant.Value, Id = id.Value, Version = version, Document = StoreJson.Write(request) }, !before.Requests.ContainsKey(id));
        }
    }

    public static int RevisionOf(PrivateMarketplace marketplace, EntityId id) =>
        marketplace.FindExperience(id)?.Revision ?? marketplace.Requests[id].Revision;

    public static AccountId OwnerOf(PrivateMarketplace marketplace, EntityId id) =>
        marketplace.FindExperience(id)?.Owner ?? marketplace.Requests[id].Requester;

    private static void Save<T>(RowQueue rows, T row, bool isNew)
        where T : class
    {
        if (isNew) rows.Insert(row);
        else rows.Update(row);
    }
}
