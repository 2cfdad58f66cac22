using System.Text.Json.Nodes;
using Guildhall.App.Vending.Lifecycle;

namespace Guildhall.Server.Api.V1;

/// <summary>What an act on an account would do, as API and commands write it.</summary>
internal static class ActAnswers
{
    public static object Of(MoveEffect effect) => new
    {
        dryRun = true,
        experience = effect.Now,
        experienceAfter = effect.Then,
        gained = effect.Effect.Gained,
        lost = effect.Effect.Lost,
        agreements = effect.Effect.Agreements is { } agreements ? PreviewedAgreements.Of(agreements) : null,
        spend = effect.Effect.Spend is { } spend ? PreviewedSpend.Of(spend) : null,
    };

    public static object Of(ManagementGrant grant) => new
    {
        accountId = grant.Account,
        managementAccountId = grant.Management,
        role = grant.Role,
        allowed = grant.Allowed,
        template = JsonNode.Parse(grant.Template),
        commands = grant.Commands,
    };

    public static object Of(ConsoleLink link) => new { url = link.Url.AbsoluteUri, until = link.Until, session = link.Session };

    public static object Of(ClosePlan plan) => new
    {
        dryRun = true,
        accounts = plan.Accounts,
        quota = plan.Quota,
        closedIn30Days = plan.ClosedLately,
        closing = plan.UnderWay,
        waits = plan.Waits,
        deletedAt = plan.Deleted,
        products = plan.Products,
        pendingRequests = plan.Requests,
        people = plan.People,
        keys = plan.Keys,
        associatedExperience = plan.Associated,
        suspended = plan.Suspended,
        closesByTwo = plan.ByTwo,
    };
}
