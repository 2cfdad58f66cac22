using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Requests;

public sealed class ApproveProductProcurementRequestTests
{
    private static readonly ApproveProductProcurementRequest Approve = new("For all engineers");

    [Fact]
    public void M22_approving_allows_the_products_for_everyone_of_the_experience_with_the_note()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a", "prod-b");
        hall.Do(id, Words.Deny("prod-a")).Now += TimeSpan.FromDays(1);

        hall.Do(asked, Approve);

        Assert.Equal(["prod-a", "prod-b"], hall.Allowed(id));
        Assert.All(hall[id].Policy!.Allowed, g => Assert.Equal("For all engineers", g.Notes));
        Assert.Empty(hall.Denied(id));
        var decided = hall.RequestOf(asked);
        Assert.Equal(new RequestDecision(hall.Now, $"arn:aws:iam::{Hall.Management}:user/somebody", "For all engineers"), decided.Decision);
        Assert.Equal((RequestStatus.Approved, 2, hall.Now), (decided.Status, decided.Revision, hall[id].LastModified));
        Assert.Equal([new Fact.RequestChanged(decided)], hall.Facts);
    }

    [Fact]
    public void M22_several_requests_for_one_product_are_approved_in_one_set()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Live", Hall.Whole);
        var (first, second, third) = (hall.Request(Hall.Engineer, "prod-a"), hall.Request(Hall.Accountant, "prod-a"), hall.Request(Hall.Delegated, "prod-a"));

        hall.Do((first, Approve), (second, Approve));

        Assert.Equal(["prod-a"], hall.Allowed(id));
        Assert.All(new[] { first, second }, r => Assert.Equal("For all engineers", hall.RequestOf(r).Decision!.Note));
        Assert.Equal("approved by policy change", hall.RequestOf(third).Decision!.Note);
        Assert.Equal(new[] { first, second, third }.Select(r => new Fact.RequestChanged(hall.RequestOf(r))), hall.Facts);
        Assert.Equal("REQUEST_NOT_PENDING", hall.Refusal(third, Approve));
    }

    [Fact]
    public void A_product_that_was_allowed_meanwhile_keeps_its_place_and_notes()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a", "prod-b");
        hall.Do(id, new AllowProductProcurement([new(["prod-b"], "Earlier")]));

        hall.Do(asked, Approve);

        Assert.Equal([new(new("prod-b"), "Earlier"), new ProductGrant(new("prod-a"), "For all engineers")], hall[id].Policy!.Allowed);
    }

    [Fact]
    public void M25_approval_on_an_archived_experience_fails_and_the_request_stays_open()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        var id = hall.LiveExperience("Live", Hall.Engineer);
        var asked = hall.Request(Hall.Engineer, "prod-a");
        hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled), new RestrictExperience());

        Assert.Equal("EXPERIENCE_RESTRICTED", hall.Refusal(asked, Approve));
        Assert.True(hall.RequestOf(asked).Pending);
    }

    [Fact]
    public void S22_only_administrators_approve_and_a_member_learns_nothing_of_requests_of_others()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Engineer).Refusal(asked, Approve));
        Assert.Equal("ENTITY_NOT_FOUND", hall.As(Hall.Accountant).Refusal(asked, Approve));
        Assert.IsType<ChangeOutcome.Succeeded>(hall.As(Hall.Delegated).Try((asked, Approve)));
    }

    [Fact]
    public void M20_a_private_product_is_approved_only_by_an_account_its_offer_names()
    {
        var hall = Hall.Integrated().Selling(Hall.Product("prod-private", ProductVisibility.Limited, Hall.Engineer, Hall.Delegated));
        var id = hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-private");

        Assert.Equal("PRODUCT_NOT_FOUND", hall.Refusal(asked, Approve));
        Assert.Equal(["prod-private"], hall.As(Hall.Delegated).Do(asked, Approve).Allowed(id));
    }

    [Fact]
    public void The_note_has_at_most_1024_characters()
    {
        Assert.Single(new ApproveProductProcurementRequest(new string('x', 1_025)).Validate());
        Assert.Empty(new ApproveProductProcurementRequest(new string('x', 1_024)).Validate());
        Assert.Empty(new ApproveProductProcurementRequest().Validate());
    }

    [Fact]
    public void An_unknown_request_is_not_found() =>
        Assert.Equal("ENTITY_NOT_FOUND", Hall.Integrated().Refusal(new EntityId("prodprocreq-absent"), Approve));
}
