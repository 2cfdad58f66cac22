using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>What has been typed into the wizard so far, and the step that is shown (1 to 5).</summary>
public sealed record NewExperienceForm
{
    private const int MostProducts = 50;

    public int Step { get; init; } = 1;

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public bool Requests { get; init; } = true;

    public ImmutableArray<string> Principals { get; init; } = [];

    public string PrincipalWords { get; init; } = "";

    public ImmutableArray<string> Products { get; init; } = [];

    public string ProductWords { get; init; } = "";

    public string Title { get; init; } = "";

    public string Information { get; init; } = "";

    internal static NewExperienceForm Read(PageCall call) => new()
    {
        Step = int.TryParse(call.Text("step"), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? Math.Clamp(step, 1, 5) : 1,
        Name = call.Text("Name"),
        Description = call.Text("Description"),
        Requests = call.Text("requests") != "off",
        Principals = [.. call.Texts("principal").Distinct(StringComparer.Ordinal)],
        PrincipalWords = call.Text("principal-words"),
        Products = [.. call.Texts("product").Distinct(StringComparer.Ordinal)],
        ProductWords = call.Text("product-words"),
        Title = call.Text("Title"),
        Information = call.Text("Information"),
    };

    /// <summary>What must be right before one goes on: the rest is judged by the run at the review.</summary>
    internal ImmutableArray<Problem> Check() =>
        Name.Length is < 1 or > 255 ? [Problem.Malformed("A name has 1 to 255 characters.", "Name")]
        : Products.Length > MostProducts ? [Problem.Malformed($"At most {MostProducts} products here; afterwards Bulk add/remove products takes many more.", "product")]
        : [];

    /// <summary>One set that makes the experience and all that was chosen, not live.</summary>
    internal IReadOnlyList<ChangeDraft> Changes() =>
    [
        Change("CreateExperience", new { Name, Description }) with { ChangeName = "Experience" },
        OnIt("CreateProcurementPolicy", new { Name = Cut($"{Name} products"), Configuration = new { PolicyResourceRequests = Requests ? "Allow" : "Deny" } }),
        .. Principals.IsEmpty ? Array.Empty<ChangeDraft>() : [OnIt("AssociateAudience", new { Principals })],
        .. Products.IsEmpty ? Array.Empty<ChangeDraft>() : [OnIt("AllowProductProcurement", new { Products = new[] { new { Ids = Products } } })],
        .. Title.Length + Information.Length == 0 ? Array.Empty<ChangeDraft>() : [OnIt("CreateBrandingSettings", new { Name = Cut($"{Name} branding"), Configuration = new { Title, Information } })],
    ];

    private static ChangeDraft Change(string type, object details) => RunningChange.Change(type, EntityType.Experience, null, details);

    private static ChangeDraft OnIt(string type, object details) => Change(type, details) with { Identifier = "$Experience.Entity.Identifier" };

    private static string Cut(string name) => name.Length <= 255 ? name : name[..255];
}
