using System.Collections.Frozen;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Store.Plain;

/// <summary>The tables of what acts of tenants leave: change sets and what hangs on them, agreements, entities, tags, resource policies, audit and events. ADR 13.</summary>
internal static class Tables
{
    public static readonly Table<ChangeSetRow> ChangeSets = ChangeSetTable.Whole;

    public static readonly Table<EntityLockRow> EntityLocks = new(
        "EntityLocks", 2, new("TenantId", l => l.TenantId), new("EntityId", l => l.EntityId), new("ChangeSetId", l => l.ChangeSetId));

    public static readonly Table<RequestTokenRow> RequestTokens = new(
        "RequestTokens", 2, new("Account", t => t.Account), new("Token", t => t.Token), new("RequestHash", t => t.RequestHash), new("ChangeSetId", t => t.ChangeSetId), new("UsedAt", t => t.UsedAt))
    {
        Read = row => new RequestTokenRow { Account = row.GetString(0), Token = row.GetString(1), RequestHash = row.GetString(2), ChangeSetId = row.GetString(3), UsedAt = row.GetTime(4) },
    };

    private static readonly FrozenDictionary<Type, Table> ByRow = new Table[]
    {
        ChangeSets,
        EntityLocks,
        RequestTokens,
        AgreementTables.Agreements,
        AgreementTables.Quotes,
        AgreementTables.QuoteTokens,
        AgreementTables.Buyers,
        AgreementTables.SoleAgreements,
        AgreementTables.Charges,
        new Table<ChangeSetEntityRow>("ChangeSetEntities", 2, new("EntityId", e => e.EntityId), new("ChangeSetId", e => e.ChangeSetId)),
        new Table<ExperienceRow>(
            "Experiences", 2, new("TenantId", e => e.TenantId), new("Id", e => e.Id), new("Version", e => e.Version), new("Document", e => e.Document)),
        new Table<RequestRow>(
            "Requests", 2, new("TenantId", r => r.TenantId), new("Id", r => r.Id), new("Version", r => r.Version), new("Document", r => r.Document)),
        new Table<TagRow>("Tags", 2, new("ResourceArn", t => t.ResourceArn), new("Key", t => t.Key), new("TenantId", t => t.TenantId), new("Value", t => t.Value)),
        new Table<ResourcePolicyRow>(
            "ResourcePolicies", 1, new("ResourceArn", p => p.ResourceArn), new("TenantId", p => p.TenantId), new("Policy", p => p.Policy)),
        new Table<AuditRow>(
            "Audit", 0,
            new("TenantId", a => a.TenantId), new("Time", a => a.Time), new("RequestId", a => a.RequestId), new("Account", a => a.Account),
            new("Arn", a => a.Arn), new("Source", a => a.Source), new("EventName", a => a.EventName), new("Record", a => a.Record)),
        new Table<EventRow>(
            "Events", 0, new("TenantId", e => e.TenantId), new("Account", e => e.Account), new("Id", e => e.Id), new("Time", e => e.Time),
            new("Type", e => e.Type), new("About", e => e.About), new("Body", e => e.Body)),
    }.ToFrozenDictionary(table => table.Row);

    public static IReadOnlyCollection<Table> All => ByRow.Values;

    public static Table<T> Of<T>() => (Table<T>)ByRow[typeof(T)];

    /// <summary>Whether rows of this type are written by plain SQL, so that the writer never gives them to EF Core.</summary>
    public static bool Have(Type row) => ByRow.ContainsKey(row);
}
