using System.CommandLine;
using Guildhall.Domain;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall preview FILE --account ID</c>: who would be affected by a change set; nothing is changed.</summary>
internal static class PreviewCommand
{
    private static readonly Argument<FileInfo> ChangeSet = new("FILE") { Description = "JSON with the member ChangeSet, as for StartChangeSet" };
    private static readonly Option<string> Account = new("--account") { Description = "The account that would start it, 12 digits", HelpName = "ID", Required = true };

    public static Command Make() => new("preview", "Who would be affected by a change set") { ChangeSet, Account };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var file = call.Given.GetValue(ChangeSet)!;
        if (!file.Exists) return call.Refused([Problem.NotFound($"There is no file {file.Name}.")]);
        var draft = PreviewAnswer.Read(await File.ReadAllBytesAsync(file.FullName, cancellation));
        if (draft.Refused) return call.Refused(draft.Problems);
        var preview = await guildhall.Previews.OfAsync(OperatorCaller.Of(new AccountId(call.Given.GetValue(Account)!)), draft.Value, cancellation);
        return preview.Refused ? call.Refused(preview.Problems) : call.Done(PreviewAnswer.Of(preview.Value), Sentence(PreviewAnswer.Of(preview.Value)));
    }, cancellation);

    private static string Sentence(PreviewAnswer answer) => answer.Accounts.Count == 0
        ? "No account is affected."
        : $"{answer.Accounts.Count:N0} accounts are affected: {answer.Governors:N0} are governed by another experience, {answer.Gained:N0} product permissions are gained and {answer.Lost:N0} lost.{Agreements(answer.Agreements)}{Spend(answer.Spend)}";

    private static string Agreements(PreviewedAgreements? concerned) => concerned is null || concerned.Items.Count == 0
        ? ""
        : $" Of the active agreements {concerned.NoLongerApproved:N0} are no longer approved, {concerned.Renewals:N0} of which would renew by themselves{(concerned.NextRenewal is { } next ? $", the next on {next.UtcDateTime:yyyy-MM-dd}" : "")}, and {concerned.ApprovedAgain:N0} are approved again; none is cut off.";

    private static string Spend(PreviewedSpend? concerned) => concerned is null || concerned.Items.Count == 0
        ? ""
        : $" {concerned.Items.Select(u => u.AccountId).Distinct(StringComparer.Ordinal).Count():N0} accounts pay for products that are not approved then; that goes on until its agreements end.";
}
