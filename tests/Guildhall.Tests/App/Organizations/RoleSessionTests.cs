using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Identity;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.App.Organizations;

/// <summary>Sessions of roles by the clock that Guildhall and the simulated AWS share. aws-operations.md A.3.</summary>
public sealed class RoleSessionTests : IAsyncLifetime
{
    private ReadingWorld _aws = null!;
    private SigningCredentials _user = null!;
    private string _role = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _aws = await ReadingWorld.StartAsync();
        _user = _aws.User();
        _role = await _aws.RoleAsync("Guildhall", "agreed", _user);
    }

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Fact]
    public async Task A_session_is_renewed_five_minutes_before_it_ends()
    {
        var session = Session("agreed");
        var first = await KeyAsync(session);
        _aws.Clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal(first, await KeyAsync(session));

        _aws.Clock.Advance(TimeSpan.FromMinutes(2));

        var second = await KeyAsync(session);
        Assert.NotEqual(first, second);
        Assert.StartsWith("ASIA0", second, StringComparison.Ordinal);
        Assert.Equal(second, await KeyAsync(session));
    }

    [Fact]
    public async Task A_session_that_AWS_cannot_renew_at_the_moment_is_used_to_its_end()
    {
        var session = Session("agreed");
        var first = await KeyAsync(session);
        await _aws.FaultAsync(new { operation = "AssumeRole", kind = "fail", code = "ServiceUnavailable" });
        _aws.Clock.Advance(TimeSpan.FromMinutes(56));
        Assert.Equal(first, await KeyAsync(session));

        _aws.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(CloudTrouble.Failing, (await session.CredentialsAsync(Cancellation)).Problem?.Kind);
    }

    [Fact]
    public async Task Many_who_need_a_session_take_the_role_on_once()
    {
        var session = Session("agreed");

        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => KeyAsync(session)));

        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task S19_A_wrong_external_ID_is_told_as_a_role_that_cannot_be_taken_on()
    {
        var problem = (await Session("guessed").CredentialsAsync(Cancellation)).Problem!;

        Assert.Equal((CloudTrouble.Credentials, "AccessDenied", $"AWS does not let Guildhall take on the role {_role}."), (problem.Kind, problem.Code, problem.Message));
        Assert.Contains("the external ID guessed", problem.Repair, StringComparison.Ordinal);
    }

    private static async Task<string> KeyAsync(RoleSession session) => (await session.CredentialsAsync(Cancellation)).Value!.AccessKeyId;

    private RoleSession Session(string externalId) => new(_aws.Connection(_user), new RoleRequest(_role, "guildhall", externalId, RoleSession.Length), _aws.Clock);
}
