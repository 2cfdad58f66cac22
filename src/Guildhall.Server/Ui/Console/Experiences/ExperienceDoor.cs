using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>Who sees experiences, and which one a page is about. The same rule as the API's (private-marketplace.md 4.14).</summary>
internal static class ExperienceDoor
{
    /// <summary>The list above every experience.</summary>
    public static readonly Crumb Above = new("Experiences", "/console/experiences");

    private const string Describe = "aws-marketplace:DescribeEntity";

    /// <summary>How many accounts each experience governs, counted once for each state of the governance.</summary>
    private static readonly ConditionalWeakTable<GovernanceSnapshot, Dictionary<EntityId, int>> Governed = [];

    private static readonly Problem NotYours = Problem.Forbidden("Experiences are managed from the management account or from a delegated administrator's.");
    private static readonly Problem Missing = Problem.NotFound("There is no experience of this id.");

    /// <summary>The tenant, when the caller administers it.</summary>
    public static Result<TenantView> TenantOf(PageCall call) =>
        call is not { AccountAdministers: true, Tenant: { } tenant } ? NotYours : call.ReadingRefused is { } refusal ? refusal : tenant;

    /// <summary>The experience that the route names by <c>{id}</c>.</summary>
    public static Result<Experience> ExperienceOf(PageCall call)
    {
        if (call is not { AccountAdministers: true, Tenant: { } tenant }) return NotYours;
        if (tenant.Marketplace.FindExperience(new EntityId(call.Route("id"))) is not { } experience) return Missing;
        return Authorization.Check(call.Caller, Describe, Arns.Entity(experience.Owner, EntityType.Experience, experience.Id.Value)) is { } refusal ? refusal : experience;
    }

    /// <summary>A handler about the experience of the route; refused when the caller administers none or there is none of this id.</summary>
    public static PageHandler On(Func<PageCall, Experience, CancellationToken, ValueTask<PageAnswer>> handler) => (call, cancellation) =>
    {
        var experience = ExperienceOf(call);
        return experience.Refused ? ValueTask.FromResult<PageAnswer>(new PageAnswer.Refused(experience.Problems)) : handler(call, experience.Value, cancellation);
    };

    public static PageHandler On(Func<PageCall, Experience, PageAnswer> handler) => On((call, experience, _) => ValueTask.FromResult(handler(call, experience)));

    /// <summary>A tab of an experience's page; a form that was refused has problems.</summary>
    public static PageAnswer.View Tab<T>(Experience experience, object model, ImmutableArray<Problem> problems = default)
        where T : IComponent =>
        PageAnswer.Console<T>(experience.Name, model, Above) with { Status = problems.IsDefaultOrEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };

    /// <summary>Accounts that the experience governs.</summary>
    public static int GovernedBy(TenantView tenant, Experience experience) =>
        Governed.GetValue(tenant.Governance, CountsOf).GetValueOrDefault(experience.Id);

    /// <summary>One walk through the organization for all experiences.</summary>
    private static Dictionary<EntityId, int> CountsOf(GovernanceSnapshot governance)
    {
        var nodes = governance.Marketplace.Organization.Tree.Nodes;
        return Enumerable.Range(0, nodes.Length)
            .Where(n => nodes[n].Kind == Domain.Organizations.NodeKind.Account)
            .Select(n => governance.GovernorOf(n)?.Experience)
            .OfType<EntityId>()
            .CountBy(id => id)
            .ToDictionary();
    }
}
