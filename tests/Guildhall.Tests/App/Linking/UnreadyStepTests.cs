using Guildhall.App.Effects;
using Guildhall.App.Linking;
using Guildhall.App.Linking.Steps;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;
using Guildhall.Tests.App.Cloud;

namespace Guildhall.Tests.App.Linking;

/// <summary>
/// A step of linking has as much patience with an organization that AWS is still preparing as an order has, in virtual time. vendor-integration.md 13.2;
/// aws-operations.md A.1, F 1.
/// </summary>
public sealed class UnreadyStepTests
{
    private static readonly LinkRow Link = new() { Id = "link-a", Name = "Acme", AccountId = "111111111111", Region = "us-east-1", Mode = "Fresh", AccessKeyId = "", EncryptedSecret = "", State = LinkStates.Checking };

    [Fact]
    public async Task Vendor13_2_A_step_goes_on_when_AWS_has_prepared_the_organization_for_more_than_an_hour()
    {
        var (entry, passed) = await RunAsync(CreationRule.LongestUnready - TimeSpan.FromMinutes(1));

        // What AWS put off took no attempt of those that other troubles have.
        Assert.Equal((EffectState.Done, 1), (entry.State, entry.Attempts));
        Assert.InRange(passed, TimeSpan.FromMinutes(74), TimeSpan.FromMinutes(82));
    }

    [Fact]
    public async Task F01_A_step_whose_organization_is_never_ready_fails_after_75_minutes_and_has_all_its_patience_again_when_it_is_retried()
    {
        var (entry, passed) = await RunAsync(TimeSpan.MaxValue);

        Assert.Equal((EffectState.Failed, CreationRule.Unready), (entry.State, entry.ProblemCode));
        Assert.Equal("AWS is still preparing the organization after more than an hour. Ask AWS Support, then retry.", entry.Problem);
        Assert.InRange(passed, TimeSpan.FromMinutes(75), TimeSpan.FromMinutes(83));
        Assert.Equal(new StepProgress(Default: true), StepProgress.Read(entry.Progress));
    }

    /// <summary>The step at its end, and when that was.</summary>
    /// <param name="ready">How long AWS says that it is not ready.</param>
    private static async Task<(EffectRow Entry, TimeSpan Passed)> RunAsync(TimeSpan ready)
    {
        using var aws = new ScriptedAws().On("ListAWSServiceAccessForOrganization", ScriptedAws.Json("""{"EnabledServicePrincipals":[]}"""));
        using var fixture = new CloudFixture(aws);
        var clock = fixture.Clock;
        aws.On("EnableAWSServiceAccess", call => (clock.Passed < ready ? ScriptedAws.Error(CreationRule.Unready) : ScriptedAws.Json("{}"))(call));
        var entry = new EffectRow { Id = "1", Kind = LinkSteps.TrustedAccess, Subject = Link.Id, LinkId = Link.Id, Progress = new StepProgress(Default: true).Write() };
        while (entry.State == EffectState.Waiting)
        {
            if (entry.Due > clock.GetUtcNow()) clock.Advance(entry.Due - clock.GetUtcNow());
            (entry.BegunAt, entry.Attempts) = (clock.GetUtcNow(), entry.Attempts + 1);
            var outcome = await clock.DriveAsync(new TrustedAccessStep().RunAsync(new EffectTurn(entry, Link, fixture.Connection()), TestContext.Current.CancellationToken));
            EffectEnd.Write(entry, outcome, clock.GetUtcNow());
        }

        return (entry, clock.Passed);
    }
}
