using System.Globalization;
using System.Text.Json;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.App.Agreements;

/// <summary>What the oracle says of a purchase: the reason, the experience that governed with its revision, and when the organization had been read.</summary>
internal sealed record GateVerdict(DecisionReason Reason, string? Experience, int? Revision, DateTimeOffset ReadAt);

/// <summary>
/// An organization and its experiences as they were at one moment, put together from the readings and the change sets that had ended: private-marketplace.md 2.1.3, 4 and 5 once more, in
/// dictionaries of words, with no code of the product's rules.
/// </summary>
internal sealed class GateThen
{
    private static readonly string[] Order =
    [
        "CreateExperience", "ReviveExperience", "CreateProcurementPolicy", "DenyProductProcurement", "AllowProductProcurement", "RemoveProductProcurement", "DisassociateAudience",
        "AssociateAudience", "UpdateExperience", "RestrictExperience",
    ];

    private readonly Dictionary<string, Then> _experiences = [];
    private Dictionary<string, string> _parents = [];
    private Dictionary<string, AccountState> _accounts = [];
    private DateTimeOffset _readAt;
    private bool _trusted;

    /// <summary>Whether the organization has the account, and it may buy.</summary>
    public bool MayAct(string account) => _accounts.GetValueOrDefault(account, AccountState.Closed) == AccountState.Active;

    public void Take(GateReading reading)
    {
        _readAt = reading.Started;
        if (!reading.Changed) return;
        _trusted = reading.Picture.TrustedAccess == true;
        _parents = reading.Picture.Nodes.ToDictionary(n => n.Node.Id.Value, n => n.Parent.Value);
        _accounts = reading.Picture.Nodes.Where(n => n.Node.Kind == NodeKind.Account).ToDictionary(n => n.Node.Id.Value, n => n.Node.State);
    }

    /// <summary>Every experience that the set touched has one more revision afterwards, whatever was done to it (1.5).</summary>
    /// <param name="set">Its changes in the order in which they run.</param>
    public void Take(IReadOnlyList<GateChange> set)
    {
        var touched = new HashSet<string>();
        foreach (var change in set) Take(change, touched);
        foreach (var id in touched) _experiences[id].Revision++;
        foreach (var change in set) Assert.True(_experiences[change.Experience].Revision == change.Revision, $"{change} made revision {_experiences[change.Experience].Revision}");
    }

    /// <summary>The changes of a set that succeeded, in the order in which they run.</summary>
    public static IReadOnlyList<GateChange> ChangesOf(ChangeSetRow set) => [.. StoredChanges.Read(set.Changes).OrderBy(c => Array.IndexOf(Order, c.ChangeType)).Select(GateChange.Of)];

    public GateVerdict Decide(string account, string product, DateTimeOffset now, TimeSpan treeAge)
    {
        var governing = Governing(account);
        return new GateVerdict(Reason(), governing, governing is null ? null : _experiences[governing].Revision, _readAt);

        DecisionReason Reason()
        {
            if (!_accounts.ContainsKey(account)) return DecisionReason.AccountNotFound;
            if (product == GateStore.Entitled) return DecisionReason.AlwaysEntitled;
            if (now - _readAt > treeAge) return DecisionReason.OrganizationUnreadable;
            if (governing is null) return DecisionReason.NotGoverned;
            if (!_experiences[governing].HasPolicy) return DecisionReason.NoPolicy;
            return _experiences[governing].Lists.GetValueOrDefault(product, DecisionReason.ProductNotApproved);
        }
    }

    private string? Governing(string node)
    {
        if (!_trusted) return null;
        var here = _experiences.Where(e => e.Value.Live && !e.Value.Archived && e.Value.Audience.Contains(node)).Select(e => e.Key).SingleOrDefault();
        return here ?? (_parents.TryGetValue(node, out var parent) ? Governing(parent) : null);
    }

    private void Take(GateChange change, HashSet<string> touched)
    {
        if (change.Type == "CreateExperience") _experiences.Add(change.Experience, new Then());
        var experience = _experiences[change.Experience];
        touched.Add(change.Experience);
        switch (change.Type)
        {
            case "ReviveExperience":
                (experience.Archived, experience.Live) = (false, false);
                break;
            case "RestrictExperience":
                experience.Archived = true;
                break;
            case "UpdateExperience":
                experience.Live = change.Named is ["Enabled"];
                break;
            case "CreateProcurementPolicy":
                experience.HasPolicy = true;
                break;
            case "AllowProductProcurement":
                foreach (var product in change.Named) experience.Lists[product] = DecisionReason.ProductAllowed;
                break;
            case "DenyProductProcurement":
                foreach (var product in change.Named) experience.Lists[product] = DecisionReason.ProductDenied;
                break;
            case "RemoveProductProcurement":
                foreach (var product in change.Named) experience.Lists.Remove(product);
                break;
            case "DisassociateAudience":
                experience.Audience.ExceptWith(change.Named);
                break;
            case "AssociateAudience":
                foreach (var principal in change.Named.Where(p => !experience.Audience.Contains(p))) Join(experience, principal, touched);
                break;
        }
    }

    /// <summary>A principal of an archived experience leaves it silently (4.9).</summary>
    private void Join(Then experience, string principal, HashSet<string> touched)
    {
        foreach (var (id, other) in _experiences)
        {
            if (other.Audience.Remove(principal)) touched.Add(id);
        }

        experience.Audience.Add(principal);
    }

    private sealed class Then
    {
        public int Revision { get; set; }

        public bool Live { get; set; }

        public bool Archived { get; set; }

        public bool HasPolicy { get; set; }

        public Dictionary<string, DecisionReason> Lists { get; } = [];

        public HashSet<string> Audience { get; } = [];
    }
}

/// <summary>One change of a set that succeeded, in plain words.</summary>
/// <param name="Revision">The experience's, after the set.</param>
/// <param name="Named">The products, principals or the status that it names.</param>
internal sealed record GateChange(string Type, string Experience, int Revision, string[] Named)
{
    public static GateChange Of(StoredChange change)
    {
        var identifier = change.Identifier!.Split('@');
        return new GateChange(change.ChangeType, identifier[0], int.Parse(identifier[1], CultureInfo.InvariantCulture), [.. NamedIn(change.Details)]);
    }

    private static IEnumerable<string> NamedIn(JsonElement details) =>
        details.TryGetProperty("Products", out var products) ? products.EnumerateArray().SelectMany(p => p.GetProperty("Ids").EnumerateArray()).Select(id => id.GetString()!)
        : details.TryGetProperty("Principals", out var principals) ? principals.EnumerateArray().Select(p => p.GetString()!)
        : details.TryGetProperty("Status", out var status) ? [status.GetString()!]
        : [];
}
