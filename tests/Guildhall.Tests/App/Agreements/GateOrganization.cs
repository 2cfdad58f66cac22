using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.App.Agreements;

/// <summary>A small organization as AWS has it: it changes, and Guildhall learns of that when it is read.</summary>
internal sealed class GateOrganization
{
    private readonly Random _random;
    private readonly Dictionary<string, string> _parents = [];
    private readonly Dictionary<string, AccountState> _accounts = [];
    private readonly string[] _units;
    private bool _trusted = true;

    public GateOrganization(int number, Random random)
    {
        _random = random;
        Id = $"o-{number:D10}";
        Accounts = [.. Enumerable.Range(0, 3).Select(i => $"{(number * 10L) + i:D12}")];
        _units = ["ou-aaaa-00000001", "ou-aaaa-00000002", "ou-aaaa-00000003"];
        (_parents[_units[0]], _parents[_units[1]], _parents[_units[2]]) = (Id, _units[0], Id);
        foreach (var account in Accounts) _accounts[account] = AccountState.Active;
        (_parents[Management], _parents[Accounts[1]], _parents[Accounts[2]]) = (Id, _units[1], _units[0]);
    }

    public string Id { get; }

    /// <summary>The management account first.</summary>
    public string[] Accounts { get; }

    public string Management => Accounts[0];

    /// <summary>What an audience may consist of.</summary>
    public string[] Principals => [Id, .. _units, .. Accounts];

    /// <summary>Moves an account; seldom suspends one or takes it out of the organization, or lets it be as before.</summary>
    public void Change()
    {
        var account = Accounts[_random.Next(1, Accounts.Length)];
        switch (_random.Next(10))
        {
            case 0:
                _accounts[account] = AccountState.Suspended;
                break;
            case 1:
                _accounts.Remove(account);
                break;
            case 2:
                _trusted = !_trusted;
                break;
            default:
                (_parents[account], _accounts[account], _trusted) = (_random.Next(4) is var to and < 3 ? _units[to] : Id, AccountState.Active, true);
                break;
        }
    }

    /// <summary>What a reading sees now.</summary>
    public OrganizationPicture Picture() => new()
    {
        OrganizationId = new PrincipalId(Id),
        RootId = "r-aaaa",
        ManagementAccount = new AccountId(Management),
        AllFeatures = true,
        TrustedAccess = _trusted,
        ServiceLinkedRole = true,
        Nodes =
        [
            .. _units.Select(id => new PicturedNode(new OrganizationNode(new PrincipalId(id), NodeKind.OrganizationalUnit, id), new PrincipalId(_parents[id]))),
            .. _accounts.Select(a => new PicturedNode(new OrganizationNode(new PrincipalId(a.Key), NodeKind.Account, a.Key, null, a.Value), new PrincipalId(_parents[a.Key]))),
        ],
    };
}

/// <summary>A reading that counted: what it saw, when it had begun, and when and at which version it became what is known.</summary>
/// <param name="Changed">False when it saw what was known, so that only the time of the reading is another.</param>
internal sealed record GateReading(OrganizationPicture Picture, DateTimeOffset Started, DateTimeOffset At, long Version, bool Changed);
