using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Storage;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>The ways to find records other than by id; they follow the tables.</summary>
internal sealed class Indexes
{
    public Indexes(Tables tables)
    {
        Emails = tables.Accounts.Add(new UniqueIndex<Account>(account => account.Email));
        Members = tables.Accounts.Add(new GroupIndex<Account>(account => account.Membership?.OrganizationId));
        AccountsIn = tables.Accounts.Add(new GroupIndex<Account>(account => account.Membership?.ParentId));
        Aliases = tables.Accounts.Add(new GroupIndex<Account>(account => account.Alias));
        Roots = tables.Organizations.Add(new UniqueIndex<Organization>(organization => organization.RootId));
        Units = tables.Units.Add(new GroupIndex<OrganizationalUnit>(unit => unit.OrganizationId));
        UnitsIn = tables.Units.Add(new GroupIndex<OrganizationalUnit>(unit => unit.ParentId));
        Creations = tables.Creations.Add(new GroupIndex<AccountCreation>(creation => creation.OrganizationId));
        Handshakes = tables.Handshakes.Add(new GroupIndex<Handshake>(handshake => handshake.OrganizationId));
        Invitations = tables.Handshakes.Add(new GroupIndex<Handshake>(handshake => handshake.Recipient));
        Users = tables.Users.Add(new GroupIndex<User>(user => user.AccountId));
        Roles = tables.Roles.Add(new GroupIndex<Role>(role => role.AccountId));
        Keys = tables.Keys.Add(new GroupIndex<AccessKey>(key => key.Owner));
        Buckets = tables.Buckets.Add(new GroupIndex<Bucket>(bucket => bucket.AccountId));
        Objects = tables.Objects.Add(new GroupIndex<StoredObject>(stored => stored.Bucket));
        Reports = tables.Reports.Add(new GroupIndex<ReportDefinition>(report => report.AccountId));
        Deliveries = tables.Deliveries.Add(new GroupIndex<ReportDelivery>(delivery => delivery.Series));
        Subscriptions = tables.Subscriptions.Add(new GroupIndex<MarketplaceSubscription>(subscription => subscription.AccountId));
        Charges = tables.Charges.Add(new GroupIndex<BillCharge>(charge => charge.AccountId));
        FormerMembers = tables.FormerMemberships.Add(new GroupIndex<FormerMembership>(membership => membership.OrganizationId));
        Policies = tables.Policies.Add(new GroupIndex<OwnPolicy>(policy => policy.AccountId));
        Controls = tables.Controls.Add(new GroupIndex<ControlPolicy>(policy => policy.OrganizationId));
        Attachments = tables.Attachments.Add(new GroupIndex<Attachments>(attachments => attachments.OrganizationId));
        tables.Creations.Add(Due.For<AccountCreation>(tables.Creations.Kind, creation => creation.DecidedAt));
        tables.Handshakes.Add(Due.For<Handshake>(tables.Handshakes.Kind, handshake => Worlds.Invitations.DueAt(handshake)));
        tables.Accounts.Add(Due.For<Account>(tables.Accounts.Kind, account => account.ClosesAt ?? account.EndsAt));
        tables.RoleDeletions.Add(Due.For<RoleDeletion>(tables.RoleDeletions.Kind, deletion => deletion.DecidedAt));
        tables.Reports.Add(Due.For<ReportDefinition>(tables.Reports.Kind, report => report.DeliversAt));
        tables.Sessions.Add(Due.For<RoleSession>(tables.Sessions.Kind, session => session.ForgottenAt));
    }

    public UniqueIndex<Account> Emails { get; }

    /// <summary>Account ids by organization.</summary>
    public GroupIndex<Account> Members { get; }

    /// <summary>Account ids by the root or organizational unit they are directly in.</summary>
    public GroupIndex<Account> AccountsIn { get; }

    /// <summary>Account ids by alias, one at most.</summary>
    public GroupIndex<Account> Aliases { get; }

    /// <summary>Organizations by the id of their root.</summary>
    public UniqueIndex<Organization> Roots { get; }

    /// <summary>Ids of organizational units by organization.</summary>
    public GroupIndex<OrganizationalUnit> Units { get; }

    /// <summary>Ids of organizational units by the root or unit they are directly in.</summary>
    public GroupIndex<OrganizationalUnit> UnitsIn { get; }

    /// <summary>Ids of CreateAccount requests by organization.</summary>
    public GroupIndex<AccountCreation> Creations { get; }

    /// <summary>Ids of invitations by the organization that sent them.</summary>
    public GroupIndex<Handshake> Handshakes { get; }

    /// <summary>Ids of invitations by the account id, or the address, that they went to.</summary>
    public GroupIndex<Handshake> Invitations { get; }

    /// <summary>User records by account.</summary>
    public GroupIndex<User> Users { get; }

    /// <summary>Role records by account.</summary>
    public GroupIndex<Role> Roles { get; }

    /// <summary>Access key ids by owner, as <see cref="AccessKey.OwnerOf"/> names them.</summary>
    public GroupIndex<AccessKey> Keys { get; }

    /// <summary>Names of buckets by account.</summary>
    public GroupIndex<Bucket> Buckets { get; }

    /// <summary>Object records by bucket, in the order of their keys.</summary>
    public GroupIndex<StoredObject> Objects { get; }

    /// <summary>Report definitions by account.</summary>
    public GroupIndex<ReportDefinition> Reports { get; }

    /// <summary>Deliveries by report and month, as <see cref="ReportDelivery.SeriesOf"/> names them.</summary>
    public GroupIndex<ReportDelivery> Deliveries { get; }

    /// <summary>What is told of an account's purchases on AWS Marketplace, in the order told.</summary>
    public GroupIndex<MarketplaceSubscription> Subscriptions { get; }

    /// <summary>What is told of an account's bill, in the order told.</summary>
    public GroupIndex<BillCharge> Charges { get; }

    /// <summary>Memberships that are over, by organization.</summary>
    public GroupIndex<FormerMembership> FormerMembers { get; }

    /// <summary>ARNs of an account's own managed policies.</summary>
    public GroupIndex<OwnPolicy> Policies { get; }

    /// <summary>Service control policies by organization.</summary>
    public GroupIndex<ControlPolicy> Controls { get; }

    /// <summary>Targets that have other policies than AWS's own, by organization.</summary>
    public GroupIndex<Attachments> Attachments { get; }

    /// <summary>What happens by itself when its time comes.</summary>
    public DueIndex Due { get; } = new();
}
