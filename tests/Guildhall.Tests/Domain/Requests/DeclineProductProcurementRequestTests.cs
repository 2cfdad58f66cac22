using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Requests;

public sealed class DeclineProductProcurementRequestTests
{
    private static readonly DeclineProductProcurementRequest Decline = new("Use the existing tool"), Block = new("No", BlockFutureRequests: true);

    [Fact]
    public void M23_declining_denies_the_products_with_the_note()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");

        hall.Do(asked, Decline);

        Assert.Equal([new ProductGrant(new("prod-a"), "Use the existing tool")], hall[id].Policy!.Denied);
        Assert.Empty(hall[id].Policy!.Blocked);
        Assert.Equal(RequestStatus.Declined, hall.RequestOf(asked).Status);
        Assert.Equal(("Use the existing tool", "DECLINED_BY_ADMINISTRATOR"), (hall.RequestOf(asked).Decision!.Note, hall.RequestOf(asked).Decision!.DeclinedCause));
        Assert.Equal([new Fact.RequestChanged(hall.RequestOf(asked))], hall.Facts);
    }

    [Fact]
    public void M23_a_block_does_not_stop_an_administrator_from_adding_the_product()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Live", Hall.Whole);
        hall.Do(hall.Request(Hall.Engineer, "prod-a"), Block);
        Assert.Equal([new ProductId("prod-a")], hall[id].Policy!.Blocked);

        hall.Do(id, Words.Allow("prod-a"));

        Assert.Equal(["prod-a"], hall.Allowed(id));
        Assert.Empty(hall[id].Policy!.Blocked);
    }

    [Fact]
    public void Other_requests_for_the_product_stay_open()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var (first, second) = (hall.Request(Hall.Engineer, "prod-a"), hall.Request(Hall.Accountant, "prod-a"));

        hall.Do(first, Block);

        Assert.True(hall.RequestOf(second).Pending);
        hall.Do((second, Decline));
    }

    [Fact]
    public void A_product_that_was_allowed_meanwhile_stays_allowed_and_unblocked()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a", "prod-b");
        hall.Do(id, Words.Allow("prod-a"));

        hall.Do(asked, Block);

        Assert.Equal(["prod-a"], hall.Allowed(id));
        Assert.Equal(["prod-b"], hall.Denied(id));
        Assert.Equal([new ProductId("prod-b")], hall[id].Policy!.Blocked);
    }

    [Fact]
    public void Requests_that_ended_and_archived_experiences_are_refused()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        var (ended, open) = (hall.Request(Hall.Engineer, "prod-a"), hall.Request(Hall.Engineer, "prod-b"));
        hall.Do(ended, Decline);

        Assert.Equal("REQUEST_NOT_PENDING", hall.Refusal(ended, Decline));
        hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled), new RestrictExperience());
        Assert.Equal("EXPERIENCE_RESTRICTED", hall.Refusal(open, Decline));
    }

    [Fact]
    public void S22_only_administrators_decline()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Engineer).Refusal(asked, Decline));
        Assert.Equal("ENTITY_NOT_FOUND", hall.As(Hall.Accountant).Refusal(asked, Decline));
    }

    [Fact]
    public void Approving_and_declining_one_request_in_a_set_is_refused()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");

        Assert.IsType<ChangeOutcome.Failed>(hall.Try((asked, Decline), (asked, new ApproveProductProcurementRequest())));
    }

    [Fact]
    public void The_note_has_at_most_1024_characters() =>
        Assert.Single(new DeclineProductProcurementRequest(new string('x', 1_025)).Validate());
}
