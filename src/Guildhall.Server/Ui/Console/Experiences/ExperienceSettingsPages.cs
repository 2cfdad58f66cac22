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

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}/settings", null, ExperienceDoor.On((_, experience) => Show(experience, SettingsForm.Of(experience), [])));
        pages.Post("/console/experiences/{id}/settings", Start, ExperienceDoor.On(SaveAsync));
        pages.Get("/console/experiences/{id}/settings/ask", Start, ExperienceDoor.On(AskedAsync));
        pages.Post("/console/experiences/{id}/settings/confirmed", Start, ExperienceDoor.On(ConfirmedAsync));
    }

    private static PageAnswer.View Show(Experience experience, SettingsForm typed, ImmutableArray<Problem> problems) =>
        ExperienceDoor.Tab<ExperienceSettingsView>(experience, new ExperienceSettings(experience, typed) { Problems = problems }, problems);

    /// <summary>Shows the effect first whenever somebody's permissions would change; renames are done at once.</summary>
    private async ValueTask<PageAnswer> SaveAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var typed = SettingsForm.Read(call);
        if (typed.Stale(call, experience) is { } stale) return Show(experience, typed, [stale]);
        var changes = typed.ChangesOf(experience);
        if (changes.Refused) return Show(experience, typed, changes.Problems);
        if (changes.Value.Count == 0) return new PageAnswer.SeeOther(Address(experience), new Flash(FlashKind.Information, "Nothing was changed."));
        if (typed.IsOnlyText(experience)) return await ApplyAsync(call, experience, changes.Value, cancellation);
        return await AskAsync(call, experience, typed, changes.Value, [], cancellation);
    }

    /// <summary>The question once more, after products were added from it: the settings stand in the address.</summary>
    private async ValueTask<PageAnswer> AskedAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var asked = SettingsForm.ReadAddress(call, experience);
        var changes = asked.ChangesOf(experience);
        if (changes.Refused) return Show(experience, asked, changes.Problems);
        if (changes.Value.Count == 0) return new PageAnswer.SeeOther(Address(experience), new Flash(FlashKind.Information, "Nothing was changed."));
        return await AskAsync(call, experience, asked, changes.Value, [], cancellation);
    }

    private async ValueTask<PageAnswer> ConfirmedAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var typed = SettingsForm.Read(call);
        if (typed.Stale(call, experience) is { } stale) return Show(experience, typed, [stale]);
        var changes = typed.ChangesOf(experience);
        if (changes.Refused) return Show(experience, typed, changes.Problems);
        if (!typed.NeedsWord(experience) || call.Form["word"] == Word) return await ApplyAsync(call, experience, changes.Value, cancellation);
        return await AskAsync(call, experience, typed, changes.Value, [Problem.Malformed($"Type {Word}, in lower case, to go on.", "word")], cancellation);
    }

    private async Task<PageAnswer> AskAsync(PageCall call, Experience experience, SettingsForm typed, IReadOnlyList<ChangeDraft> changes, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var preview = await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft(changes), cancellation);
        if (preview.Refused) return Show(experience, typed, PageProblems.Of(preview.Problems));
        var question = new SettingsQuestion(experience, typed, preview.Value)
        {
            GoingLive = typed.GoesLive(experience) ? await GoingLive.FindAsync(guildhall, call, experience, preview.Value, typed.AddressOf(experience), cancellation) : null,
            Problems = problems,
        };
        return PageAnswer.Console<ExperienceSettingsAskView>("Save settings", question, ExperienceDoor.Above, new Crumb(experience.Name, Address(experience))) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async Task<PageAnswer> ApplyAsync(PageCall call, Experience experience, IReadOnlyList<ChangeDraft> changes, CancellationToken cancellation) =>
        await new RunningChange(guildhall).RunAsync(call, $"Settings: {experience.Name}", changes, cancellation) switch
        {
            ChangeEnd.Refused refused => Show(experience, SettingsForm.Read(call), refused.Problems),
            var end => RunningChange.Answer(end, Address(experience), "Saved."),
        };

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
    /// <summary>What is in use and not approved; null when the experience does not go live by it.</summary>
    public GoingLive? GoingLive { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];
}
