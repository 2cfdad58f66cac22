using System.Collections.Concurrent;
using System.Security.Cryptography;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Wire.Signing;

namespace Guildhall.App.Organizations;

/// <summary>Ways to the AWS of this installation: AWS itself, or the endpoint of the operator's configuration (decisions.md 27).</summary>
public sealed class AwsConnections : IDisposable
{
    private readonly HttpMessageHandler _wayOut;
    private readonly CallRates _rates;
    private readonly Vault _vault;
    private readonly TimeProvider _clock;
    private readonly IdSource _ids;
    private readonly ConcurrentDictionary<AccountId, CallPacing> _pacing = new();

    /// <param name="endpoint">From the configuration; null for AWS itself. Must be one that <see cref="AwsTarget.Custom"/> takes.</param>
    /// <param name="rates">How fast AWS is called; null for what suits the endpoint.</param>
    /// <param name="own">The ports of this process, which is no AWS (decisions.md 27).</param>
    public AwsConnections(Uri? endpoint, CallRates? rates, OwnPorts own, Vault vault, TimeProvider clock, IdSource ids)
    {
        (_vault, _clock, _ids) = (vault, clock, ids);
        Target = endpoint is null ? AwsTarget.Aws : AwsTarget.Custom(endpoint) ?? throw new ArgumentException("The AWS endpoint must be an address without a path.", nameof(endpoint));
        _rates = rates ?? (Target.IsAws ? CallRates.HalfOfAws : CallRates.Unlimited);
        _wayOut = new GuardedHandler(OutboundSettings.For(endpoint) with { IsOwnPort = own.Contains });
    }

    public AwsTarget Target { get; }

    /// <summary>AWS's sign-in endpoint.</summary>
    internal FederationClient Federation => new(Target, _wayOut, _clock);

    /// <summary>Where a link's secret is sealed.</summary>
    public static SecretPlace PlaceOf(string linkId) => new(linkId, linkId, "SecretAccessKey");

    /// <summary>
    /// A connection with the link's stored key. Refused with <c>CREDENTIALS_NEEDED</c> when that does not open, as after a restore with another master
    /// key (F-71).
    /// </summary>
    public Result<AwsConnection> Of(LinkRow link)
    {
        try
        {
            return With(new AccountId(link.AccountId), link.AccessKeyId, _vault.Open(link.EncryptedSecret, PlaceOf(link.Id)), link.Region);
        }
        catch (CryptographicException)
        {
            return Problem.Conflict("CREDENTIALS_NEEDED", $"Credentials needed: the stored key of {link.Name} does not open with this master key.");
        }
    }

    /// <summary>A connection with the temporary key of a role in a member account of the link; its calls go at the link's pace.</summary>
    public AwsConnection As(LinkRow link, SigningCredentials role) => Connect(new AccountId(link.AccountId), role, link.Region, retry: null);

    /// <summary>A connection with a key that is not stored (yet). All connections of one account share its pace, which AWS counts together.</summary>
    /// <param name="retry">How often a call is tried again; null for the usual.</param>
    public AwsConnection With(AccountId account, string accessKeyId, Secret secret, string region, RetryRule? retry = null) =>
        Connect(account, new SigningCredentials(accessKeyId, secret.Reveal()), region, retry);

    public void Dispose()
    {
        _wayOut.Dispose();
        foreach (var pacing in _pacing.Values) pacing.Dispose();
    }

    private AwsConnection Connect(AccountId account, SigningCredentials credentials, string region, RetryRule? retry)
    {
        var access = new AwsAccess { Target = Target, Region = region, Credentials = _ => ValueTask.FromResult(credentials), Retry = retry ?? RetryRule.Standard };
        return new AwsConnection(access, _pacing.GetOrAdd(account, _ => new CallPacing(_rates, _clock)), _wayOut, _clock, _ids);
    }
}
