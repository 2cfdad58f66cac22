using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Names;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Linking.Watch;
using Guildhall.Domain;

namespace Guildhall.App.Linking.Checks;

/// <summary>
/// Runs P0 to P16: who the key is first, and when that is right the others at once, each for 10 seconds at most and all for 60. Only reads, except
/// the deep check. vendor-integration.md 8.
/// </summary>
/// <param name="mail">Null where no DNS server is asked.</param>
internal sealed class Preflight(MailRoutes? mail, TimeProvider clock, IdSource ids)
{
    /// <summary>Shorter than elsewhere: somebody waits.</summary>
    public static readonly RetryRule Retry = new(2, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan All = TimeSpan.FromSeconds(60);

    private static readonly (string Id, string Title)[] Later =
    [
        ("P4", "No root key"), ("P5", "Organization"), ("P6", "Permissions"), ("P7", "Region"), ("P8", "S3 access"), ("P8b", "Bucket creation"), ("P9", "Bucket name"), ("P10", "Reports"),
        ("P11", "Account quota"), ("P12", "Invitations"), ("P13", "Service control policies"), ("P14", "Private marketplace"), ("P15", "OU and policies"), ("P16", "E-mail domain"),
    ];

    /// <param name="identityOnly">P1 to P6 alone: for a new key of a link that works.</param>
    public async Task<PreflightReport> RunAsync(LinkWish wish, AwsConnection connection, bool identityOnly, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(All, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var checks = new List<PreflightCheck> { Finding.Pass("The fields have the right form.").ToCheck("P0", "Input", "", 0) };
        var identity = await AnswerAsync(token => new StsClient(connection).GetCallerIdentityAsync(token), either.Token, cancellation);
        var organization = await RunAsync(wish, connection, (identity, (int)clock.GetElapsedTime(began).TotalMilliseconds), checks, identityOnly, either.Token, cancellation);
        return new PreflightReport([.. checks.Select(check => Spoken(check, wish.Credentials.Kind))], organization) { Milliseconds = (int)clock.GetElapsedTime(began).TotalMilliseconds, Access = Verified.Of(identity, wish.Account) };
    }

    private async Task<string?> RunAsync(
        LinkWish wish, AwsConnection connection, (CloudAnswer<CallerIdentity> Answer, int Took) asked, List<PreflightCheck> checks, bool identityOnly, CancellationToken bounded, CancellationToken cancellation)
    {
        var (identity, took) = asked;
        var reached = IdentityRules.Reached(identity.Problem, connection.Target.Endpoint?.Authority ?? AwsService.Sts.Host(wish.Region));
        var calls = wish.Credentials is LinkCredentials.Role ? "sts:AssumeRole, sts:GetCallerIdentity" : "sts:GetCallerIdentity";
        checks.Add(reached.ToCheck("P1", "AWS reachable", calls, took));
        if (reached.Result == CheckResult.Fail) return Skip(checks, [("P2", "Credentials"), ("P3", "Account"), .. Later], identityOnly);
        var valid = IdentityRules.Valid(identity.Problem, identity.Problem?.Skew);
        checks.Add(valid.ToCheck("P2", "Credentials", calls, took));
        if (!identity.Gave(out var caller, out _)) return Skip(checks, [("P3", "Account"), .. Later], identityOnly);
        var right = IdentityRules.RightAccount(caller.Account, wish.Account);
        checks.Add(right.ToCheck("P3", "Account", "sts:GetCallerIdentity", took));
        if (right.Result == CheckResult.Fail) return Skip(checks, Later, identityOnly);
        checks.Add((wish.Credentials.Kind == CredentialKind.Key || caller.IsRoot ? IdentityRules.NotRoot(caller) : IdentityRules.NoRootKey).ToCheck("P4", "No root key", "sts:GetCallerIdentity", took));
        var began = clock.GetTimestamp();
        var described = await AnswerAsync(token => new OrganizationsClient(connection).DescribeOrganizationAsync(token), bounded, cancellation);
        var belongs = OrganizationRules.Belongs(wish.Mode, wish.Account, described);
        checks.Add(belongs.ToCheck("P5", "Organization", "organizations:DescribeOrganization", (int)clock.GetElapsedTime(began).TotalMilliseconds));
        var scene = new Scene(wish, connection, caller, described, ids.Named("guildhall-probe-", 16));
        checks.AddRange(await new SceneChecks(scene, mail, clock, Each).RunAsync(identityOnly, bounded, cancellation));
        return described.Value?.Id;
    }

    /// <summary>A call that may not take longer than a check may.</summary>
    private async Task<CloudAnswer<T>> AnswerAsync<T>(Func<CancellationToken, Task<CloudAnswer<T>>> call, CancellationToken bounded, CancellationToken cancellation)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Each, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, bounded);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CloudProblem(CloudTrouble.Unreachable, "TimedOut", "There was no answer within 10 seconds.", "Check network, proxy and DNS.");
        }
    }

    /// <summary>The rules speak of a key; who reaches the account otherwise reads of that.</summary>
    private static PreflightCheck Spoken(PreflightCheck check, CredentialKind kind) =>
        check with { Message = CredentialWords.Spoken(check.Message, kind), Repair = check.Repair is { } repair ? CredentialWords.Spoken(repair, kind) : null };

    private static string? Skip(List<PreflightCheck> checks, IEnumerable<(string Id, string Title)> left, bool identityOnly)
    {
        checks.AddRange(left.Where(l => !identityOnly || l.Id is "P2" or "P3" or "P4" or "P5" or "P6").Select(l => Finding.Skipped("Not run.").ToCheck(l.Id, l.Title, "", 0)));
        return null;
    }
}
