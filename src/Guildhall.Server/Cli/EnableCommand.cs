using System.CommandLine;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall organization enable</c>: what preflight found missing (P13, P14). vendor-integration.md 8.2.</summary>
internal static class EnableCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The link's id, the organization's id, the account or the name" };
    private static readonly Argument<string> Feature = new("FEATURE") { Description = "What is to be enabled" };

    static EnableCommand() => Feature.AcceptOnlyFromAmong([.. LinkFeature.All.Select(f => f.Name)]);

    public static Command Make() => new("enable", "Enable what preflight found missing in the organization, then check again") { Id, Feature, SettingOption.AwsEndpoint };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var id = call.Given.GetValue(Id)!;
        if (await guildhall.Links.FindAsync(id, cancellation) is not { } link) return call.Refused([Problem.NotFound($"Nothing linked is called {id}.")]);
        var run = await guildhall.LinkEnabling.EnableAsync(link.Id, LinkFeature.Find(call.Given.GetValue(Feature))!, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
        return run.Refused ? call.Refused(run.Problems) : call.Done(new { passed = run.Value.Passed, summary = run.Value.Summary, checks = OrganizationAnswers.Of(run.Value.Checks) });
    }, cancellation);
}
