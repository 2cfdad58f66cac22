using Guildhall.App.Effects;
using Guildhall.App.Linking.Steps;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Invitations;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain.Vending;

namespace Guildhall.App;

/// <content>What is done on AWS.</content>
public sealed partial class Installation
{
    /// <summary>Everything that Guildhall does on AWS in the background. A new kind is added here.</summary>
    private IEnumerable<Effect> EffectKinds()
    {
        Effect[] steps = [new OrganizationStep(), new RoleStep(), new TrustedAccessStep(), new BucketStep(), new BucketGuardStep(), new BucketPolicyStep(), new ReportStep(), new ReadStep(Syncs)];
        foreach (var step in steps) yield return step;
        var certainty = Options.AwsEndpoint is null && Options.OrderCertainty < CreationRule.LeastCertainty ? CreationRule.LeastCertainty : Options.OrderCertainty;
        yield return new AccountCreation(Database, new CreationSettings(Options.Ids, Options.Clock, Marketplaces, certainty, Options.OrderPoll));
        var rule = new InvitationRule(certainty, Options.InvitationPoll);
        if (Options.AwsEndpoint is not null) rule = rule with { Share = TimeSpan.Zero };
        var inviting = new InvitationSettings(Options.Ids, Options.Clock, Marketplaces, rule);
        yield return new AccountInvitation(Database, inviting);
        yield return new AccountJoining(Database, inviting);
        yield return new AccountPlacing(Database);
        yield return new AccountAttaching(Database);
        yield return new AccountTagging(Database);
        yield return new AccountGoverning(Database, Marketplaces, Syncs);
        yield return new AccountFinishing(Database, Options.Ids);
        foreach (var step in MemberStepKinds()) yield return step;
    }

    private IEnumerable<Effect> MemberStepKinds()
    {
        var door = new MemberDoor(Database, Connections);
        return [new Suspending(Database), new Resuming(), new Moving(Marketplaces, Syncs), new Retagging(), new Aliasing(door), new Contacting(door), new Renaming(door, Syncs), new Closing(Syncs), new Leaving(Syncs)];
    }
}
