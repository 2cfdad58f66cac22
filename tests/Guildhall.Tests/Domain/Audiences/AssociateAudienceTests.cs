using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Organizations;

namespace Guildhall.Tests.Domain.Audiences;

public sealed class AssociateAudienceTests
{
    [Fact]
    public void M12_the_first_call_makes_the_audience_and_later_ones_add_to_it()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        hall.Do(id, new AssociateAudience([Hall.Engineering], "Engineers", "All of them"));
        hall.Do(id, new AssociateAudience([Hall.Accountant, Hall.Whole]));

        Assert.Equal([Hall.Engineering, Hall.Accountant, Hall.Whole], hall.Audience(id));
        Assert.Equal(("Engineers", "All of them", 2), (hall[id].Audience!.Name, hall[id].Audience!.Description, hall[id].Audience!.Revision));
        Assert.StartsWith("aud-", hall[id].Audience!.Id.Value, StringComparison.Ordinal);
        Assert.Equal(id, hall.Marketplace.Associations[new PrincipalId(Hall.Whole)]);
    }

    [Fact]
    public void An_audience_is_named_after_its_experience_unless_told_otherwise()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        Assert.Equal($"Audience for Experience {id}", hall.Do(id, new AssociateAudience([Hall.Engineer]))[id].Audience!.Name);
        Assert.Equal("Renamed", hall.Do(id, new AssociateAudience([Hall.Engineer], "Renamed"))[id].Audience!.Name);
    }

    [Fact]
    public void The_root_is_another_name_of_the_organization()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        Assert.Equal([Hall.Whole], hall.Do(id, new AssociateAudience([Hall.Root, Hall.Whole])).Audience(id));
    }

    [Fact]
    public void M12_a_principal_of_another_active_experience_is_refused_with_its_name()
    {
        var hall = Hall.Integrated();
        var (first, second) = (hall.LiveExperience("First", Hall.Engineer), hall.Experience("Second"));

        var problem = Assert.Single(hall.Refusals(second, new AssociateAudience([Hall.Accountant, Hall.Engineer])));

        Assert.Equal(("ENTITY_ALREADY_EXISTS", $"{Hall.Engineer} belongs to {first}; remove it there first."), (problem.Code, problem.Message));
    }

    [Fact]
    public void One_that_is_here_already_changes_nothing_but_the_experience_revision()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineer);
        var before = hall[id];

        hall.Do(id, new AssociateAudience([Hall.Engineer]));

        Assert.Equal((before.Revision + 1, before.Audience), (hall[id].Revision, hall[id].Audience));
    }

    [Fact]
    public void M25_a_principal_of_an_archived_experience_leaves_it_silently()
    {
        var hall = Hall.Integrated();
        var (old, active) = (hall.ArchivedExperience("Old", Hall.Engineer, Hall.Accountant), hall.Experience("Active"));
        var revision = hall[old].Revision;

        hall.Do(active, new AssociateAudience([Hall.Engineer]));

        Assert.Equal([Hall.Accountant], hall.Audience(old));
        Assert.Equal([Hall.Engineer], hall.Audience(active));
        Assert.Equal((revision + 1, active), (hall[old].Revision, hall.Marketplace.Associations[new PrincipalId(Hall.Engineer)]));
    }

    [Theory]
    [InlineData(Hall.Engineering)]
    [InlineData(Hall.Whole)]
    [InlineData(Hall.Root)]
    public void M14_without_trusted_access_or_the_role_only_accounts_are_associated(string principal)
    {
        Hall[] halls =
        [
            Hall.OlderWay(), Hall.Integrated().With(o => o with { ServiceLinkedRole = false }), Hall.Integrated().With(o => o with { Integration = Integration.Disabled }),
        ];

        Assert.All(halls, hall =>
        {
            var id = hall.Experience();
            var problem = Assert.Single(hall.Refusals(id, new AssociateAudience([principal])));
            Assert.Equal("INTEGRATION_DISABLED", problem.Code);
            Assert.Contains("Settings", problem.Message, StringComparison.Ordinal);
            hall.Do(id, new AssociateAudience([Hall.Engineer]));
        });
    }

    [Fact]
    public void M05_without_the_integration_a_member_associates_accounts_with_its_experience()
    {
        var hall = Hall.OlderWay().As(Hall.Engineer);

        Assert.Equal([Hall.Accountant, Hall.Management], hall.Audience(hall.LiveExperience("Mine", Hall.Accountant, Hall.Management)));
    }

    [Theory]
    [InlineData("ou-ab12-99998888", "PRINCIPAL_NOT_FOUND")]
    [InlineData("888877776666", "PRINCIPAL_NOT_FOUND")]
    [InlineData("ou-cd34-11112222", "CALLER_NOT_AUTHORIZED")]
    [InlineData("o-zzzzzz1234", "CALLER_NOT_AUTHORIZED")]
    [InlineData("r-cd34", "CALLER_NOT_AUTHORIZED")]
    public void Absent_principals_are_not_found_and_ids_made_elsewhere_are_not_the_callers(string principal, string code)
    {
        var hall = Hall.Integrated();

        Assert.Equal(code, hall.Refusal(hall.Experience(), new AssociateAudience([principal])));
    }

    [Fact]
    public void Each_refused_principal_has_its_own_problem_and_none_is_associated()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        var problems = hall.Refusals(id, new AssociateAudience(["888877776666", Hall.Engineer, "o-zzzzzz1234"]));

        Assert.Equal(["PRINCIPAL_NOT_FOUND", "CALLER_NOT_AUTHORIZED"], problems.Select(p => p.Code));
        Assert.Empty(hall.Audience(id));
    }

    [Theory]
    [InlineData(Hall.Engineer, "PRINCIPAL_NOT_FOUND")]
    [InlineData(Hall.Engineering, "INTEGRATION_DISABLED")]
    [InlineData(Hall.Whole, "INTEGRATION_DISABLED")]
    public void M27_a_standalone_account_associates_nobody_but_itself(string principal, string code)
    {
        var hall = Hall.Standalone();
        var id = hall.Experience();

        Assert.Equal(code, hall.Refusal(id, new AssociateAudience([principal])));
        hall.Do(id, new DisassociateAudience([Hall.Management])).Do(id, new AssociateAudience([Hall.Management]));
    }

    [Fact]
    public void Conformance_05_a_principal_that_an_earlier_open_set_moves_is_in_use()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();
        hall.Tuned = context => context with { PrincipalsInUse = new HashSet<PrincipalId> { new(Hall.Whole) } };

        Assert.Equal("ENTITY_IN_USE", hall.Refusal(id, new AssociateAudience([Hall.Root])));
        Assert.Equal("ENTITY_IN_USE", hall.Refusal(id, new DisassociateAudience([Hall.Whole])));
        hall.Do(id, new AssociateAudience([Hall.Engineer]));
    }

    [Fact]
    public void An_audience_has_at_most_10000_principals()
    {
        var hall = Hall.Integrated();
        var id = hall.LiveExperience("Live", Hall.Engineer);
        var others = Enumerable.Range(0, Audience.Limit - 2).Select(i => new PrincipalId($"{i:D12}"));
        hall.Marketplace = hall.Marketplace.With(hall[id] with { Audience = hall[id].Audience! with { Principals = [.. others, new(Hall.Engineer)] } });

        Assert.Equal("LIMIT_EXCEEDED", hall.Refusal(id, new AssociateAudience([Hall.Accountant, Hall.Management])));
        hall.Do(id, new AssociateAudience([Hall.Accountant, Hall.Engineer]));
    }

    [Fact]
    public void M01_only_administrators_associate()
    {
        var hall = Hall.Integrated();
        var id = hall.Experience();

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Engineer).Refusal(id, new AssociateAudience([Hall.Engineer])));
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("ou-ab1-11112222")]
    [InlineData("ou-ab12-1111222")]
    [InlineData("o-short")]
    [InlineData("O-ABCDEF1234")]
    [InlineData("444455556666\n")]
    [InlineData("")]
    [InlineData(null)]
    public void Principals_have_their_forms(string? principal) => Assert.Single(new AssociateAudience([principal!]).Validate());

    [Fact]
    public void One_to_500_different_principals_are_taken()
    {
        string[] many = [.. Enumerable.Range(0, 501).Select(i => $"{i:D12}")];

        Assert.Empty(new AssociateAudience([.. many[..500]]).Validate());
        Assert.Single(new AssociateAudience([.. many]).Validate());
        Assert.Single(new AssociateAudience([]).Validate());
        Assert.Single(new AssociateAudience([Hall.Engineer, Hall.Engineer]).Validate());
        Assert.Single(new AssociateAudience([Hall.Engineer], Name: "").Validate());
        Assert.Single(new AssociateAudience([Hall.Engineer], Description: new string('x', 1_025)).Validate());
        Assert.Empty(new AssociateAudience(["012345678901", "ou-abcd-01234567", "o-0123456789", "r-ab12"]).Validate());
    }
}
