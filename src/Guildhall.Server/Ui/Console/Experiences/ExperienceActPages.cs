using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>Taking offline, archiving and reactivating one or many experiences: confirmed by the typed word. M-24, M-25.</summary>
internal sealed class ExperienceActPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string Word = "confirm";
    private const int Most = 20;

    public void Map(PageRoutes pages)
    {
        pages.Post("/console/experiences/act", Start, (call, _) => ValueTask.FromResult(Ask(call, [])));
        pages.Post("/console/experiences/act/confirmed", Start, ConfirmedAsync);
    }

    private PageAnswer Ask(PageCall call, ImmutableArray<Problem> problems)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        if (ExperienceAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the experiences."));
        Experience[] ticked = [.. call.Texts("experience").Select(id => tenant.Value.Marketplace.FindExperience(new EntityId(id))).OfType<Experience>()];
        if (ticked.Length == 0) return new PageAnswer.SeeOther(act.Back, Flash.Problem("Tick at least one experience first."));
        if (ticked.Length > Most) return new PageAnswer.SeeOther(act.Back, Flash.Problem($"At most {Most} experiences at one time."));
        var live = act.NeedsOffline ? ticked.Where(e => e.Live).ToArray() : [];
        var preview = live.Length > 0 ? default : guildhall.Previews.Of(call.Caller, Draft(act, ticked));
        var ask = new ExperienceActForm(act, ticked, live, call.Text("word")) { Problems = problems, Preview = preview };
        var title = live.Length > 0 ? ExperienceAct.Offline.Title : act.Title;
        return PageAnswer.Console<ExperienceActView>(title, ask, new Crumb("Experiences", "/console/experiences")) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async ValueTask<PageAnswer> ConfirmedAsync(PageCall call, CancellationToken cancellation)
    {
        if (ExperienceAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the experiences."));
        if (act.Typed && call.Form["word"] != Word) return Ask(call, [Problem.Malformed($"Type {Word}, in lower case, to go on.", "word")]);
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        Experience[] ticked = [.. call.Texts("experience").Select(id => tenant.Value.Marketplace.FindExperience(new EntityId(id))).OfType<Experience>()];
        var end = await new RunningChange(guildhall).RunAsync(call, act.Title, Draft(act, ticked).Changes, cancellation);
        return RunningChange.Answer(end, act.Back, $"{act.Done}: {string.Join(", ", ticked.Select(e => e.Name))}.");
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

    /// <summary>Where one comes back to.</summary>
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
/// <param name="Live">Those that must be taken offline first.</param>
public sealed record ExperienceActForm(ExperienceAct Act, IReadOnlyList<Experience> Experiences, IReadOnlyList<Experience> Live, string Word)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>The effect, or why it would be refused.</summary>
    public Result<Preview> Preview { get; init; }
}
