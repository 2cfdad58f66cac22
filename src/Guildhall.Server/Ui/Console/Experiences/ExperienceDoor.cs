using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Experiences;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>Who sees experiences, and which one a page is about. The same rule as the API's (private-marketplace.md 4.14).</summary>
internal static class ExperienceDoor
{
    /// <summary>The list above every experience.</summary>
    public static readonly Crumb Above = new("Experiences", "/console/experiences");

    private static readonly Problem NotYours = Problem.Forbidden("Experiences are managed from the management account or from a delegated administrator's.");
    private static readonly Problem Missing = Problem.NotFound("There is no experience of this id.");

    /// <summary>The tenant, when the caller administers it.</summary>
    public static Result<TenantView> TenantOf(PageCall call) => call.Administered(NotYours);

    /// <summary>The experience that the route names by <c>{id}</c>.</summary>
    public static Result<Experience> ExperienceOf(PageCall call)
    {
        if (call is not { AccountAdministers: true, Tenant: { } tenant }) return NotYours;
        if (tenant.Marketplace.FindExperience(new EntityId(call.Route("id"))) is not { } experience) return Missing;
        return EntityQueries.Check(call.Caller, tenant, Arns.Entity(experience.Owner, EntityType.Experience, experience.Id.Value)) is { } refusal ? refusal : experience;
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
}
