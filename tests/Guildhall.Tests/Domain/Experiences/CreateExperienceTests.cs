using Guildhall.Domain;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Domain.Experiences;

public sealed class CreateExperienceTests
{
    [Fact]
    public void M06_a_new_experience_is_not_live_and_has_no_policy_no_branding_and_no_audience()
    {
        var hall = Hall.Integrated();
        var id = hall.Ids.Entity(EntityType.Experience);

        hall.Do(id, new CreateExperience("Engineering", "Cleared tools", "aws-mp-commercial-prod"));

        var made = hall[id];
        Assert.Equal(("Engineering", "Cleared tools", 1, hall.Now), (made.Name, made.Description, made.Revision, made.LastModified));
        Assert.False(made.Live || made.Archived || made.Governs);
        Assert.True(made is { Policy: null, Branding: null, Audience: null });
    }

    [Fact]
    public void M04_what_a_delegated_administrator_makes_belongs_to_the_management_account()
    {
        var hall = Hall.Integrated().As(Hall.Delegated);

        var made = hall[hall.Experience()];

        Assert.Equal((Hall.Management, Hall.Delegated), (made.Owner.Value, made.CreatedBy.Value));
    }

    [Fact]
    public void M01_S22_only_administrators_create_experiences()
    {
        var hall = Hall.Integrated();
        var id = new EntityId("exp-new");

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Engineer).Refusal(id, new CreateExperience("Mine")));
        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As("888877776666").Refusal(id, new CreateExperience("Mine")));
        hall.As(Hall.Management).Do(id, new CreateExperience("Mine"));
    }

    [Fact]
    public void S22_a_delegated_administrator_is_one_only_while_trusted_access_is_on()
    {
        var hall = Hall.Integrated().As(Hall.Delegated).With(o => o with { Integration = Guildhall.Domain.Organizations.Integration.Disabled });

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.Refusal(new EntityId("exp-new"), new CreateExperience("Mine")));
    }

    [Fact]
    public void M05_without_the_integration_any_account_creates_and_owns_experiences()
    {
        var hall = Hall.OlderWay().As(Hall.Engineer);

        var made = hall[hall.Experience()];

        Assert.Equal((Hall.Engineer, Hall.Engineer), (made.Owner.Value, made.CreatedBy.Value));
        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As("888877776666").Refusal(new EntityId("exp-x"), new CreateExperience("Not a member")));
    }

    [Fact]
    public void A_MarketplaceManager_of_another_account_creates_for_the_management_account()
    {
        var older = Hall.OlderWay().AsManager();

        Assert.Equal((Hall.Management, Hall.Management), (older[older.Experience()].Owner.Value, older[older.Experience()].CreatedBy.Value));
    }

    [Fact]
    public void M27_a_standalone_account_has_one_experience_associated_with_itself_at_once()
    {
        var hall = Hall.Standalone();
        var id = new EntityId("exp-only");

        hall.Do(id, new CreateExperience("Mine"));

        Assert.Equal([Hall.Management], hall.Audience(id));
        Assert.Equal((1, $"Audience for Experience {id}"), (hall[id].Audience!.Revision, hall[id].Audience!.Name));
        Assert.Equal(id, hall.Marketplace.Associations[new PrincipalId(Hall.Management)]);
    }

    [Fact]
    public void M27_a_second_experience_is_refused_even_when_the_first_is_archived()
    {
        var hall = Hall.Standalone();
        hall.ArchivedExperience("First");

        Assert.Equal("LIMIT_EXCEEDED", hall.Refusal(new EntityId("exp-second"), new CreateExperience("Second")));
    }

    [Fact]
    public void M27_one_set_cannot_create_two_for_a_standalone_account() => Assert.IsType<Guildhall.Domain.Changes.ChangeOutcome.Failed>(
        Hall.Standalone().Try((new EntityId("exp-1"), new CreateExperience("One")), (new EntityId("exp-2"), new CreateExperience("Two"))));

    [Fact]
    public void An_organization_has_at_most_1000_experiences()
    {
        var hall = Hall.Integrated();
        for (var i = 0; i < CreateExperience.Limit; i++) hall.Do(new EntityId($"exp-{i}"), new CreateExperience("Again"));

        Assert.Equal("LIMIT_EXCEEDED", hall.Refusal(new EntityId("exp-more"), new CreateExperience("Again")));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("   ", null, null)]
    [InlineData("a\u202Eb", null, null)]
    [InlineData("a\u200Bb", null, null)]
    [InlineData("a\u0000b", null, null)]
    [InlineData("*255+1", null, null)]
    [InlineData("Fine", "*1024+1", null)]
    [InlineData("Fine", null, "*255+1")]
    public void S47_names_that_are_blank_hide_characters_or_are_too_long_are_refused_at_once(string name, string? description, string? catalog) =>
        Assert.Single(new CreateExperience(Repeat(name)!, Repeat(description), Repeat(catalog)).Validate());

    [Theory]
    [InlineData("*255", "*1024", "*255")]
    [InlineData("Werkzeuge für Entwickler \U0001F6E0", "", null)]
    public void Names_and_descriptions_up_to_the_limit_pass(string name, string? description, string? catalog) =>
        Assert.Empty(new CreateExperience(Repeat(name)!, Repeat(description), Repeat(catalog)).Validate());

    /// <summary><c>*255+1</c> is 256 letters.</summary>
    private static string? Repeat(string? text) => text is ['*', .. var length] ? new string('x', length.Split('+').Sum(int.Parse)) : text;
}
