using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab Branding: title, information, colour and logo of an experience, with a preview. M-11, private-marketplace.md 3.3.</summary>
internal sealed class ExperienceBrandingPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}/branding", null, ExperienceDoor.On((_, experience) => Show(experience, BrandingForm.Of(experience), [])));
        pages.Post("/console/experiences/{id}/branding", Start, ExperienceDoor.On(SaveAsync));
    }

    private static PageAnswer.View Show(Experience experience, BrandingForm typed, ImmutableArray<Problem> problems) =>
        ExperienceDoor.Tab<ExperienceBrandingView>(experience, new ExperienceBranding(experience, typed) { Problems = problems }, problems);

    private async ValueTask<PageAnswer> SaveAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var typed = BrandingForm.Read(call);
        if (call.Text("revision") is { Length: > 0 } opened && opened != $"{experience.Revision}" && typed != BrandingForm.Of(experience))
            return Show(experience, typed, [Problem.Conflict("CHANGED_MEANWHILE", "Somebody changed this experience since you opened this page: beside is how it looks now. What you typed is kept: save again to overwrite that.")]);
        var logo = await UploadedAsync(call, cancellation);
        if (logo.Refused) return Show(experience, typed, [.. logo.Problems.Select(p => p with { Member = "logo" })]);
        if (logo.Value.Length > 0) typed = typed with { LogoUrl = logo.Value };
        if (call.Text("remove-logo") == "on") typed = typed with { LogoUrl = "" };
        var end = await new RunningChange(guildhall).RunAsync(call, $"Branding: {experience.Name}", [typed.ChangeOf(experience)], cancellation);
        return end is ChangeEnd.Refused refused
            ? Show(experience, typed, [.. refused.Problems.Select(p => p with { Member = p.Member ?? (p.Code is "INVALID_URL" or "INVALID_IMAGE" ? "LogoUrl" : null) })])
            : RunningChange.Answer(end, $"/console/experiences/{experience.Id}/branding", "Saved.");
    }

    /// <summary>The address of the uploaded logo's copy; the empty text when none was sent.</summary>
    private async Task<Result<string>> UploadedAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Form.Files.GetFile("logo") is not { Length: > 0 } file) return "";
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellation);
        return await guildhall.Logos.TakeAsync(bytes.ToArray(), cancellation);
    }
}

/// <summary>What the tab shows.</summary>
public sealed record ExperienceBranding(Experience Experience, BrandingForm Form)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>The look of an experience as a form has it.</summary>
public sealed record BrandingForm(string Title, string Information, string ThemeColor, string LogoUrl)
{
    public static BrandingForm Of(Experience experience) =>
        experience.Branding is { } b ? new(b.Title, b.Information, b.ThemeColor, b.LogoUrl) : new(experience.Name, "", "", "");

    internal static BrandingForm Read(PageCall call) =>
        new(call.Text("Title"), call.Text("Information"), call.Text("color") == "on" ? call.Text("ThemeColor") : "", call.Text("LogoUrl"));

    internal ChangeDraft ChangeOf(Experience experience) => experience.Branding is null
        ? RunningChange.Change("CreateBrandingSettings", experience, new { Name = $"{experience.Name} branding", Configuration = this })
        : RunningChange.Change("UpdateBrandingSettings", experience, new { Configuration = this });
}
