using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>
/// Enables what preflight found missing in an organization (P13, P14), then runs it again. Each call asks first whether it is there, so that repeating it, or
/// doing it twice at once, is harmless. vendor-integration.md 8.2.
/// </summary>
public sealed class LinkEnabling(Database database, Writer writer, AwsConnections connections, OrganizationIntegration integration, Preflights preflights)
{
    private static readonly Problem Standalone = Problem.Conflict("NO_ORGANIZATION", "The account belongs to no organization, or none was read yet: there is nothing to enable.");

    /// <summary>The preflight afterwards. Refused: no such link, it is paused, it is of no organization, what AWS or the sync says; a refused one is tried again safely.</summary>
    public async Task<Result<PreflightRun>> EnableAsync(string linkId, LinkFeature feature, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == linkId && l.State != LinkStates.Removed, cancellation) is not { } link) return Problem.NotFound("There is no such organization.");
        if (link.State == LinkStates.Paused) return LinkRows.Paused;
        if (link.TenantId is null || link.TenantId == link.AccountId) return Standalone;
        if (feature == LinkFeature.PrivateMarketplace)
        {
            var integrated = await integration.IntegrateAsync(link, origin);
            if (integrated.Refused) return integrated.Problems;
        }
        else if (await PoliciesAsync(link, origin) is { } refused)
        {
            return refused;
        }

        return await preflights.RunAsync(linkId, origin, cancellation);
    }

    /// <summary>A caller who goes away meanwhile changes nothing: AWS may be changed already.</summary>
    private async Task<Problem?> PoliciesAsync(LinkRow link, ActOrigin origin)
    {
        var connection = connections.Of(link);
        if (connection.Refused) return connection.Problems[0];
        if (await ServiceControl.EnableAsync(new OrganizationsClient(connection.Value), CancellationToken.None) is { } problem) return problem.ToProblem();
        await writer.WriteAsync(
            scope =>
            {
                LinkAudit.Stage(scope, "EnableServiceControlPolicies", origin, link.TenantId, new JsonObject { ["organizationLinkId"] = link.Id });
                return true;
            },
            CancellationToken.None);
        return null;
    }
}
