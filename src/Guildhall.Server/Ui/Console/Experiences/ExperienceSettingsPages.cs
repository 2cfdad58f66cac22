using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab Settings: name, Live / Not live, software requests, admin mode. M-15, M-16, M-26.</summary>
internal sealed class ExperienceSettingsPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string Word = "confirm";
    private static readonly Crumb Above = new("Experiences", "/console/experiences");

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}/settings", null, (call, _) => ValueTask.FromResult(Show(call, null, [])));
        pages.Post("/console/experiences/{id}/settings", Start, SaveAsync);
        pages.Post("/console/experiences/{id}/settings/confirmed", Start, ConfirmedAsync);
    }

    private static PageAnswer Show(PageCall call, SettingsForm? typed, ImmutableArray<Problem> problems)
    {
        var experience = ExperienceDoor.ExperienceOf(call);
        if (experience.Refused) return new PageAnswer.Refused(experience.Problems);
        var shown = new ExperienceSettings(experience.Value, typed ?? SettingsForm.Of(experience.Value)) { Problems = problems };
        return PageAnswer.Console<ExperienceSettingsView>(experience.Value.Name, shown, Above) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    /// <summary>Shows the effect first whenever somebody's permissions would change; renames are done at once.</summary>
    private async ValueTask<PageAnswer> SaveAsync(PageCall call, CancellationToken cancellation)
    {
        var experience = ExperienceDoor.ExperienceOf(call);
        if (experience.Refused) return new PageAnswer.Refused(experience.Problems);
        var typed = SettingsForm.Read(call);
        var changes = typed.ChangesOf(experience.Value);
        if (changes.Refused) return Show(call, typed, changes.Problems);
        if (changes.Value.Count == 0) return new PageAnswer.SeeOther(Address(experience.Value), new Flash(FlashKind.Information, "Nothing was changed."));
        if (typed.IsOnlyText(experience.Value)) return await ApplyAsync(call, experience.Value, changes.Value, cancellation);
        var preview = guildhall.Previews.Of(call.Caller, new ChangeSetDraft(changes.Value));
        if (preview.Refused) return Show(call, typed, preview.Problems);
        return Ask(experience.Value, typed, preview.Value, []);
    }

    private async ValueTask<PageAnswer> ConfirmedAsync(PageCall call, CancellationToken cancellation)
    {
        var experience = ExperienceDoor.ExperienceOf(call);
        if (experience.Refused) return new PageAnswer.Refused(experience.Problems);
        var typed = SettingsForm.Read(call);
        var changes = typed.ChangesOf(experience.Value);
        if (changes.Refused) return Show(call, typed, changes.Problems);
        if (!typed.NeedsWord(experience.Value) || call.Form["word"] == Word) return await ApplyAsync(call, experience.Value, changes.Value, cancellation);
        var preview = guildhall.Previews.Of(call.Caller, new ChangeSetDraft(changes.Value));
        return preview.Refused ? Show(call, typed, preview.Problems) : Ask(experience.Value, typed, preview.Value, [Problem.Malformed($"Type {Word}, in lower case, to go on.", "word")]);
    }

    private static PageAnswer.View Ask(Experience experience, SettingsForm typed, Preview preview, ImmutableArray<Problem> problems) =>
        PageAnswer.Console<ExperienceSettingsAskView>("Save settings", new SettingsQuestion(experience, typed, preview) { Problems = problems }, Above, new Crumb(experience.Name, Address(experience))) with { Status = problems.IsEmpty ? 200 : 400 };

    private async Task<PageAnswer> ApplyAsync(PageCall call, Experience experience, IReadOnlyList<ChangeDraft> changes, CancellationToken cancellation) =>
        RunningChange.Answer(await new RunningChange(guildhall).RunAsync(call, $"Settings: {experience.Name}", changes, cancellation), Address(experience), "Saved.");

    private static string Address(Experience experience) => $"/console/experiences/{experience.Id}/settings";
}

/// <summary>What the tab shows.</summary>
public sealed record ExperienceSettings(Experience Experience, SettingsForm Form)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>What is asked before settings change somebody's permissions.</summary>
public sealed record SettingsQuestion(Experience Experience, SettingsForm Form, Preview Preview)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
