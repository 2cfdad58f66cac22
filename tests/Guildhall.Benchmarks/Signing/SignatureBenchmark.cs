using System.Security.Cryptography;
using Guildhall.Benchmarks.Measuring;
using Guildhall.Wire.Signing;

namespace Guildhall.Benchmarks.Signing;

/// <summary>
/// Verifying a signed request of 2 KB, beside the hashes and the one HMAC that no verifier can do without. Goals (G-15): under 100 us,
/// at most 4 KB allocated, at most twice the bare hashes.
/// </summary>
internal static class SignatureBenchmark
{
    private const int Rounds = 9, Calls = 5_000;
    private const string Service = "aws-marketplace";
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigningCredentials _known = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static readonly byte[] _body = new byte[2_048];

    public static Task Run(Report report)
    {
        var verifier = new SignatureVerifier(new OneKey(_known), new StandingClock(_now), new());
        var known = Signed(_known);
        var unknown = Signed(new("AKIDNOSUCHKEY", "unknown"));
        if (verifier.Verify(known, _body, Service) is not Verification.Verified)
            throw new InvalidOperationException("The benchmark's own request is refused.");
        var results = Contest.Run(
            Rounds,
            new Entrant("bare SHA-256 of 2 KB and 230 B, HMAC of 130 B", Calls, () => Repeat(BareHashes)),
            new Entrant("verify 2 KB", Calls, () => Repeat(() => verifier.Verify(known, _body, Service))),
            new Entrant("refuse an unknown key, 2 KB", Calls, () => Repeat(() => verifier.Verify(unknown, _body, Service))));
        report.Time(results[0]);
        report.Time(results[1], results[0]);
        report.Time(results[2], results[1]);
        report.Count("bytes allocated by one verification", Allocated(() => verifier.Verify(known, _body, Service)), "B");
        return Task.CompletedTask;
    }

    private static SignableRequest Signed(SigningCredentials credentials)
    {
        IHeaderDictionary headers = new HeaderDictionary
        {
            ["Host"] = "127.0.0.1:8080",
            ["X-Amz-Date"] = "20260115T120000Z",
            ["Content-Type"] = "application/json",
        };
        var request = new SignableRequest("POST", "/ListEntities", headers);
        headers.Authorization = RequestSigner.Authorize(request, _body, credentials, "us-east-1", Service, _now);
        headers.UserAgent = "aws-cli/1.45.11";
        return request;
    }

    private static void BareHashes()
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(_body, hash);
        SHA256.HashData(_body.AsSpan(0, 230), hash);
        HMACSHA256.HashData(hash, _body.AsSpan(0, 130), hash);
    }

    private static void Repeat(Action call)
    {
        for (var i = 0; i < Calls; i++) call();
    }

    private static long Allocated(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private sealed class OneKey(SigningCredentials credentials) : IKeyDirectory
    {
        private readonly SigningKey _key = new(credentials.AccessKeyId, credentials.SecretAccessKey, true, null, null, "benchmark");

        public SigningKey? Find(string accessKeyId) => accessKeyId == _key.AccessKeyId ? _key : null;
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
