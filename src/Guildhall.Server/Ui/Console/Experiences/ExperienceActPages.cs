using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>Taking offline, archiving and reactivating one or many experiences: confirmed by the typed word. M-24, M-25.</summary>
internal sealed class ExperienceActPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string Word = "confirm";
    private const int Most = 20;

    public void Map(PageRoutes pages)
    {
        pages.Post("/console/experiences/act", Start, (call, cancellation) => AskAsync(call, [], cancellation));
        pages.Post("/console/experiences/act/confirmed", Start, ConfirmedAsync);
    }

    /// <summary>What is ticked and what to do with it: live ones are taken offline first, and archiving is asked about after that (M-24).</summary>
    private async ValueTask<PageAnswer> AskAsync(PageCall call, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        if (ExperienceAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the experiences."));
        var ticked = Ticked(call, "experience");
        if (ticked.Refused) return new PageAnswer.Refused(ticked.Problems);
        if (Unfit(call, act, ticked.Value) is { } unfit) return unfit;
        Experience[] live = act.NeedsOffline ? [.. ticked.Value.Where(e => e.Live)] : [];
        return live.Length == 0
            ? await PageAsync(call, new ExperienceActForm(act, ticked.Value) { Then = Then(call), Problems = problems }, cancellation)
            : await PageAsync(call, new ExperienceActForm(ExperienceAct.Offline, live) { Then = new NextAct(act, ticked.Value), Problems = problems }, cancellation);
    }

    private async Task<PageAnswer.View> PageAsync(PageCall call, ExperienceActForm form, CancellationToken cancellation) =>
        PageAnswer.Console<ExperienceActView>(
            form.Act.Title, form with { Word = call.Text("word"), Back = BackOf(call, form.Act), Preview = await guildhall.Previews.OfAsync(call.Caller, Draft(form.Act, form.Experiences), cancellation) }, new Crumb("Experiences", "/console/experiences")) with
        {
            Status = form.Problems.IsEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(form.Problems[0]),
        };

    private async ValueTask<PageAnswer> ConfirmedAsync(PageCall call, CancellationToken cancellation)
    {
        if (ExperienceAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the experiences."));
        if (act.Typed && call.Form["word"] != Word) return await AskAsync(call, [Problem.Malformed($"Type {Word}, in lower case, to go on.", "word")], cancellation);
        var ticked = Ticked(call, "experience");
        if (ticked.Refused) return new PageAnswer.Refused(ticked.Problems);
        if (Unfit(call, act, ticked.Value) is { } unfit) return unfit;
        var names = string.Join(", ", ticked.Value.Select(e => e.Name));
        return await new RunningChange(guildhall).RunAsync(call, act.Title, Draft(act, ticked.Value).Changes, cancellation) switch
        {
            ChangeEnd.Refused refused => await PageAsync(call, new ExperienceActForm(act, ticked.Value) { Then = Then(call), Problems = refused.Problems }, cancellation),
            ChangeEnd.Succeeded when Then(call) is { } next => await PageAsync(call, new ExperienceActForm(next.Act, next.Experiences) { Done = $"{act.Done}: {names}." }, cancellation),
            var end => RunningChange.Answer(end, BackOf(call, act), $"{act.Done}: {names}."),
        };
    }

    /// <summary>What is answered when nothing is ticked, or too much; null when it can be asked and done.</summary>
    private static PageAnswer.SeeOther? Unfit(PageCall call, ExperienceAct act, Experience[] ticked)
    {
        var (ticks, back) = (Ticks.Of(call.Texts("experience")), BackOf(call, act));
        return (ticked.Length == 0 ? Ticks.None : ticks).RefusalFor(back, "experience")
            ?? (ticked.Length > Most ? new PageAnswer.SeeOther(ticks.In(back), Flash.Problem($"At most {Most} experiences at one time.")) : null);
    }

    /// <summary>Where one comes back to: the part of the list that was shown.</summary>
    private static string BackOf(PageCall call, ExperienceAct act) => call.Text("back") is { Length: > 0 } back ? LocalAddress.Of(back) : act.Back;

    /// <summary>What is asked after this act, when there is anything.</summary>
    private static NextAct? Then(PageCall call) =>
        ExperienceAct.Find(call.Text("then")) is { } act && Ticked(call, "then-experience") is { Refused: false, Value: { Length: > 0 and <= Most } experiences } ? new NextAct(act, experiences) : null;

    /// <summary>The experiences that a field names, as they are now.</summary>
    private static Result<Experience[]> Ticked(PageCall call, string field)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return tenant.Problems;
        return call.Texts(field).Distinct(StringComparer.Ordinal).Select(id => tenant.Value.Marketplace.FindExperience(new EntityId(id))).OfType<Experience>().ToArray();
    }

    private static ChangeSetDraft Draft(ExperienceAct act, IEnumerable<Experience> experiences) =>
        new([.. experiences.Select(e => RunningChange.Change(act.ChangeType, EntityType.Experience, e.Id, act.Details))]);
}

/// <summary>Something that can be done to ticked experiences.</summary>
public sealed record ExperienceAct(string Name, string Title, string Button, string Done, string ChangeType, object Details)
{
    public static ExperienceAct Offline { get; } = new("offline", "Take experience(s) offline", "Take offline", "Not live now", "UpdateExperience", new { Status = "Disabled" });

    public static ExperienceAct Archive { get; } = new("archive", "Archive experience", "Archive", "Archived", "RestrictExperience", new { }) { Typed = true, NeedsOffline = true };

    public static ExperienceAct Reactivate { get; } = new("reactivate", "Reactivate experience", "Reactivate", "Reactivated, not live", "ReviveExperience", new { }) { Typed = true };

    /// <summary>Whether the word must be typed.</summary>
    public bool Typed { get; init; }

    /// <summary>Whether live experiences must be taken offline first.</summary>
    public bool NeedsOffline { get; init; }

    /// <summary>Where one comes back to when nothing else is said.</summary>
    public string Back => Name == "reactivate" ? "/console/experiences?tab=archived" : "/console/experiences";

    public static ExperienceAct? Find(string name) => name switch
    {
        "offline" => Offline,
        "archive" => Archive,
        "reactivate" => Reactivate,
        _ => null,
    };
}

/// <summary>What is asked before it is done.</summary>
public sealed record ExperienceActForm(ExperienceAct Act, IReadOnlyList<Experience> Experiences)
{
    /// <summary>The list, without ticks.</summary>
    public string Back { get; init; } = "";

    /// <summary>The list as it was, for whoever does not want it after all.</summary>
    public string Ticked => Ticks.Of((Then?.Experiences ?? Experiences).Select(e => e.Id.Value)).Fitting.In(Back);

    /// <summary>What was typed to confirm.</summary>
    public string Word { get; init; } = "";

    /// <summary>What is asked after this.</summary>
    public NextAct? Then { get; init; }

    /// <summary>What the step before this did; null for the first.</summary>
    public string? Done { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The effect, or why it would be refused.</summary>
    public Result<Preview> Preview { get; init; }
}

/// <summary>The act that this one is only the step before, and on which experiences.</summary>
public sealed record NextAct(ExperienceAct Act, IReadOnlyList<Experience> Experiences);
