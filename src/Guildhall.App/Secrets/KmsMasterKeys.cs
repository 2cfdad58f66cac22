using System.Security.Cryptography;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Keys;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.App.Secrets;

/// <summary>
/// Master keys that only KMS can open, which the database keeps beside what they protect: over the one guarded way out, as who this server is on AWS by itself.
/// They are never on a disk in the clear. security.md S-14, docs/adr/0018.
/// </summary>
/// <param name="endpoint">Where AWS is, from the configuration; null for AWS itself.</param>
/// <param name="identity">Who this server is on AWS by itself.</param>
public sealed class KmsMasterKeys(Uri? endpoint, AwsIdentity identity, TimeProvider clock, IdSource ids)
{
    /// <summary>A start waits some seconds for KMS, not minutes: whoever starts Guildhall again has more patience.</summary>
    private static readonly RetryRule Patience = new(3, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));

    /// <summary>
    /// The master key of a database, made by KMS at the first start. Refused: another key protects this database, KMS does not let us (<see cref="KmsRefusals.Code"/>).
    /// </summary>
    public async Task<Result<MasterKey>> OpenAsync(Database database, KmsKeyName name, CancellationToken cancellation)
    {
        var stored = StoredMasterKey.Find(database);
        if (stored?.KmsKey is null)
        {
            if (MasterKeyFit.VersionIn(database) is { } other)
                return Problem.Conflict(MasterKeyFit.Differs, $"The secrets of this database are sealed with master key {other}, which KMS does not keep. Take master-key-kms away, run 'guildhall master-key rotate --kms-key {name}', then set it again.");
            var made = await MakeAsync(name, cancellation);
            if (made.Refused) return made.Problems;
            stored = StoredMasterKey.Begin(database, made.Value, clock.GetUtcNow());
        }

        return await DecryptAsync(name, stored, cancellation);
    }

    /// <summary>A new master key, which nothing is sealed with yet. Refused as <see cref="OpenAsync"/>.</summary>
    public async Task<Result<NextMasterKey>> MakeAsync(KmsKeyName name, CancellationToken cancellation)
    {
        var answer = await CallAsync(name, kms => kms.GenerateDataKeyAsync(name, cancellation));
        if (!answer.Gave(out var made, out var problem)) return KmsRefusals.Of(problem, name);
        if (made.Plain.Length != MasterKey.Length) return KmsRefusals.Of(CloudProblem.Garbled("KMS gives a key of another length."), name);
        var key = new MasterKey(made.Plain);
        CryptographicOperations.ZeroMemory(made.Plain);
        return new NextMasterKey(key, name.Arn, Convert.ToBase64String(made.Wrapped));
    }

    private async Task<Result<MasterKey>> DecryptAsync(KmsKeyName name, StoredMasterKey stored, CancellationToken cancellation)
    {
        var answer = await CallAsync(name, kms => kms.DecryptAsync(name, Convert.FromBase64String(stored.Wrapped!), cancellation));
        if (!answer.Gave(out var plain, out var problem)) return KmsRefusals.IsAnother(problem) && stored.KmsKey != name.Arn ? Another(name, stored) : KmsRefusals.Of(problem, name);
        var key = plain.Length == MasterKey.Length ? new MasterKey(plain) : null;
        CryptographicOperations.ZeroMemory(plain);
        return key?.Version.ToString() == stored.Version ? key : KmsRefusals.Of(CloudProblem.Garbled($"What is stored does not open to master key {stored.Version}."), name);
    }

    /// <summary>One key has many names (aliases, replicas in other regions): KMS alone knows that this is another one.</summary>
    private static Problem Another(KmsKeyName name, StoredMasterKey stored) => Problem.Conflict(
        MasterKeyFit.Differs,
        $"Master key {stored.Version} is kept by KMS key {stored.KmsKey}, and master-key-kms names {name}. Name the former; 'guildhall master-key rotate --kms-key {name}' changes to the latter.");

    private async Task<CloudAnswer<T>> CallAsync<T>(KmsKeyName name, Func<KmsClient, Task<CloudAnswer<T>>> call)
        where T : class
    {
        using var wayOut = new GuardedHandler(OutboundSettings.For(endpoint));
        using var pacing = new CallPacing(CallRates.Unlimited, clock);
        var access = new AwsAccess { Target = AwsTarget.At(endpoint), Region = name.Region, Credentials = identity, Retry = Patience };
        return await call(new KmsClient(new AwsConnection(access, pacing, wayOut, clock, ids)));
    }
}
