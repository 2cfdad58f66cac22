using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud.Identity;

/// <summary>
/// The session of a role: taken on when it is first needed, kept in memory alone, and taken on anew five minutes before it ends. aws-operations.md A.3.
/// </summary>
/// <param name="source">Who takes the role on.</param>
internal sealed class RoleSession(AwsConnection source, RoleRequest role, TimeProvider clock)
{
    /// <summary>As long as AWS gives it to every role, and at most to who is a role already.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(1);

    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private AssumedRole? _current;
    private Task<CloudAnswer<AssumedRole>>? _taking;

    /// <summary>The session's key. Whoever comes while it is being taken on waits for the same one.</summary>
    public async ValueTask<CloudAnswer<SigningCredentials>> CredentialsAsync(CancellationToken cancellation)
    {
        Task<CloudAnswer<AssumedRole>> taking;
        lock (_gate)
        {
            if (_current is { } current && clock.GetUtcNow() < current.Expires - Before) return current.Credentials;
            taking = _taking is { IsCompleted: false } running ? running : _taking = TakeOnAsync();
        }

        var taken = await taking.WaitAsync(cancellation);
        return taken.Gave(out var session, out var problem) ? session.Credentials : problem;
    }

    /// <summary>Forgets the session that AWS takes no more. Another one, which somebody beside has taken on since, stays.</summary>
    public void Drop(SigningCredentials refused)
    {
        lock (_gate)
        {
            if (_current?.Credentials == refused) _current = null;
        }
    }

    private async Task<CloudAnswer<AssumedRole>> TakeOnAsync()
    {
        // Everybody who waits may give up; the session is of use to the next one.
        var taken = await new StsClient(source).AssumeRoleAsync(role, CancellationToken.None);
        lock (_gate)
        {
            if (taken.Gave(out var session, out var problem)) return _current = session;
            if (problem.PassesByItself && _current is { } current && clock.GetUtcNow() < current.Expires) return current;
            _current = null;
            return problem.Kind == CloudTrouble.Denied ? Refused(problem) : problem;
        }
    }

    /// <summary>AWS gives one answer for a role that is not there, a wrong external ID and a missing right: the repair names all three.</summary>
    private CloudProblem Refused(CloudProblem problem) => new(
        CloudTrouble.Credentials,
        problem.Code,
        $"AWS does not let Guildhall take on the role {role.RoleArn}.",
        $"Look whether the role is there, whether its trust policy names who Guildhall is and the external ID {role.ExternalId}, and whether that identity may sts:AssumeRole on the role. What was just changed counts some minutes later.")
    {
        Said = problem.Said,
        RequestId = problem.RequestId,
    };
}
