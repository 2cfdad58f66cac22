using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Effects;

/// <summary>
/// <c>POST /console/effects.csv</c>: every account that a change would affect, as a file. The form brings the change itself; the effect is computed again,
/// with the rights of whoever asks, on the state of now.
/// </summary>
internal sealed class EffectPages(Installation guildhall)
{
    public void Map(PageRoutes pages) =>
        pages.Post("/console/effects.csv", "aws-marketplace:StartChangeSet", CsvAsync);

    /// <summary>Change sets as the form brings them back.</summary>
    public static string Written(IReadOnlyList<ChangeSetDraft> sets) => JsonSerializer.Serialize(sets);

    /// <summary>The name of what governs a node; null when nothing does.</summary>
    public static string? GovernorOf(GovernanceSnapshot snapshot, int? node) =>
        node is { } number && snapshot.GovernorOf(number) is { } governor ? snapshot.Marketplace.GetExperience(governor.Experience).Name : null;

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        if (Read(call.Text("sets")) is not { Length: > 0 } sets) return new PageAnswer.Refused(Problem.Malformed("Open the effect again and export it from there."));
        var effect = await guildhall.Previews.OfAllAsync(call.Caller, sets, cancellation);
        return effect.Refused
            ? new PageAnswer.Refused(PageProblems.Of(effect.Problems))
            : FileOf(effect.Value);
    }

    /// <summary>Every account that a change would affect, as a file, with the number of its agreements that are concerned.</summary>
    public static PageAnswer FileOf(Preview effect)
    {
        var agreements = effect.Agreements?.All.ToLookup(c => c.Agreement.Account.Value, StringComparer.Ordinal);
        return CsvFile.Of(
            "effect",
            ["Account id", "Name", "Governed by now", "Then", "Gains", "Loses", "Agreements no longer approved", "Agreements approved again", "Next refused renewal"],
            effect.Accounts.Select(a => Row(effect, a, agreements)));
    }

    private static IReadOnlyList<object?> Row(Preview effect, AffectedAccount affected, ILookup<string, ConcernedAgreement>? agreements)
    {
        var account = effect.After.Marketplace.Organization.Tree.Nodes[affected.Account];
        var before = effect.Before.Marketplace.Organization.Tree.Find(account.Id.Value);
        var concerned = agreements is null ? null : new AgreementEffect([.. agreements[account.Id.Value]]);
        return
        [
            account.Id.Value, account.Name, GovernorOf(effect.Before, before), GovernorOf(effect.After, affected.Account), affected.Products.Gained, affected.Products.Lost,
            concerned?.NoLonger, concerned?.Again, concerned?.NextRenewal,
        ];
    }

    private static ChangeSetDraft[]? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ChangeSetDraft[]>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
