using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Plants accounts and organizations directly, inside <see cref="World.Seed{T}"/>.</summary>
public sealed class WorldSeed
{
    private readonly WorldState _state;

    internal WorldSeed(WorldState state) => _state = state;

    /// <summary>What the world's bills tell beside the use of its accounts, and its reports.</summary>
    public BillingSeed Billing => new(_state);

    /// <summary>A stand-alone account. The e-mail address must be new to the world.</summary>
    /// <param name="since">When it was opened; now when null.</param>
    /// <returns>Its id.</returns>
    public string Account(string name, string email, DateTimeOffset? since = null) => _state.Open(name, Free(email), since ?? _state.Now).Id;

    /// <summary>An organization with all features around a stand-alone account, which becomes its management account.</summary>
    /// <param name="since">When that was; now when null.</param>
    public SeededOrganization Organization(string managementAccountId, int accountQuota, DateTimeOffset? since = null)
    {
        var organization = _state.Found(_state.Tables.Accounts.Get(managementAccountId), FeatureSet.ALL, accountQuota, since);
        return new SeededOrganization(organization.Id, organization.RootId);
    }

    /// <summary>An organizational unit in a root or another unit.</summary>
    /// <returns>Its id.</returns>
    public string Unit(string organizationId, string parentId, string name)
    {
        var organization = _state.Tables.Organizations.Get(organizationId);
        var unit = new OrganizationalUnit(
            WorldState.Fresh(() => _state.Ids.Unit(organization.RootId), _state.Tables.Units.Contains), organizationId, parentId, name);
        _state.Tables.Units.Put(unit);
        return unit.Id;
    }

    /// <summary>
    /// A member account, created by the organization, directly in a root or unit. It gets the two roles that AWS puts into
    /// it, unless <paramref name="withRoles"/> says that a world of many thousand accounts does without.
    /// </summary>
    /// <param name="since">When it was created; now when null.</param>
    /// <returns>Its id.</returns>
    public string Member(string organizationId, string parentId, string name, string email, bool withRoles = true, DateTimeOffset? since = null)
    {
        var at = since ?? _state.Now;
        if (!withRoles) return _state.Open(name, Free(email), at, new Membership(organizationId, parentId, JoinedMethod.CREATED, at)).Id;
        var organization = _state.Tables.Organizations.Get(organizationId);
        return _state.OpenMember(organization, parentId, name, Free(email), at, CreateAccount.DefaultRoleName).Id;
    }

    /// <summary>Trusted access for the private marketplace and its service-linked role.</summary>
    public void PrivateMarketplace(string organizationId)
    {
        var organization = _state.Tables.Organizations.Get(organizationId);
        var service = LinkedService.PrivateMarketplace;
        if (_state.FindLinkedRole(organization.ManagementAccountId, service) is null) _state.LinkRole(organization.ManagementAccountId, service, _state.Now);
        if (organization.Trusts(service.Principal)) return;
        _state.Tables.Organizations.Put(organization with { ServiceAccess = organization.ServiceAccess.Add(new ServiceAccess(service.Principal, _state.Now)) });
    }

    /// <summary>Makes a member a delegated administrator of the private marketplace.</summary>
    public void DelegatedAdministrator(string organizationId, string accountId)
    {
        var organization = _state.Tables.Organizations.Get(organizationId);
        var delegation = new Delegation(accountId, LinkedService.PrivateMarketplace.Principal, _state.Now);
        _state.Tables.Organizations.Put(organization with { Delegations = organization.Delegations.Add(delegation) });
    }

    /// <summary>An IAM user with AWS-managed policies attached, by names such as <c>AdministratorAccess</c>.</summary>
    public void User(string accountId, string name, params IEnumerable<string> policyNames) =>
        _state.Tables.Users.Put(new User
        {
            AccountId = accountId,
            Name = name,
            Path = "/",
            UniqueId = _state.Ids.User(),
            CreatedAt = _state.Now,
            Permissions = policyNames.Aggregate(Permissions.None, (permissions, policy) => permissions.Attach(Iam.ManagedPolicies.Arn(policy))),
        });

    /// <summary>A new access key of a user, or of the account's root user when none is named.</summary>
    public KeyPair Key(string accountId, string? userName = null)
    {
        var key = _state.NewKey(accountId, userName);
        return new KeyPair(key.Id, key.Secret);
    }

    /// <summary>Notes a text in the same transaction, for <see cref="World.Recall"/> after a restart.</summary>
    public void Remember(string name, string text) => _state.Tables.Memos.Put(new Memo(name, text));

    private string Free(string email) =>
        _state.Indexes.Emails.Find(email) is null ? email : throw new ArgumentException($"The address {email} is taken.", nameof(email));
}

/// <summary>The ids of a new organization and of its root.</summary>
public sealed record SeededOrganization(string Id, string RootId);
