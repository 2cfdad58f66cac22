using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Storage;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>All records of the world, a table for each kind.</summary>
internal sealed class Tables(Journal journal)
{
    public Table<Settings> Settings { get; } = new("settings", WorldJson.Default.Settings, journal);

    public Table<Memo> Memos { get; } = new("memo", WorldJson.Default.Memo, journal);

    public Table<Account> Accounts { get; } = new("account", WorldJson.Default.Account, journal);

    public Table<Organization> Organizations { get; } = new("organization", WorldJson.Default.Organization, journal);

    public Table<OrganizationalUnit> Units { get; } = new("unit", WorldJson.Default.OrganizationalUnit, journal);

    public Table<AccountCreation> Creations { get; } = new("creation", WorldJson.Default.AccountCreation, journal);

    public Table<Handshake> Handshakes { get; } = new("handshake", WorldJson.Default.Handshake, journal);

    public Table<ResourceTags> Tags { get; } = new("tags", WorldJson.Default.ResourceTags, journal);

    public Table<User> Users { get; } = new("user", WorldJson.Default.User, journal);

    public Table<Role> Roles { get; } = new("role", WorldJson.Default.Role, journal);

    public Table<RoleDeletion> RoleDeletions { get; } = new("role-deletion", WorldJson.Default.RoleDeletion, journal);

    public Table<AccessKey> Keys { get; } = new("key", WorldJson.Default.AccessKey, journal);

    public Table<RoleSession> Sessions { get; } = new("session", WorldJson.Default.RoleSession, journal);

    public Table<Bucket> Buckets { get; } = new("bucket", WorldJson.Default.Bucket, journal);

    public Table<StoredObject> Objects { get; } = new("object", WorldJson.Default.StoredObject, journal);

    public Table<ReportDefinition> Reports { get; } = new("report", WorldJson.Default.ReportDefinition, journal);

    public Table<RegionChoice> Regions { get; } = new("region", WorldJson.Default.RegionChoice, journal);

    public Table<OwnPolicy> Policies { get; } = new("policy", WorldJson.Default.OwnPolicy, journal);

    public Table<ControlPolicy> Controls { get; } = new("control", WorldJson.Default.ControlPolicy, journal);

    public Table<Attachments> Attachments { get; } = new("attachments", WorldJson.Default.Attachments, journal);

    public Table<KmsKey> KmsKeys { get; } = new("kms-key", WorldJson.Default.KmsKey, journal);

    public Table<ReportDelivery> Deliveries { get; } = new("delivery", WorldJson.Default.ReportDelivery, journal);

    public Table<MarketplaceSubscription> Subscriptions { get; } = new("subscription", WorldJson.Default.MarketplaceSubscription, journal);

    public Table<BillCharge> Charges { get; } = new("charge", WorldJson.Default.BillCharge, journal);

    public Table<FormerMembership> FormerMemberships { get; } = new("former-membership", WorldJson.Default.FormerMembership, journal);

    /// <summary>Takes a row of the data file in.</summary>
    public void Load(string kind, byte[] json)
    {
        if (kind == Settings.Kind) Settings.Load(json);
        else if (kind == Memos.Kind) Memos.Load(json);
        else if (kind == Accounts.Kind) Accounts.Load(json);
        else if (kind == Organizations.Kind) Organizations.Load(json);
        else if (kind == Units.Kind) Units.Load(json);
        else if (kind == Creations.Kind) Creations.Load(json);
        else if (kind == Handshakes.Kind) Handshakes.Load(json);
        else if (kind == Tags.Kind) Tags.Load(json);
        else if (kind == Users.Kind) Users.Load(json);
        else if (kind == Roles.Kind) Roles.Load(json);
        else if (kind == RoleDeletions.Kind) RoleDeletions.Load(json);
        else if (kind == Keys.Kind) Keys.Load(json);
        else if (kind == Sessions.Kind) Sessions.Load(json);
        else if (kind == Buckets.Kind) Buckets.Load(json);
        else if (kind == Objects.Kind) Objects.Load(json);
        else if (kind == Reports.Kind) Reports.Load(json);
        else if (kind == Regions.Kind) Regions.Load(json);
        else if (kind == Policies.Kind) Policies.Load(json);
        else if (kind == Controls.Kind) Controls.Load(json);
        else if (kind == Attachments.Kind) Attachments.Load(json);
        else if (kind == KmsKeys.Kind) KmsKeys.Load(json);
        else if (kind == Deliveries.Kind) Deliveries.Load(json);
        else if (kind == Subscriptions.Kind) Subscriptions.Load(json);
        else if (kind == Charges.Kind) Charges.Load(json);
        else if (kind == FormerMemberships.Kind) FormerMemberships.Load(json);
        else throw new InvalidDataException($"The data file holds a record of unknown kind {kind}.");
    }
}
