using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Changes;

public sealed class SetRulesTests
{
    private static readonly UpdateExperience Rename = new("Renamed");

    [Fact]
    public void A_sound_set_has_no_problems() => Assert.Empty(SetRules.Check(
    [
        Sent(0, new CreateExperience("New"), name: "Create"),
        Sent(1, Rename, "$Create.Entity.Identifier"),
        Sent(2, new CreateExperience("Another")),
        Sent(3, Words.Allow("prod-a"), "exp-a"),
        Sent(4, Words.Deny("prod-a"), "exp-b@3"),
        Sent(5, Words.Deny("prod-b"), "exp-a", name: "deny-b_1"),
        Sent(6, Words.Ask("prod-a")),
    ]));

    [Fact]
    public void Problems_of_details_name_the_change_and_the_member()
    {
        var problem = Assert.Single(SetRules.Check([Sent(0, Rename, "exp-a"), Sent(1, Words.Allow("prod-a", "prod-a"), "exp-a", "Twice")]));

        Assert.Equal(("ChangeSet[1].Details.Products", ProblemKind.Malformed), (problem.Member, problem.Kind));
        Assert.StartsWith("Change 2 (AllowProductProcurement, Twice): ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_type_occurs_once_per_entity_whatever_revision_is_named()
    {
        Assert.Equal("ChangeSet[2].ChangeType", Single(Sent(0, Rename, "exp-a@1"), Sent(1, Rename, "exp-b"), Sent(2, Rename, "exp-a")));
        Assert.Equal("ChangeSet[2].ChangeType", Single(
            Sent(0, new CreateExperience("New"), name: "C"), Sent(1, Rename, "$C.Entity.Identifier"), Sent(2, Rename, "$C.Entity.Identifier")));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a.b", false)]
    [InlineData("ExperienceCreationChange", true)]
    public void Change_names_have_1_to_72_letters_digits_hyphens_and_underscores(string name, bool fits) =>
        Assert.Equal(fits, !SetRules.Check([Sent(0, Rename, "exp-a", name)]).Any());

    [Fact]
    public void Change_names_have_at_most_72_characters_and_are_unique()
    {
        Assert.Empty(SetRules.Check([Sent(0, Rename, "exp-a", new string('x', 72))]));
        Assert.Equal("ChangeSet[0].ChangeName", Single(Sent(0, Rename, "exp-a", new string('x', 73))));
        Assert.Equal("ChangeSet[1].ChangeName", Single(Sent(0, Rename, "exp-a", "Same"), Sent(1, Rename, "exp-b", "Same")));
        Assert.Empty(SetRules.Check([Sent(0, Rename, "exp-a", "same"), Sent(1, Rename, "exp-b", "Same")]));
    }

    [Fact]
    public void Identifiers_are_there_exactly_for_changes_that_create_nothing()
    {
        Assert.Equal("ChangeSet[0].Entity.Identifier", Single(Sent(0, Rename)));
        Assert.Equal("ChangeSet[0].Entity.Identifier", Single(Sent(0, new CreateExperience("New"), "exp-a")));
        Assert.Equal("ChangeSet[0].Entity.Identifier", Single(Sent(0, Rename, "exp a")));
    }

    [Fact]
    public void References_name_a_creating_change_of_the_right_type()
    {
        var reference = "$C.Entity.Identifier";

        Assert.Equal("ChangeSet[0].Entity.Identifier", Single(Sent(0, Rename, reference)));
        Assert.Equal("ChangeSet[1].Entity.Identifier", Single(Sent(0, Rename, "exp-a", "C"), Sent(1, new RestrictExperience(), reference)));
        Assert.Equal("ChangeSet[1].Entity.Identifier", Single(Sent(0, Words.Ask("prod-a"), name: "C"), Sent(1, Rename, reference)));
        Assert.Empty(SetRules.Check([Sent(0, new CancelProductProcurementRequest(), reference), Sent(1, Words.Ask("prod-a"), name: "C")]));
        Assert.Equal("ChangeSet[0].Details", Single(Sent(0, Rename, "exp-a", references: "Nobody")));
        Assert.Equal("ChangeSet[0].Details", Single(Sent(0, Rename, "exp-a", references: "Other"), Sent(1, new RestrictExperience(), "exp-a", "Other")));
    }

    [Fact]
    public void References_form_no_cycle()
    {
        Assert.Equal("ChangeSet[0].Entity.Identifier", Single(Sent(0, new CreateExperience("A"), name: "A", references: "A")));
        Assert.Equal("ChangeSet[0].Entity.Identifier", Single(
            Sent(0, new CreateExperience("A"), name: "A", references: "B"), Sent(1, new CreateExperience("B"), name: "B", references: "A")));
        Assert.Empty(SetRules.Check([Sent(0, new CreateExperience("A"), name: "A", references: "B"), Sent(1, new CreateExperience("B"), name: "B")]));
    }

    [Fact]
    public void A_product_goes_to_one_place_of_one_experience_only()
    {
        Assert.Equal("ChangeSet[1].Details.Products", Single(Sent(0, Words.Allow("prod-a", "prod-b"), "exp-a"), Sent(1, Words.Deny("prod-b"), "exp-a@4")));
        Assert.Equal("ChangeSet[1].Details.Products", Single(Sent(0, Words.Remove("prod-b"), "exp-a"), Sent(1, Words.Allow("prod-b"), "exp-a")));
        Assert.Equal(2, SetRules.Check([Sent(0, Words.Allow("prod-a", "prod-b"), "exp-a"), Sent(1, Words.Deny("prod-b", "prod-a"), "exp-a")]).Count());
    }

    [Fact]
    public void A_set_with_nulls_where_products_should_be_is_refused_and_breaks_nothing() =>
        Assert.NotEmpty(SetRules.Check([Sent(0, new Guildhall.Domain.Products.AllowProductProcurement([null!, new([null!])]), "exp-a"), Sent(1, new AssociateAudience([null!]), "exp-a")]));

    private static string? Single(params SentChange[] set) => Assert.Single(SetRules.Check(set)).Member;

    private static SentChange Sent(int place, Change change, string? identifier = null, string? name = null, params ImmutableArray<string> references) =>
        new(place, name, identifier, change, references);
}
