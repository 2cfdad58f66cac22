using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Requests;

public sealed class CancelProductProcurementRequestTests
{
    private static readonly CancelProductProcurementRequest Cancel = new();

    [Fact]
    public void S22_the_requesting_account_cancels_and_nobody_else()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");

        Assert.Equal("CALLER_NOT_AUTHORIZED", hall.As(Hall.Management).Refusal(asked, Cancel));
        hall.As(Hall.Engineer).Do(asked, Cancel);

        Assert.Equal((RequestStatus.Cancelled, 2), (hall.RequestOf(asked).Status, hall.RequestOf(asked).Revision));
        Assert.Equal([new Fact.RequestChanged(hall.RequestOf(asked))], hall.Facts);
        Assert.Empty(hall.Marketplace.OpenRequests);
    }

    [Fact]
    public void S25_to_a_sibling_account_a_request_looks_like_an_absent_one()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");
        var absent = new EntityId("prodprocreq-absent");

        hall.As(Hall.Accountant);

        Assert.Equal("ENTITY_NOT_FOUND", hall.Refusal(absent, Cancel));
        Assert.Equal(hall.Refusals(absent, Cancel)[0].Message.Replace(absent.Value, asked.Value, StringComparison.Ordinal), hall.Refusals(asked, Cancel)[0].Message);
    }

    [Fact]
    public void What_has_ended_is_not_cancelled()
    {
        var hall = Hall.Integrated().Selling("prod-a");
        hall.LiveExperience("Live", Hall.Whole);
        var asked = hall.Request(Hall.Engineer, "prod-a");
        hall.Do(asked, new ApproveProductProcurementRequest());

        Assert.Equal("REQUEST_NOT_PENDING", hall.As(Hall.Engineer).Refusal(asked, Cancel));
    }
}
