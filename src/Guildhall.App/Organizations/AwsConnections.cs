using System.Collections.Concurrent;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Signing;

namespace Guildhall.App.Organizations;

/// <summary>Ways to the AWS of this installation: AWS itself, or the endpoint of the operator's configuration (decisions.md 27).</summary>
public sealed class AwsConnections : IDisposable
{
    /// <summary>What Guildhall's sessions are called in AWS's audit trail.</summary>
    private const string Session = "guildhall";

    private readonly HttpMessageHandler _wayOut;
    private readonly CallRates _rates;
    private readonly Vault _vault;
    private readonly TimeProvider _clock;
    private readonly IdSource _ids;
    private readonly AwsIdentity? _own;
    private readonly CallPacing _ownPacing;
    private readonly ConcurrentDictionary<AccountId, CallPacing> _pacing = new();
    private readonly ConcurrentDictionary<string, KeptSession> _sessions = new();

    /// <param name="endpoint">From the configuration; null for AWS itself. Must be one that <see cref="AwsTarget.Custom"/> takes.</param>
    /// <param name="rates">How fast AWS is called; null for what suits the endpoint.</param>
    /// <param name="own">The ports of this process, which is no AWS (decisions.md 27).</param>
    /// <param name="identity">Who this server is on AWS by itself; null where the operator does not allow that.</param>
    public AwsConnections(Uri? endpoint, CallRates? rates, OwnPorts own, Vault vault, TimeProvider clock, IdSource ids, AwsIdentity? identity = null)
    {
        (_vault, _clock, _ids, _own) = (vault, clock, ids, identity);
        Target = AwsTarget.At(endpoint);
        _rates = rates ?? (Target.IsAws ? CallRates.HalfOfAws : CallRates.Unlimited);
        _ownPacing = new CallPacing(_rates, _clock);
        _wayOut = new GuardedHandler(OutboundSettings.For(endpoint) with { IsOwnPort = own.Contains });
    }

    public AwsTarget Target { get; }

    /// <summary>Whether links may use who this server is on AWS by itself: the operator decides.</summary>
    public bool OwnAllowed => _own is not null;

    /// <summary>AWS's sign-in endpoint.</summary>
    internal FederationClient Federation => new(Target, _wayOut, _clock);

    /// <summary>Where a link's secret is sealed.</summary>
    public static SecretPlace PlaceOf(string linkId) => new(linkId, linkId, "SecretAccessKey");

    /// <summary>
    /// A connection as the link is reached. Refused with <c>CREDENTIALS_NEEDED</c> when its key does not open, as after a restore with another master
    /// key (F-71), or the operator no longer allows this server's own credentials.
    /// </summary>
    public Result<AwsConnection> Of(LinkRow link)
    {
        var access = AccessOf(link);
        return access.Refused ? access.Problems : Connect(access.Value, PacingOf(new AccountId(link.AccountId)));
    }

    /// <summary>What such a connection is made of, for whoever keeps another pace. Refused as <see cref="Of"/>.</summary>
    internal Result<AwsAccess> AccessOf(LinkRow link)
    {
        var opened = CredentialsOf(link);
        if (opened.Refused) return opened.Problems;
        return Access(opened.Value, opened.Value is LinkCredentials.Role role ? Kept(link, role) : null, link.Region, RetryRule.Standard);
    }

    /// <summary>How the link is reached, in the clear. Refused as <see cref="Of"/>.</summary>
    internal Result<LinkCredentials> CredentialsOf(LinkRow link)
    {
        var opened = StoredCredentials.Open(link, _vault);
        return !opened.Refused && opened.Value.UsesOwn && !OwnAllowed
            ? Problem.Conflict("CREDENTIALS_NEEDED", $"Credentials needed: {link.Name} is reached with this server's own credentials, which the operator does not allow.")
            : opened;
    }

    /// <summary>A connection with the temporary key of a role in a member account of the link; its calls go at the link's pace.</summary>
    public AwsConnection As(LinkRow link, SigningCredentials role) =>
        Connect(new AwsAccess { Target = Target, Region = link.Region, Credentials = AwsIdentities.Fixed(role) }, PacingOf(new AccountId(link.AccountId)));

    /// <summary>
    /// A connection with credentials that are not stored (yet): a role is taken on anew. All connections of one account share its pace, which AWS counts
    /// together. <see cref="LinkCredentials.UsesOwn"/> only where <see cref="OwnAllowed"/>.
    /// </summary>
    /// <param name="retry">How often a call is tried again; null for the usual.</param>
    public AwsConnection With(AccountId account, LinkCredentials credentials, string region, RetryRule? retry = null) =>
        Connect(Access(credentials, credentials is LinkCredentials.Role role ? SessionOf(role, region, retry ?? RetryRule.Standard) : null, region, retry ?? RetryRule.Standard), PacingOf(account));

    /// <summary>A connection as this server itself; null where the operator does not allow that.</summary>
    internal AwsConnection? Own() => _own is { } own ? Connect(new AwsAccess { Target = Target, Credentials = own, Retry = RetryRule.Never }, _ownPacing) : null;

    public void Dispose()
    {
        _wayOut.Dispose();
        _ownPacing.Dispose();
        foreach (var pacing in _pacing.Values) pacing.Dispose();
    }

    private AwsAccess Access(LinkCredentials credentials, RoleSession? session, string region, RetryRule retry) =>
        new() { Target = Target, Region = region, Credentials = session is null ? IdentityOf(credentials) : session.CredentialsAsync, Renew = session is null ? null : session.Drop, Retry = retry };

    private AwsConnection Connect(AwsAccess access, CallPacing pacing) => new(access, pacing, _wayOut, _clock, _ids);

    private CallPacing PacingOf(AccountId account) => _pacing.GetOrAdd(account, _ => new CallPacing(_rates, _clock));

    private AwsIdentity IdentityOf(LinkCredentials credentials) => credentials.StoredKey is { } key
        ? AwsIdentities.Fixed(new SigningCredentials(key.AccessKeyId, key.Secret.Reveal()))
        : _own ?? throw new InvalidOperationException("The operator does not allow this server's own credentials.");

    /// <summary>The session of a link that is stored: one for all its connections, until its credentials change.</summary>
    private RoleSession Kept(LinkRow link, LinkCredentials.Role role)
    {
        var stamp = $"{role.Arn} {role.ExternalId} {link.EncryptedSecret}";
        KeptSession New() => new(stamp, SessionOf(role, link.Region, RetryRule.Standard));
        return _sessions.AddOrUpdate(link.Id, _ => New(), (_, kept) => kept.Stamp == stamp ? kept : New()).Session;
    }

    /// <summary>It is taken on at a pace of its own: whoever waits for it holds a turn of the account.</summary>
    private RoleSession SessionOf(LinkCredentials.Role role, string region, RetryRule retry) => new(
        Connect(new AwsAccess { Target = Target, Region = region, Credentials = IdentityOf(role), Retry = retry }, _ownPacing),
        new RoleRequest(role.Arn, Session, role.ExternalId, RoleSession.Length),
        _clock);

    private sealed record KeptSession(string Stamp, RoleSession Session);
}
