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

    /// <summary>As typed: one on a line, key and value with = between.</summary>
    public string Tags { get; init; } = "";

    public ImmutableArray<string> Principals { get; init; } = [];

    public string PrincipalWords { get; init; } = "";

    public ImmutableArray<string> Products { get; init; } = [];

    public string ProductWords { get; init; } = "";

    /// <summary>Where the shown page of the searched audiences or products begins.</summary>
    public int From { get; init; }

    public string Title { get; init; } = "";

    public string Information { get; init; } = "";

    internal static NewExperienceForm Read(PageCall call) => new()
    {
        Step = int.TryParse(call.Text("step"), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? Math.Clamp(step, 1, 5) : 1,
        Name = call.Text("Name"),
        Description = call.Text("Description"),
        Requests = call.Text("requests") != "off",
        Tags = call.Text("tags"),
        Principals = [.. call.Texts("principal").Distinct(StringComparer.Ordinal)],
        PrincipalWords = call.Text("principal-words"),
        Products = [.. call.Texts("product").Distinct(StringComparer.Ordinal)],
        ProductWords = call.Text("product-words"),
        From = call.Text("go") is ['f', 'r', 'o', 'm', '-', .. var from] && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : 0,
        Title = call.Text("Title"),
        Information = call.Text("Information"),
    };

    /// <summary>What must be right before one goes on: the rest is judged by the run at the review.</summary>
    internal ImmutableArray<Problem> Check() =>
        Name.Length is < 1 or > 255 ? [Problem.Malformed("A name has 1 to 255 characters.", "Name")]
        : TagLines.FirstOrDefault(l => l.IndexOf('=', StringComparison.Ordinal) < 1) is { } line ? [Problem.Malformed($"“{line}” is no tag: write a key, =, and a value.", "tags")]
        : Products.Length > MostProducts ? [Problem.Malformed($"At most {MostProducts} products here; afterwards Bulk add/remove products takes many more.", "product")]
        : [];

    /// <summary>The step in which a problem can be mended; null when none of them can.</summary>
    internal static int? StepOf(Problem problem) => (problem.Member?.Split('.')[^1], problem.Code) switch
    {
        ("Name" or "Description" or "EntityTags" or "Tag key" or "Tag value" or "tags", _) => 1,
        ("Principals", _) or (_, "PRINCIPAL_NOT_FOUND" or "INTEGRATION_DISABLED" or "ENTITY_ALREADY_EXISTS" or "ENTITY_IN_USE") => 2,
        ("Products" or "Ids" or "product", _) or (_, "PRODUCT_NOT_FOUND" or "PRODUCT_ALREADY_ALLOWED") => 3,
        ("Title" or "Information", _) => 4,
        _ => null,
    };

    /// <summary>The problem beside its field: what is wrong with a tag is shown at the tags.</summary>
    internal static Problem BesideField(Problem problem) =>
        problem with { Member = problem.Member?.Split('.')[^1] is "EntityTags" or "Tag key" or "Tag value" ? "tags" : problem.Member };

    private IReadOnlyList<string> TagLines => Tags.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The tags as they are sent; null for none.</summary>
    internal IReadOnlyList<Tag>? EntityTags => TagLines.Count == 0 ? null :
        [.. TagLines.Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).Select(parts => new Tag(parts[0], parts.Length > 1 ? parts[1] : ""))];

    /// <summary>One set that makes the experience and all that was chosen, not live.</summary>
    internal IReadOnlyList<ChangeDraft> Changes() =>
    [
        Change("CreateExperience", new { Name, Description }) with { ChangeName = "Experience", EntityTags = EntityTags },
        OnIt("CreateProcurementPolicy", new { Name = Cut($"{Name} products"), Configuration = new { PolicyResourceRequests = Requests ? "Allow" : "Deny" } }),
        .. Principals.IsEmpty ? Array.Empty<ChangeDraft>() : [OnIt("AssociateAudience", new { Principals })],
        .. Products.IsEmpty ? Array.Empty<ChangeDraft>() : [OnIt("AllowProductProcurement", new { Products = new[] { new { Ids = Products } } })],
        .. Title.Length + Information.Length == 0 ? Array.Empty<ChangeDraft>() : [OnIt("CreateBrandingSettings", new { Name = Cut($"{Name} branding"), Configuration = new { Title, Information } })],
    ];

    private static ChangeDraft Change(string type, object details) => RunningChange.Change(type, EntityType.Experience, null, details);

    private static ChangeDraft OnIt(string type, object details) => Change(type, details) with { Identifier = "$Experience.Entity.Identifier" };

    private static string Cut(string name) => name.Length <= 255 ? name : name[..255];
}
