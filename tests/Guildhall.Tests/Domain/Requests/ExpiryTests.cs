using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Requests;

public sealed class ExpiryTests
{
    private const string Guildhall = "arn:aws:iam::aws:guildhall";

    [Fact]
    public void Requests_expire_30_days_after_their_creation_to_the_second()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        hall.LiveExperience("Live", Hall.Whole);
        var older = hall.Request(Hall.Engineer, "prod-a");
        hall.Now += TimeSpan.FromSeconds(1);
        var younger = hall.Request(Hall.Engineer, "prod-b");
        var due = hall.RequestOf(older).Expires;

        Assert.Same(hall.Marketplace, Expiry.Of(hall.Marketplace, due.AddTicks(-1), Guildhall).After);
        var run = Expiry.Of(hall.Marketplace, due, Guildhall);

        var expired = run.After.Requests[older];
        Assert.Equal((RequestStatus.Expired, 2, due), (expired.Status, expired.Revision, expired.LastModified));
        Assert.Equal(new RequestDecision(due, Guildhall, null, "REQUEST_EXPIRED"), expired.Decision);
        Assert.Equal([new Fact.RequestChanged(expired)], run.Facts);
        Assert.Equal([older], run.Touched);
        Assert.True(run.After.Requests[younger].Pending);
        Assert.Equal(["prod-b"], run.After.OpenRequests.Keys.Select(p => p.Value));
    }

    [Fact]
    public void Requests_of_archived_experiences_expire_too_and_decided_ones_never()
    {
        var hall = Hall.Integrated().Selling("prod-a", "prod-b");
        var id = hall.LiveExperience("Live", Hall.Whole);
        var (open, decided) = (hall.Request(Hall.Engineer, "prod-a"), hall.Request(Hall.Engineer, "prod-b"));
        hall.Do(decided, new DeclineProductProcurementRequest());
        hall.Do(id, new UpdateExperience(Status: ExperienceStatus.Disabled), new RestrictExperience());

        var after = Expiry.Of(hall.Marketplace, hall.Now.AddYears(1), Guildhall).After;

        Assert.Equal((RequestStatus.Expired, RequestStatus.Declined), (after.Requests[open].Status, after.Requests[decided].Status));
        Assert.Same(hall[id], after.Experiences[id]);
    }
}
