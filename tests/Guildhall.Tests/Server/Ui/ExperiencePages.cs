using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Ui;

/// <summary>An administrator and a buyer of one hall, and what the administrator does to experiences on their pages.</summary>
public abstract class ExperiencePages(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected Browsing Admin { get; private set; } = null!;

    protected Browsing Buyer { get; private set; } = null!;

    protected PrivateMarketplace Marketplace => Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.Marketplace;

    protected override async Task PrepareAsync()
    {
        Admin = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
        Buyer = await Hall.SignedInAsync("dana@example.com", "Buyer", World.Developer);
    }

    protected static string Settings(Experience experience) => $"/console/experiences/{experience.Id}/settings";

    protected Experience Now(Experience experience) => Marketplace.GetExperience(experience.Id);

    protected async Task<Experience> CreateAsync(string name)
    {
        var (response, html) = await Admin.PostAsync("/console/experiences/new", "/console/experiences/new", ("step", "5"), ("go", "create"), ("Name", name));
        Assert.True(response.IsSuccessStatusCode, html);
        return Marketplace.Experiences.Values.Single(e => e.Name == name);
    }

    protected Task<(HttpResponseMessage Response, string Html)> AssociateAsync(Experience experience, string principal) =>
        Admin.PostAsync(Settings(experience), $"/console/experiences/{experience.Id}/audiences", ("act", "associate"), ("principal", principal));

    protected Task<(HttpResponseMessage Response, string Html)> SaveAsync(Experience experience, bool live) =>
        Admin.PostAsync(Settings(experience), Settings(experience) + "/confirmed", ("Name", experience.Name), ("status", live ? "live" : "notlive"), ("requests", "on"), ("mode", "active"));

    protected Task<(HttpResponseMessage Response, string Html)> ActAsync(string act, Experience experience) =>
        Admin.PostAsync(Settings(experience), "/console/experiences/act", ("act", act), ("experience", experience.Id.Value));
}
