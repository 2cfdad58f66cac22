using System.Text.Json;
using Guildhall.App.Changes;

namespace Guildhall.Server.Demo;

/// <summary>One experience of the demo: its name, whom it is for, what it approves.</summary>
internal sealed record DemoExperience(string Name, string Description, string Principal, IReadOnlyList<string> Products, bool Live)
{
    private const string New = "$New.Entity.Identifier";

    /// <summary>Title, information and colour; none for the default look.</summary>
    public (string Title, string Information, string Color)? Brand { get; init; }

    /// <summary>How many products the Acme experience approves, the first ones: that leaves ten at least for which people must ask.</summary>
    public static int ApprovedOf(int products) => Math.Min(40, products - 10);

    public static DemoExperience Acme(DemoWorld world, List<string> products) =>
        new("Acme", "What every team may buy", world.OrganizationId, [.. products.Take(ApprovedOf(products.Count))], Live: true)
        {
            Brand = ("Acme software", "What is approved here can be bought right away. Ask for anything else on its page; procurement answers within two days.", "#3B2A8C"),
        };

    public static DemoExperience Engineering(DemoWorld world, List<string> products) =>
        new("Engineering", "Cleared developer tools", world.EngineeringUnitId, [.. products.Skip(Math.Min(20, products.Count / 2)).Take(45)], Live: true)
        {
            Brand = ("Engineering", "Ask procurement for anything that is missing.", "#0E7F74"),
        };

    public static DemoExperience Marketing(DemoWorld world, List<string> products) =>
        new("Marketing", "Being put together, not live yet", world.MarketingUnitId, [.. products.Skip(10).Take(8)], Live: false);

    public static ChangeSetDraft Request(string product, string reason) => new(
    [
        new ChangeDraft("CreateProductProcurementRequest", "ProductProcurementRequest@1.0") { DetailsDocument = Json(new { Products = new[] { new { Id = product } }, Reason = reason }) },
    ])
    {
        Name = "Request a product",
    };

    /// <summary>One product more in the policy of an experience, or one less.</summary>
    /// <param name="type">The change type: <c>AllowProductProcurement</c> or <c>RemoveProductProcurement</c>.</param>
    public static ChangeSetDraft OneProduct(string experience, string type, string product) => new(
    [
        new ChangeDraft(type, "Experience@1.0") { Identifier = experience, DetailsDocument = Json(new { Products = new[] { new { Ids = new[] { product } } } }) },
    ])
    {
        Name = type == "AllowProductProcurement" ? "Approve a product" : "Take a product away",
    };

    public ChangeSetDraft ChangeSet() => new(
    [
        new ChangeDraft("CreateExperience", "Experience@1.0") { ChangeName = "New", DetailsDocument = Json(new { Name, Description }) },
        Change("CreateProcurementPolicy", new { Name = $"{Name} policy" }),
        Change("AllowProductProcurement", new { Products = new[] { new { Ids = Products, Notes = "Cleared for the demo" } } }),
        Change("AssociateAudience", new { Principals = new[] { Principal } }),
        .. Brand is var (title, information, color)
            ? [Change("CreateBrandingSettings", new { Name = $"{Name} brand", Configuration = new { Title = title, Information = information, ThemeColor = color } })]
            : Array.Empty<ChangeDraft>(),
        .. Live ? [Change("UpdateExperience", new { Status = "Enabled" })] : Array.Empty<ChangeDraft>(),
    ])
    {
        Name = $"Create {Name}",
    };

    private static ChangeDraft Change(string type, object details) => new(type, "Experience@1.0") { Identifier = New, DetailsDocument = Json(details) };

    private static JsonElement Json(object details) => JsonSerializer.SerializeToElement(details);
}
