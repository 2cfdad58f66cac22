using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall explain ACCOUNT PRODUCT</c>: the decision and how it came about. contract.md 2.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Account = new("ACCOUNT") { Description = "12 digits" };
    private static readonly Argument<string> Product = new("PRODUCT") { Description = "The product's id" };

    public static Command Make() => new("explain", "May an account buy a product, and why") { Account, Product };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, guildhall =>
    {
        var (account, product) = (call.Given.GetValue(Account)!, call.Given.GetValue(Product)!);
        if (guildhall.Marketplaces.FindTenantOf(new AccountId(account)) is not { } view)
            return Task.FromResult(call.Refused([Problem.NotFound($"No linked organization has account {account}.")]));
        var explained = Explain(guildhall, view, account, product);
        return Task.FromResult(call.Done(explained, Sentence(explained)));
    }, cancellation);

    private static Explained Explain(Installation guildhall, TenantView view, string account, string product)
    {
        var decision = guildhall.Decisions.Decide(view, account, product);
        var experience = decision.Experience is { } id ? view.Marketplace.GetExperience(id) : null;
        var organization = view.Marketplace.Organization;
        var path = view.Governance.Path(decision.Account)
            .Select(s => new ExplainedStep(s.Id.Value, Words.Of(s.Kind), s.Experience?.Value, s.Outcome.Word()))
            .ToList();
        return new Explained(
            account,
            product,
            decision.Decision.Word(),
            decision.Reason.Word(),
            experience?.Id.Value,
            experience?.Name,
            decision.Relationship?.ToString(),
            path,
            [organization.ManagementAccount.Value, .. organization.DelegatedAdministrators.Select(a => a.Value).Order(StringComparer.Ordinal)]);
    }

    private static string Sentence(Explained e) => string.Join(Environment.NewLine,
    [
        $"{e.Decision}: {e.Reason}",
        e.ExperienceId is null ? "No experience governs this account." : $"Governed by {e.ExperienceName} ({e.ExperienceId}), {e.Relationship}.",
        .. e.Path.Select(s => $"  {s.Type,-20} {s.Id,-20} {s.Outcome}{(s.ExperienceId is null ? "" : " " + s.ExperienceId)}"),
        $"Approving is up to {string.Join(", ", e.Approvers)}.",
    ]);

    private sealed record Explained(
        string AccountId, string ProductId, string Decision, string Reason, string? ExperienceId, string? ExperienceName, string? Relationship, IReadOnlyList<ExplainedStep> Path, IReadOnlyList<string> Approvers);

    private sealed record ExplainedStep(string Id, string Type, string? ExperienceId, string Outcome);
}
